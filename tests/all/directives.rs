//! What a page may ask for, and what becomes of it: directives one by one, and every kind of fault.
#![cfg(all(feature = "book", feature = "terminal"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use mdbook_driver::MDBook;
use mdbook_driver::builtin_renderers::MarkdownRenderer;
use nn28::book::{
    BookError, Content, FigureParts, FrameParts, Options, Outcome, Plan, Programs, build,
    preprocess,
};

use nn28::exercise::pencil::{self, Right};

use super::folders::{folder, names, read};
use super::one_page;

/// Figures 41 to 43, one dashboard and one command: enough to try directives on.
const FAKE: Content = Content {
    figure,
    frame,
    transcript,
    run,
    plan,
};

fn figure(name: &str) -> Option<FigureParts> {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 3\"/>".to_owned();
    ["41", "42", "43", "own"]
        .contains(&name)
        .then(|| FigureParts {
            caption: format!("What figure {name} shows."),
            alt: "a \"figure\"".to_owned(),
            light_svg: svg.clone(),
            dark_svg: svg,
        })
}

fn frame(name: &str, arguments: &str) -> Result<FrameParts, String> {
    if name != "neuron" || !arguments.starts_with("100x32") {
        return Err(format!("unknown frame {name} {arguments}"));
    }
    Ok(FrameParts {
        light_html: None,
        html: "┌─┐ screenword\n\n└─┘".to_owned(),
        caption: "The dashboard.".to_owned(),
        alt: "a screen".to_owned(),
    })
}

fn transcript(command_line: &str) -> Result<String, String> {
    match command_line.strip_prefix("nn28 equation 4") {
        Some(_) => Ok("y = 0.8808\n\n$ no formula $\n".to_owned()),
        None => Err(format!("unknown command {command_line}")),
    }
}

/// Runs of more than a million steps are long.
fn plan(command_line: &str) -> Result<Plan, String> {
    let numbers = run(command_line)?;
    let steps = numbers[0].1;
    Ok(Plan {
        settings: vec!["data iris".to_owned(), format!("{steps} steps")],
        cost: (steps * 1000.0) as u64,
    })
}

/// A run that shares of right answers come from by its seed, 1 if none is given.
fn run(command_line: &str) -> Result<Outcome, String> {
    let steps = command_line.strip_prefix("backprop --data iris --steps ");
    let steps = steps.ok_or("not available")?;
    let (steps, seed) = steps.split_once(" --seed ").unwrap_or((steps, "1"));
    let seed: f64 = seed.parse().map_err(|_| "no number")?;
    Ok(vec![
        ("steps".to_owned(), steps.parse().map_err(|_| "no number")?),
        ("test_accuracy".to_owned(), 0.9375 - (seed - 1.0) / 100.0),
        ("w10".to_owned(), -1.5e-7),
        ("train_error".to_owned(), f64::NAN),
    ])
}

fn options(folder: &Path) -> Options {
    Options {
        content: FAKE,
        ..one_page::options(folder, &folder.join("out"))
    }
}

/// A book of the page `a.md` and a small `b.md`, built; the error if there is one.
fn build_page(folder: &Path, page: &str) -> Result<PathBuf, BookError> {
    one_page::write(folder, page);
    let sources = folder.join("book/src");
    let summary = "# Summary\n\n- [A](a.md)\n- [B](b.md)\n";
    fs::write(sources.join("SUMMARY.md"), summary).expect("a file");
    fs::write(sources.join("b.md"), "# B\n\n{{#equation 1}}\n").expect("a file");
    build(&options(folder))
}

/// The HTML of a sound page below its heading.
fn html(page: &str) -> String {
    let folder = folder();
    let index = build_page(folder.path(), &format!("# A\n\n{page}\n")).expect("a sound page");
    read(index)
}

/// The faults of a page, as they are printed.
fn faults(page: &str) -> Vec<String> {
    let folder = folder();
    match build_page(folder.path(), page) {
        Err(BookError::Faults(faults)) => faults.iter().map(ToString::to_string).collect(),
        other => panic!("expected faults in {page:?}, but got {other:?}"),
    }
}

#[test]
fn numbers_in_the_text_are_computed() {
    let html = html(
        "{{#value 4 w=-2,1,2 x=0,0}}, {{#printed 4 w=-2,1,2 x=0,0}} and {{#value 3 w=-2,1,2 x=3,0 digits=1}}.",
    );
    assert!(html.contains("0.8808, 0.1192 and −4.0."), "{html}");
}

