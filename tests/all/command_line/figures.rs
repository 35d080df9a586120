//! `nn28 figure` and `nn28 figures`: figures of the book and of runs, their names, and the page of all.

use std::fs;

use super::{assert_has, assert_refused, file, run, stderr, stdout, told};
use crate::folders::{folder, names, read};
use nn28::equation::Chapter;
use nn28::stage::RUN_FIGURES;
use serde_json::Value;

#[test]
fn figures_are_drawn_where_they_are_asked_for() {
    let folder = folder();
    let figures = folder.path().join("f");
    let options = "--format svg --theme dark --figures";
    let told = told(&format!("nn28 figures {options} {}", figures.display()));
    let count = nn28::stage::book_figures().len();
    assert_eq!(
        told.lines().count(),
        count + 1,
        "the page of all is the last"
    );
    let svg = read(figures.join("figure-43-dark.svg"));
    assert_has(&svg, &["<metadata>", "cargo run --release -- figures"]);
}

#[test]
fn single_figures_are_drawn_by_number_or_name_and_listed() {
    let folder = folder();
    let figures = folder.path().join("f");
    let options = format!("--format svg --theme light --figures {}", figures.display());
    let told_of = told(&format!("nn28 figure 42 backprop-training {options}"));
    assert_eq!(told_of.lines().count(), 2);
    let svg = read(figures.join("figure-42-light.svg"));
    assert_has(&svg, &["figure 42 backprop-training", "<use ", "Licence: "]);
    assert!(figures.join("backprop-training-light.svg").exists());
    let listed = told("nn28 figure --list");
    for figure in nn28::stage::book_figures() {
        assert_has(&listed, &[&figure.name]);
    }
    assert_refused(
        "nn28 figure 99",
        2,
        &["99", "figure-42", "backprop-training"],
    );
    assert_refused("nn28 figure", 2, &["<NAME|NUMBER>"]);
}

#[test]
fn figures_of_two_runs_lie_side_by_side_under_the_names_of_their_data_and_shapes() {
    let folder = folder();
    let figures = folder.path().display();
    let options = format!("--format svg --theme light --quiet --figures {figures}");
    for run in [
        "--data iris",
        "--data iris --hidden 5",
        "--data xor",
        "--data xor --name own",
    ] {
        told(&format!("nn28 figure 44 {run} {options}"));
    }
    told(&format!(
        "nn28 figure neuron-sigmoid --w=-2,1 --x 3 {options}"
    ));
    let expected = [
        "iris-4-2-3-network-diagram-light.svg",
        "iris-4-5-3-network-diagram-light.svg",
        "own-network-diagram-light.svg",
        "w-m2-1-neuron-sigmoid-light.svg",
        "xor-2-16-2-network-diagram-light.svg",
    ];
    assert_eq!(names(folder.path()), expected);
    let svg = read(folder.path().join(expected[1]));
    assert_has(&svg, &["figure network-diagram --data iris", "--hidden 5"]);
}

#[test]
fn a_run_draws_the_figures_that_its_list_names_and_a_figure_that_it_lacks_is_named() {
    for chapter in Chapter::ALL {
        let folder = folder();
        let name = chapter.word();
        let data = if chapter == Chapter::Network {
            "--data digits "
        } else {
            ""
        };
        let figures = folder.path().display();
        let line = format!("nn28 {name} {data}--headless --json --format svg --theme light");
        let told = stdout(&run(&format!("{line} --figures {figures}")));
        let drawn: Value = serde_json::from_str(&told).expect("an object");
        let drawn: Vec<&str> = drawn["figures"]
            .as_array()
            .expect("paths")
            .iter()
            .filter_map(|path| path.as_str())
            .collect();
        let listed = RUN_FIGURES.iter().filter(|row| row.0 == chapter);
        for (_, name, _) in listed.clone() {
            let end = format!("-{name}-light.svg");
            assert!(
                drawn.iter().any(|path| path.ends_with(&end)),
                "{end}: {drawn:?}"
            );
        }
        assert_eq!(drawn.len(), listed.count(), "{drawn:?}");
    }
    let words = ["network-digit", "network-regions"];
    assert_refused("nn28 figure network-digit --data iris", 2, &words);
    assert_refused(
        "nn28 figure 41 --data iris",
        2,
        &["figure-41", "book alone"],
    );
    assert_refused("nn28 figure 44 --data iris --save x.json", 2, &["--save"]);
    assert_refused("nn28 figure 44 --name a/b", 2, &["a/b", "--figures DIR"]);
}