#[test]
fn the_numbers_of_a_run_stand_in_the_text_and_the_run_is_made_once() {
    static RUNS: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let counting = |command_line: &str| {
        RUNS.lock().expect("no panic").push(command_line.to_owned());
        run(command_line)
    };
    let folder = folder();
    let page = "# A\n\nAfter {{#run backprop --data iris --steps 500 : steps digits=0}} steps \
                {{#run backprop  --data iris  --steps 500 : test_accuracy digits=2}}, and \
                {{#run backprop --data iris --steps 500 : w10 scientific=1}}; \
                {{#run backprop --data iris --steps 9 : steps digits=0}}.\n";
    one_page::write(folder.path(), page);
    let mut options = options(folder.path());
    options.content.run = counting;
    let index = build(&options).expect("a sound page");
    let html = read(index);
    let expected = "After 500 steps 0.94, and −1.5\u{a0}×\u{a0}10<sup>−7</sup>; 9.";
    assert!(html.contains(expected), "{html}");
    let mut made = RUNS.lock().expect("no panic").clone();
    made.sort();
    let mut expected: Vec<String> = Vec::new();
    for steps in [500, 9] {
        let command = format!("backprop --data iris --steps {steps}");
        expected.extend((1..=10).map(|seed| format!("{command} --seed {seed}")));
        expected.push(command);
    }
    expected.sort();
    assert_eq!(made, expected);
}

#[test]
fn below_what_quotes_a_run_its_command_its_settings_and_the_spread_over_seeds_can_be_unfolded() {
    let html = html(
        "Of all {{#run backprop --data iris --steps 5 --seed 3 : test_accuracy digits=2}}.\n\n\
         - {{#run backprop --data iris --steps 5 --seed 1 : steps digits=0}} and {{#run backprop --data iris --steps 6 --seed 1 : steps digits=0}}\n\
         - more\n\n\
         Without numbers.\n\n\
         <details>\n<summary>Answer</summary>\n\n\
         After {{#run backprop --data iris --steps 2000000 --seed 1 : steps digits=0}}.\n\n</details>\n",
    );
    assert_eq!(
        html.matches("<details class=\"runs\">").count(),
        3,
        "{html}"
    );
    let html = html.replace('\n', "");
    for part in [
        "<p>Of all 0.92.</p><details class=\"runs\"><summary>Get these numbers again</summary><p>Data iris; 5 steps.</p>",
        "<code class=\"command\">cargo run --release --bin backprop -- --data iris --steps 5 --seed 3 --headless --no-figures</code> \
         Seeds 1 to 10: share of test samples right 0.85 to 0.94.",
        // Only what differs is said of each.
        "<p>Data iris.</p><ul><li>5 steps. <code",
        "<li>6 steps. <code",
        "<p>Without numbers.</p><details><summary>Answer</summary>",
        "--seed 1 --headless --no-figures</code> A long run: other seeds were not tried.</li></ul></details></details>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn a_spread_is_the_least_and_the_greatest_over_ten_seeds() {
    let html = html(
        "From {{#run backprop --data iris --steps 5 --seed 3 : test_accuracy spread digits=2}}.",
    );
    assert!(html.contains("From 0.85 to 0.94."), "{html}");
}

#[test]
fn a_claim_that_holds_leaves_no_trace() {
    let claim = "{{#claim 2 * 3 > value 4 w=-2,1,2 x=0,0}}";
    let run = "{{#claim run backprop --data iris --steps 5 : test_accuracy = 0.9375}}";
    let html = html(&format!(
        "One {claim}.\nTwo\n{run}\nthree $x$ {claim}\n\n{claim}\n\n| a | b |\n|---|---|\n| 1 {claim} | 2{run} |\n\nEnd"
    ));
    for part in ["<p>One.\nTwo\nthree ", "<td>1</td><td>2</td>", "<p>End</p>"] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains('\u{E001}') && !html.contains("class=\"runs\""));
}

#[test]
fn behind_a_claim_of_its_own_line_faults_have_their_lines() {
    let found = faults("# A\n\none\n{{#claim 1 < 2}}\n$\\frac$\n");
    assert!(
        found[0].starts_with("book/src/a.md:5: TeX fault"),
        "{found:?}"
    );
}

#[test]
fn an_exercise_says_what_it_asks_and_how_it_is_answered() {
    let html = html("{{#exercise 1 7p}}");
    for part in [
        "id=\"exercise-1\"",
        "href=\"b.html#eq-1\"",
        "<code class=\"command\">cargo run --release -- exercise 1</code>",
        "<code class=\"command\">cargo run --release -- answer 1 \"…\"</code>",
        "<code class=\"command\">cargo run --release -- answer 7p</code>",
        "<details class=\"answer\"><summary>Answer</summary>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    let pencil = pencil::find("7p").expect("an exercise");
    let question = pencil.question(1);
    let numbers = question
        .fields
        .iter()
        .filter_map(|field| match field.right {
            Right::Number(value) => Some(value),
            _ => None,
        });
    for number in numbers {
        let number = format!("{:.4}", number.abs());
        assert!(html.contains(&number), "{number} in {html}");
    }
}

#[test]
fn the_table_of_the_data_has_every_set_of_the_program() {
    let html = html("{{#datasets}}");
    for name in nn28::data::NAMES {
        let set = nn28::data::load(name, 1).expect("a set");
        assert!(
            html.contains(&format!("<td><code>{name}</code></td>")),
            "{name}"
        );
        assert!(html.contains(&format!(">{}</td>", set.len())), "{name}");
    }
    assert!(html.contains("R. A. Fisher 1936, CC BY 4.0"));
}

#[test]
fn names_that_the_sources_have_not_are_faults() {
    assert!(
        html("`eq04_sigmoid`, `Network::hidden`, `neuron.rs`, `f64::exp`, `--no-figures`")
            .contains("eq04")
    );
    for name in [
        "eq04_sigmoids",
        "Training::forward",
        "neurone.rs",
        "backward_pass()",
    ] {
        let found = faults(&format!("# A\n\nSee\n`{name}`.\n"));
        assert_eq!(
            found,
            [format!(
                "book/src/a.md:4: there is no {name} in the sources"
            )]
        );
    }
}

#[test]
fn the_rust_of_every_page_is_compiled() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let compiled = read(package.join("src/pages.rs"));
    for name in names(&package.join("book/src")) {
        let is_page = name
            .strip_suffix(".md")
            .is_some_and(|name| name != "SUMMARY");
        assert!(
            !is_page || compiled.contains(&format!("\"{name}\"")),
            "{name}"
        );
    }
}

#[test]
fn lines_that_begin_with_a_hash_are_hidden_in_code() {
    let html = html("```rust\n# use nn28::model::Network;\nlet x = 1;\n```");
    assert!(
        html.contains("<span class=\"boring\">use nn28::model::Network;"),
        "{html}"
    );
}

#[test]
fn a_type_of_the_model_can_be_shown() {
    let html = html("{{#code network::Network}}");
    assert!(html.contains("pub struct Network") && html.contains("pub v: Matrix"));
    assert!(!html.contains("impl Network"));
}

#[test]
fn the_preprocessor_lists_all_faults_and_writes_nothing() {
    let folder = folder();
    let book = folder.path().join("book");
    one_page::write(folder.path(), "# A\n\n{{#eq 29}}\n\n{{#figure 99}}\n");
    let loaded = MDBook::load(&book).expect("a book");
    let renderer = MarkdownRenderer::new();
    let (pages, context) = loaded.preprocess_book(&renderer).expect("a book");
    let input = serde_json::to_vec(&(context, pages)).expect("JSON");
    let mut output = Vec::new();
    let error = preprocess(FAKE, |_| Programs::default(), input.as_slice(), &mut output)
        .expect_err("two faults");
    let message = error.to_string();
    for fault in ["3: unknown equation 29", "5: unknown figure 99"] {
        let fault = format!("book/src/a.md:{fault}");
        assert!(message.contains(&fault), "{message}");
    }
    assert!(output.is_empty());
    assert!(!book.join("src/generated").exists());
}