#[test]
fn a_figure_of_a_table_and_a_network_of_ones_own_is_drawn() {
    let folder = folder();
    let rows = (0..30).map(|row| format!("{row}.5,{},{}\n", 40 - row, ["hi", "lo"][row / 15]));
    let table = file(
        &folder,
        "own.csv",
        &("p,q,class\n".to_owned() + &rows.collect::<String>()),
    );
    let network = folder.path().join("n.json");
    let network = network.display();
    told(&format!(
        "nn28 backprop --data {table} --steps 20 --quiet --headless --no-figures --save {network}"
    ));
    let figures = folder.path().join("f");
    let line = format!(
        "nn28 figure network-regions 48 --network {network} --format svg --theme dark --figures {}",
        figures.display()
    );
    told(&line);
    let expected = [
        "own-2-32-2-backprop-step-4-dark.svg",
        "own-2-32-2-network-regions-dark.svg",
    ];
    assert_eq!(names(&figures), expected);
    assert_has(&read(figures.join(expected[1])), &["<desc", "hi, lo"]);
}

#[test]
fn the_page_of_all_figures_shows_each_with_its_files_and_no_other_page_is_written_over() {
    let folder = folder();
    let figures = folder.path().display();
    let options = format!("--format svg --quiet --figures {figures}");
    let line = format!("nn28 figures {options}");
    told(&line);
    let page = read(folder.path().join("index.html"));
    for figure in nn28::stage::book_figures() {
        let name = figure.name;
        let files = ["light", "dark"].map(|theme| format!("src=\"{name}-{theme}.svg\""));
        let link = format!("href=\"{name}-dark.svg\"");
        assert_has(&page, &[&files[0], &files[1], &link]);
    }
    let shown = page.matches("src=\"").count();
    assert_eq!(shown, 2 * nn28::stage::book_figures().len());
    let links = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    for link in links {
        assert!(folder.path().join(link).exists(), "{link}");
    }
    told(&line);
    assert_eq!(
        read(folder.path().join("index.html")),
        page,
        "the same again"
    );
    let other = file(&folder, "index.html", "<p>a page of the reader's</p>");
    let told = stderr(&run(&line));
    assert_has(&told, &["index.html", "stays"]);
    assert_eq!(read(&other), "<p>a page of the reader's</p>");
}

#[test]
fn animations_are_drawn_by_name_as_a_series_and_of_a_run() {
    let folder = folder();
    let look = format!(
        "--theme dark --dpi 24 --frames 3 --figures {}",
        folder.path().display()
    );
    let listed = told("nn28 figure --list");
    assert_has(&listed, &["training  Animation: ", "descent  Animation: "]);
    told(&format!("nn28 figure training {look}"));
    told(&format!("nn28 figure descent --format svg {look}"));
    let files = [
        "descent-dark-0.svg",
        "descent-dark-1.svg",
        "descent-dark-2.svg",
        "training-dark.apng",
    ];
    assert_eq!(names(folder.path()), files);
    let svg = read(folder.path().join("descent-dark-2.svg"));
    assert_has(&svg, &["figure descent --frames 3 --seconds 10"]);
    told(&format!("nn28 figures --format apng {look}"));
    let own = folder.path().join("own");
    run(&format!(
        "nn28 figure descent --data xor --steps 5 --format svg --theme dark --frames 2 --figures {}",
        own.display()
    ));
    let svg = read(own.join("xor-2-16-2-descent-dark-1.svg"));
    assert_has(&svg, &["figure descent --data xor", "--steps 5 --frames 2"]);
    fs::remove_dir_all(&own).expect("a folder of the test");
    let run = "--headless --format apng --data xor --hidden 3 --steps 5";
    told(&format!("backprop {run} {look}"));
    told(&format!("numerical_gradient {run} {look}"));
    let all = [
        "backpropagation-dark.apng",
        "descent-dark-0.svg",
        "descent-dark-1.svg",
        "descent-dark-2.svg",
        "descent-dark.apng",
        "training-dark.apng",
        "xor-2-3-2-backpropagation-dark.apng",
        "xor-2-3-2-descent-dark.apng",
        "xor-2-3-2-numerical-training-dark.apng",
        "xor-2-3-2-training-dark.apng",
    ];
    assert_eq!(names(folder.path()), all);
}