/// A line of a page, and a part of the fault that it is.
const KINDS: &str = r##"
{{#equatoin 4}} => unknown directive "equatoin"
{{#equation 29}} => unknown equation 29 (expected 1 to 28, 25a or 25b)
{{#eq x}} => unknown equation x
{{#equation 4 => unclosed directive
text {{#equation 4}} => {{#equation 4}} must stand alone on its line
{{#value 4 w=-2,1,2 x=0}} => 3 weights, the bias last, need 2 inputs
{{#value 4 w=-2,a,2 x=0,0}} => malformed argument
{{#value 5 j=7}} => index j = 7 is out of range
{{#printed 3}} => the source prints equation 3 as it holds
{{#code neuron::eq04}} => no piece eq04 in src/model/neuron.rs
{{#quantity mystery}} => unknown quantity "mystery"
{{#run backprop}} => run needs a command and the name
{{#run rm -r : steps}} => "rm -r" cannot be run: not available
{{#run backprop --data iris --steps 5 : accuracy}} => gives no accuracy (expected steps, test_accuracy, w10, train_error)
{{#run backprop --data iris --steps 5 : train_error}} => is not finite
{{#claim 2 < 1}} => the claim "2 < 1" does not hold: left is 2, right is 1
{{#claim 1 > run backprop --data iris --steps 5 : nothing}} => gives no nothing
{{#exercise 99}} => unknown exercise "99" (expected 1, 2, 4, 4s
{{#datasets 1}} => datasets takes no argument
{{#code neurone::eq04_sigmoid}} => unknown file src/model/neurone.rs
{{#include nowhere.rs}} => no such file: nowhere.rs
{{#include b.md:nowhere}} => no such anchor in b.md: nowhere
{{#figure 99}} => unknown figure 99
{{#fig 43}} => no page shows figure 43
{{#equation 3,29}} => unknown equation 29
{{#example x}} => example takes no argument
{{#erratum 3}} => the source prints equation 3 as it holds
{{#steps neuron 100x32}} => steps needs a dashboard, a size and screens
{{#steps network 100x32 : One = ; Two = n}} => unknown frame network
{{#frame network 100x32}} => unknown frame network
{{#transcript rm}} => unknown command rm
{{#equation 1}} => equation 1 has its place already in
$\frac$ => TeX fault
$\frac{1$ => a dollar sign that belongs to no formula
[a](nowhere.md) => broken link nowhere.md
[a](b.md#nowhere) => no anchor #nowhere
<a href="#nowhere">a</a> => no anchor #nowhere
"##;

#[test]
fn each_kind_of_fault_is_reported_with_its_file_and_line() {
    for kind in KINDS.trim().lines() {
        let (line, expected) = kind.split_once(" => ").expect(kind);
        let found = faults(&format!("# A\n\nSome text.\n\n{line}\n"));
        let place = match line {
            "{{#equation 1}}" => "book/src/b.md:3: ",
            _ => "book/src/a.md:5: ",
        };
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        assert!(found[0].starts_with(place), "{line}: {}", found[0]);
        assert!(found[0].contains(expected), "{line}: {}", found[0]);
    }
}

#[test]
fn all_faults_are_reported_at_once_in_the_order_of_their_lines() {
    let found = faults(
        "# A\n\n{{#eq 29}}\n\n$\\frac$ and {{#figure 99}}\n\n{{#figure 99}}\n\n[x](no.md)\n",
    );
    let lines = found.iter().filter_map(|fault| fault.split(':').nth(1));
    let lines: Vec<&str> = lines.collect();
    assert_eq!(lines, ["3", "5", "5", "7", "9"], "{found:?}");
}

#[test]
fn a_page_that_the_summary_names_and_that_is_missing_is_a_fault() {
    let folder = folder();
    build_page(folder.path(), "# A\n").expect("a sound book");
    fs::remove_file(folder.path().join("book/src/a.md")).expect("the page");
    let error = build(&options(folder.path()));
    let message = error.expect_err("a page is missing").to_string();
    let expected = "book/src/SUMMARY.md:3: no such file: a.md";
    assert!(message.contains(expected), "{message}");
}

#[test]
fn code_is_left_as_it_is_written() {
    let html = html("`{{#eq 29}}` and `$x$`\n\n```text\n{{#equation 29}} $y$\n```");
    assert!(html.contains("<code>{{#eq 29}}</code>"));
    assert!(html.contains("{{#equation 29}} $y$"));
}

#[test]
fn a_failed_build_leaves_the_old_book_and_nothing_else() {
    let folder = folder();
    let old = build_page(folder.path(), "# A\n\nThe first book.\n").expect("a sound page");
    build_page(folder.path(), "# A\n\n{{#eq 29}}\n").expect_err("a fault");
    assert!(read(old).contains("The first book."));
    let new = build_page(folder.path(), "# A\n\nThe second book.\n").expect("a sound page");
    assert!(read(new).contains("The second book."));
    assert_eq!(names(folder.path()), ["book", "out"]);
}

#[test]
fn an_equation_has_a_heading_its_form_its_numbers_its_code_its_test_and_its_command() {
    let html = html("{{#equation 4 w=-2,1,2 x=0,0}}");
    for part in [
        "<h3 class=\"equation-head\" id=\"eq-4\">",
        "Equation 4 · The sigmoid",
        "aria-label=\"y equals one over",
        "the value is 0.8808",
        "href=\"#code-neuron-eq04_sigmoid\"",
        "<code class=\"command\">cargo test eq04_sigmoid</code>",
        "<code class=\"command\">cargo run --release -- equation 4 --w=-2,1,2 --x=0,0</code>",
        "<details class=\"facts\"><summary>",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("Erratum in the source"));
}

#[test]
fn one_card_can_have_several_equations_each_with_its_anchor_and_its_numbers() {
    let html = html("{{#equation 2,3 w=-2,1,2 x=0.5,1}}\n\nSee {{#eq 3}}.");
    assert_eq!(html.matches("<section class=\"equation\">").count(), 1);
    assert_eq!(html.matches("<details class=\"facts\">").count(), 1);
    for number in [2, 3] {
        let anchor = format!("<h3 class=\"equation-head\" id=\"eq-{number}\">");
        assert_eq!(html.matches(&anchor).count(), 1, "{number}");
        let command = format!("equation {number} --w=-2,1,2 --x=0.5,1</code>");
        assert!(html.contains(&command), "{number}");
    }
    assert_eq!(html.matches("the value is 2.0000").count(), 2);
    assert!(html.contains("href=\"a.html#eq-3\" aria-label=\"equation 3"));
}

#[test]
fn code_is_open_until_a_script_folds_it() {
    let html = html("{{#code neuron::eq04_sigmoid}}");
    let fold =
        "<figure class=\"code\" id=\"code-neuron-eq04_sigmoid\"><details class=\"code\" open";
    assert!(html.contains(fold), "{html}");
    assert!(html.contains(
        "<summary>Rust: <code>eq04_sigmoid</code> · <code>src/model/neuron.rs</code>, lines "
    ));
}

#[test]
fn the_worked_example_is_within_reach_where_numbers_are_those_of_the_example() {
    let with = html("{{#example}}\n\n{{#value 5}}");
    assert_eq!(with.matches("id=\"worked-example\"").count(), 1);
    assert!(with.contains("popovertarget=\"worked-popover\""));
    assert!(with.contains("href=\"a.html#worked-example\""));
    assert!(!html("Text.").contains("popover"));
}

#[test]
fn the_list_of_anchors_names_the_page_of_each() {
    let folder = folder();
    let page = "# A\n\n## A heading\n\n{{#code neuron::eq04_sigmoid}}\n";
    build_page(folder.path(), page).expect("a sound page");
    let list = read(folder.path().join("out/generated/anchors.js"));
    for place in [
        "\"a-heading\":\"a.html#a-heading\"",
        "\"code-neuron-eq04_sigmoid\":\"a.html#code-neuron-eq04_sigmoid\"",
        "\"eq-1\":\"b.html#eq-1\"",
    ] {
        assert!(list.contains(place), "{place} in {list}");
    }
    assert!(
        !list.contains("mdbook-") && !list.contains("\"g-"),
        "{list}"
    );
}

#[test]
fn a_transcript_shows_a_command_that_works_in_a_clone() {
    let html = html("{{#transcript nn28 equation 4}}");
    let expected = "<span class=\"prompt\">$ cargo run --release -- equation 4</span>";
    assert!(html.contains(expected), "{html}");
}

#[test]
fn a_reference_shows_its_equation_beside_the_link() {
    let html = html("See {{#eq 1}} and {{#eq 1}}.");
    assert_eq!(html.matches("href=\"b.html#eq-1\"").count(), 2);
    assert_eq!(html.matches("<use href=\"#form-1\"").count(), 2);
    assert_eq!(html.matches("<g id=\"form-1\"").count(), 1);
    assert!(html.contains("aria-label=\"equation 1, the weighted sum\""));
}

#[test]
fn figures_of_our_own_are_named_after_the_sources_figure_before_them() {
    let html = html("{{#figure 41}}\n\n{{#figure own}}\n\nSee {{#fig own}}.");
    assert!(html.contains("Figure 41."));
    assert!(html.contains("Figure 41a."));
    let link = "<a href=\"a.html#figure-own\">figure 41a</a>";
    assert!(html.contains(link), "{html}");
}

#[test]
fn steps_are_a_choice_among_screens_of_which_the_first_shows() {
    let html = html("{{#steps neuron 100x32 : First = ; Then = n*2}}");
    assert_eq!(html.matches("<div class=\"screen\">").count(), 2);
    assert_eq!(html.matches("type=\"radio\"").count(), 2);
    assert_eq!(html.matches(" checked").count(), 1);
    assert!(html.contains("First</label>"));
}
