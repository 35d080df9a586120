//! Any file that a reader may give, and the messages about it: kinds, encodings, extremes, limits, and control characters.
#![cfg(all(feature = "terminal", feature = "figures"))]

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use nn28::data::{
    DataError, DataSet, LONGEST_NAME, MAX_BYTES, MAX_CLASSES, MAX_COLUMNS, MAX_ROWS, MAX_WEIGHTS,
    Reading, load, parse_network, parse_table, read_network,
};
use nn28::equation::Chapter;
use nn28::stage::{self, Action, Experiment, Scale, Settings};
use nn28::{figure, view};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

mod checks;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn backprop(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_backprop"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// The messages about a file given as data and as a network.
fn said(path: &Path) -> [String; 2] {
    let name = path.to_str().expect("a path of text");
    let data = load(name, 0).expect_err("no data").to_string();
    let network = read_network(path).expect_err("no network").to_string();
    for message in [&data, &network] {
        assert!(message.starts_with(name), "{message}");
        assert!(checks::is_printable(message), "{message:?}");
    }
    [data, network]
}

fn parsed(table: &str) -> DataSet {
    parse_table(table.as_bytes(), "t.csv", &Reading::default()).expect("a good table")
}

/// A table is refused with these words, and not at length.
fn assert_refused(table: &str, words: &str) {
    let fault = parse_table(table.as_bytes(), "t.csv", &Reading::default()).expect_err("no data");
    assert_says(&fault, words);
}

fn assert_no_network(json: &str, words: &str) {
    let fault = parse_network(json.as_bytes(), "net.json").expect_err("no network");
    assert_says(&fault, words);
}

fn assert_says(fault: &DataError, words: &str) {
    let message = fault.to_string();
    assert!(message.len() < 500, "{message}");
    assert!(message.contains(words), "{message}\n{words}");
}

// The inputs that the fuzzer has found.

#[test]
fn the_corpus_of_the_fuzzer_holds() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let csv: fn(&[u8]) = checks::csv;
    for (name, check) in [("csv", csv), ("network", checks::network)] {
        let files: Vec<_> = fs::read_dir(corpus.join(name)).expect("a folder").collect();
        assert!(files.len() >= 20, "{name} has {} files", files.len());
        for file in files {
            let path = file.expect("an entry").path();
            println!("{}", path.display());
            check(&fs::read(&path).expect("a file"));
        }
    }
}

/// Bytes that mean something to a reader of tables.
const PARTS: [&[u8]; 24] = [
    b",",
    b";",
    b"\t",
    b" ",
    b"|",
    b"\"",
    b"\\\"",
    b"'",
    b"\n",
    b"\r",
    b"#",
    b"#N/A",
    b"---",
    b"NA",
    b"-",
    b".",
    b"1'000",
    b"1e400",
    b"%",
    b"\xef\xbb\xbf",
    b"\xe2\x88\x92",
    b"\x81",
    b"sep=",
    b"(cm)",
];

#[test]
fn no_change_of_a_case_breaks_the_reader_of_tables() {
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut state = 28_u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for file in fs::read_dir(cases).expect("the cases") {
        let whole = fs::read(file.expect("a case").path()).expect("a file");
        for _ in 0..60 {
            let mut bytes = whole.clone();
            for _ in 0..=random(6) {
                let (start, end) = (random(bytes.len() + 1), random(bytes.len() + 1));
                match random(4) {
                    0 if start < end && end - start < 40 => drop(bytes.drain(start..end)),
                    1 => bytes.truncate(end.max(20)),
                    _ => {
                        let part = PARTS[random(PARTS.len())].iter().copied();
                        drop(bytes.splice(start..start, part));
                    }
                }
            }
            checks::csv(&bytes);
        }
    }
}

// Pipes, devices and directories.

#[cfg(unix)]
const PETS: &str = "x,class\n1,cat\n2,dog\n";

#[cfg(unix)]
#[test]
fn a_pipe_is_read_to_its_end_as_data_and_as_a_network() {
    let folder = folder();
    let pipe = folder.path().join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo").success());
    let write = |text: &'static str| {
        let pipe = pipe.clone();
        thread::spawn(move || fs::write(pipe, text).expect("written"))
    };
    let writer = write(PETS);
    let set = load(pipe.to_str().expect("a path of text"), 0).expect("a good table");
    assert_eq!(set.classes, ["cat", "dog"]);
    writer.join().expect("no panic");
    let writer = write(r#"{"w": [[1, 2]], "v": [[1, 2], [3, 4]]}"#);
    assert_eq!(read_network(&pipe).expect("a network").classes(), 2);
    writer.join().expect("no panic");
}

#[cfg(unix)]
#[test]
fn standard_input_is_read_as_data_by_the_program() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_backprop"))
        .args("--headless --no-figures --steps 1 --data /dev/stdin".split(' '))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut writer = child.stdin.take().expect("a pipe");
    writer.write_all(PETS.as_bytes()).expect("written");
    drop(writer);
    let output = child.wait_with_output().expect("its end");
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("/dev/stdin"));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_or_has_no_end_is_refused() {
    let folder = folder();
    let socket = folder.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
    let endless = "bytes, more than the limit of 256,000,000";
    for (path, words) in [
        (socket.as_path(), "cannot be read: "),
        (folder.path(), "this is a directory"),
        (Path::new("/dev/zero"), endless),
    ] {
        for message in said(path) {
            assert!(message.contains(words), "{message}");
        }
    }
    let [data, network] = said(Path::new("/dev/null"));
    assert!(data.contains("line 1: the file is empty"), "{data}");
    assert!(network.contains("this is no JSON object"), "{network}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_says_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let path = folder.path().join("secret.csv");
    fs::write(&path, "x,class\n1,a\n2,b\n").expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
    if File::open(&path).is_ok() {
        println!("left out: a file that may not be read, because this user may read all");
        return;
    }
    for message in said(&path) {
        assert!(message.contains("cannot be read: "), "{message}");
    }
}

// Limits, each with its number.

#[test]
fn a_file_of_too_many_bytes_is_refused() {
    let folder = folder();
    let path = folder.path().join("large");
    // It takes no room on the disk: all of it is a hole.
    let file = File::create(&path).expect("a file");
    file.set_len(300_000_000).expect("a hole");
    for message in said(&path) {
        let words = "has at least 256,000,001 bytes, more than the limit of 256,000,000";
        assert!(message.contains(words), "{message}");
    }
    assert_eq!(MAX_BYTES, 256_000_000);
}

#[test]
fn a_million_rows_are_read_and_one_more_is_refused_with_the_number_of_all() {
    let mut table = "x,class\n".to_owned();
    table += &"1,0\n2,1\n".repeat(MAX_ROWS / 2);
    assert_eq!(parsed(&table).len(), MAX_ROWS);
    table += &"\n3,1\n".repeat(200_000);
    let words = "the table has 1,200,000 rows, more than the limit of 1,000,000";
    assert_refused(&table, words);
}

#[test]
fn more_columns_than_a_spreadsheet_has_are_refused() {
    let table = |inputs: usize| {
        let names: Vec<String> = (0..inputs).map(|i| format!("x{i},")).collect();
        let (names, row) = (names.concat(), "1,".repeat(inputs));
        format!("{names}class\n{row}a\n{row}b\n")
    };
    let widest = MAX_COLUMNS - 1;
    assert_eq!(parsed(&table(widest)).inputs(), widest);
    let words = "line 1: the table has 16,385 columns, more than the limit of 16,384";
    assert_refused(&table(widest + 1), words);
    let table = format!("x,class\r\n1,a\r\n{}1\r\n", ",".repeat(5_000_000));
    assert_refused(&table, "the first in line 3 with 5000001");
}

#[test]
fn a_column_of_numbers_in_the_place_of_the_class_is_found_out() {
    let rows: Vec<String> = (0..=MAX_CLASSES).map(|n| format!("1,{n}.5\n")).collect();
    let words = "it has numbers with fractions, a quantity and no class";
    assert_refused(&format!("x,class\n{}", rows.concat()), words);
}

#[test]
fn a_table_of_too_many_numbers_is_refused_with_all_of_its_rows() {
    // 60,000 rows of two inputs and a thousand classes.
    let rows: Vec<String> = (0..MAX_CLASSES)
        .map(|class| format!("1,2,{class}\n"))
        .collect();
    let words = "60,000 rows of 2 inputs, the bias and 1000 classes make 60,180,000 numbers, more than the limit of 50,000,000";
    assert_refused(&format!("x,y,class\n{}", rows.concat().repeat(60)), words);
}

#[test]
fn a_name_that_is_a_text_is_refused_and_not_repeated() {
    let long = "ä".repeat(LONGEST_NAME);
    let good = parsed(&format!("{long},class\n1,a\n2,{long}\n"));
    assert_eq!(good.classes[1], long);
    let words = "has 1,001 characters, more than the limit of 1,000";
    for (table, what) in [
        (format!("{long}ä,class\n1,a\n2,b\n"), "line 1: the column"),
        (format!("x,class\n1,a\n2,{long}ä\n"), "line 3: the class"),
    ] {
        assert_refused(&table, what);
        assert_refused(&table, words);
    }
}

#[test]
fn a_network_of_too_many_weights_is_refused_with_their_number() {
    let row = "0,".repeat(MAX_WEIGHTS / 2);
    let json = format!("{{\"w\": [[{row}0],[{row}0]], \"v\": [[1,2,3],[1,2,3]]}}");
    let words = "has 10,000,008 values, more than the limit of 10,000,000";
    assert_no_network(&json, words);

    let folder = folder();
    let path = folder.path().join("wide.csv");
    fs::write(&path, wide(10_000)).expect("a file");
    let data = path.to_str().expect("a path of text");
    for (hidden, threads, words) in [
        (
            "65535",
            "1",
            "a network of D = 10000 inputs, M = 65535 hidden units and K = 2 classes has 655,546,607 weights, more than the limit of 10,000,000",
        ),
        (
            "900",
            "64",
            "one gradient for each thread has 576,172,928 numbers, more than the limit of 50,000,000",
        ),
    ] {
        let output = backprop(&[
            "--headless",
            "--data",
            data,
            "--hidden",
            hidden,
            "--threads",
            threads,
        ]);
        assert_eq!(output.status.code(), Some(1));
        let message = text(&output.stderr);
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn a_network_that_may_be_trained_may_be_read_again() {
    // The longest number and its comma.
    let longest = format!("{:?},", -f64::MIN_POSITIVE * 1.234_567_890_123_456_7).len();
    assert!(MAX_WEIGHTS * longest < MAX_BYTES);
}

// Extremes.

/// A table of three samples with this many inputs.
fn wide(inputs: usize) -> String {
    let cells = |cell: &dyn Fn(usize) -> String| (0..inputs).map(cell).collect::<String>();
    let names = cells(&|i| format!("x{i},"));
    let row = |n: usize| cells(&|i| format!("{},", (i * n + 3) % 11));
    format!("{names}class\n{}a\n{}b\n{}a\n", row(1), row(2), row(5))
}

/// Dashboards of data, after a few keys, with every cell of a screen; and their figures as SVG.
fn shown(set: &DataSet, setup: &Settings) -> String {
    let mut all = String::new();
    let chapters = [
        Chapter::Network,
        Chapter::NumericalGradient,
        Chapter::Backprop,
    ];
    for chapter in chapters {
        let bench = Experiment::of(set.clone(), setup.clone());
        let mut stage = stage::after(chapter, bench, 0, &[], None);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 140, 40));
        let next = std::iter::repeat_n(Action::NextView, 3);
        for action in std::iter::once(Action::Tick).chain(next) {
            stage.act(action);
            buffer.reset();
            view::draw(&stage.scene(), view::Theme::Dark, buffer.area, &mut buffer);
            all.extend(buffer.content.iter().map(Cell::symbol));
        }
        all += &stage.command();
        for drawn in stage.figures() {
            let svg = figure::svg(&drawn, figure::Theme::Light).expect("a drawing");
            all += &svg.replace('\n', "");
        }
    }
    all
}

/// Settings under which all samples train.
fn whole(scale: Scale) -> Settings {
    Settings {
        scale,
        train_fraction: 1.0,
        ..Settings::default()
    }
}

#[test]
fn tables_of_any_width_and_numbers_are_shown_and_drawn() {
    let usual = Settings::default();
    let extreme = "x,y,class\n1e308,5e-324,a\n-1e308,2.2e-308,b\n1.7976931348623157e308,-0,a\n";
    // Three inputs of which the covariance is beyond all numbers.
    let wild = "x,y,z,class\n1e308,1e308,1e308,a\n-1e308,-1e308,1,b\n1e308,-1e308,2,a\n";
    for (table, settings) in [
        (&wide(10_000)[..], &whole(Scale::Standard)),
        ("x,y,class\n1,2,a\n3,4,b\n", &usual),
        (extreme, &usual),
        (wild, &whole(Scale::None)),
    ] {
        let shown = shown(&parsed(table), settings);
        assert!(checks::is_printable(&shown), "{table:.100}");
    }
    let set = parsed(extreme);
    assert_eq!(set.x[0], [1e308, 5e-324]);
    assert_eq!(set.x[2][0].to_bits(), f64::MAX.to_bits());
    assert!(set.x[2][1].is_sign_negative());
}

#[test]
fn one_row_is_refused_and_two_columns_of_one_name_are_told_apart() {
    let words = "it has the same value in every row, \"a\"";
    assert_refused("x,y,class\n1,2,a\n", words);
    let set = parsed("x,y, x ,class\n1,2,3,a\n1,2,3,b\n");
    assert_eq!(set.features, ["x", "y", "x (2)"]);
}

#[test]
fn json_that_is_no_network_is_refused_whatever_it_is() {
    let good = "[[1,2],[1,2]]";
    let with = |w: &str| format!("{{\"w\":{w},\"v\":{good}}}");
    let (zeros, long) = ("0".repeat(1_000_000), "u".repeat(10_000));
    let deep = "[".repeat(1_000_000);
    for (json, words) in [
        (deep.clone(), "this is no JSON object"),
        (format!("{{\"w\":{deep}"), "at line 1 column"),
        (with(&format!("[[1{zeros},1]]")), "number out of range"),
        (with("[[-Infinity,2]]"), "at line 1"),
        (with("[[true,2]]"), "expected f64"),
        (with("{}"), "expected a sequence"),
        (with("[[1,2]]") + "]", "trailing characters"),
        (
            with(&format!("\"{long}\"")),
            "expected a sequence at line 1 column",
        ),
        ("\u{feff}null".to_owned(), "this is no JSON object"),
    ] {
        assert_no_network(&json, words);
    }
    // A number of many digits is the number that is nearest to it.
    let long = with(&format!("[[0.1{zeros},1]]"));
    let network = parse_network(long.as_bytes(), "net.json").expect("a network");
    assert_eq!(network.w[0][0].to_bits(), 0.1_f64.to_bits());
}

// A file that changes while it is read.

#[test]
fn a_file_that_is_replaced_or_cut_while_it_is_read_is_whole_or_half_or_refused() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    let (path, rows) = (at("t.csv"), 40_000);
    let table = |class: &str| {
        let others = format!("1,other {class}\n").repeat(rows);
        format!("x,class\n0,{class}\n{others}")
    };
    let (old, new) = (table("old"), table("new"));
    fs::write(&path, &old).expect("a file");
    let writer = thread::spawn({
        let (path, beside) = (path.clone(), at("beside.csv"));
        move || {
            for text in [&new, &old].into_iter().cycle().take(40) {
                fs::write(&beside, text).expect("a file");
                fs::rename(&beside, &path).expect("moved");
                thread::sleep(Duration::from_millis(1));
                // After a cut there is nothing, or the half of the table.
                let file = File::options().write(true).open(&path).expect("a file");
                file.set_len(text.len() as u64 / 2).expect("cut");
                (&file).write_all(b"").expect("written");
            }
        }
    });
    let path = path.to_str().expect("a path of text");
    let (mut whole, mut half, mut refused) = (0, 0, 0);
    while !writer.is_finished() {
        match load(path, 0) {
            Ok(set) if set.len() == rows + 1 && set.class_count() == 2 => {
                assert_eq!(set.classes[1], format!("other {}", set.classes[0]));
                whole += 1;
            }
            // The cut goes through the middle of a row, before or while the file is read.
            Ok(set) => {
                let expected = rows / 2 - 3..=rows + 1;
                assert!(expected.contains(&set.len()), "{}", set.len());
                half += 1;
            }
            Err(fault) => {
                let is_clear = matches!(fault, DataError::Line { .. } | DataError::Faults { .. });
                assert!(is_clear, "{fault}");
                refused += 1;
            }
        }
    }
    writer.join().expect("no panic");
    println!("{whole} whole, {half} half, {refused} refused");
}

// Control characters: nothing in a file or its name reaches a terminal, a page or a drawing as a command.

const NASTY: &str = "red \u{1b}[31m\u{7}\u{9b}2J\u{202e}\u{2028}\u{ffff}<b>&\"x\"</b>";

#[test]
fn names_with_orders_to_the_terminal_are_harmless_in_sets_screens_and_figures() {
    let quoted = NASTY.replace('"', "\"\"");
    let table = format!("\"{quoted}\",y,class\n1,2,\"{quoted}\"\n3,1,b\n2,2,b\n");
    let set = parse_table(table.as_bytes(), NASTY, &Reading::default()).expect("a good table");
    for name in [&set.features[0], &set.classes[0], &set.name, &set.source] {
        assert!(checks::is_printable(name), "{name:?}");
        assert!(name.contains(r"\u{1b}[31m\u{7}\u{9b}2J\u{202e}\u{2028}\u{ffff}"));
    }
    let shown = shown(&set, &whole(Scale::Standard));
    assert!(checks::is_printable(&shown), "{shown:?}");
    // The screens show the name as it is, and the drawings as XML.
    assert!(shown.contains("red \\u{1b}") && shown.contains("&lt;b&gt;"));
    assert!(shown.contains("<svg"));
    for drawing in shown.split("<svg").skip(1) {
        let end = drawing.find("</svg>").expect("its end");
        assert!(!drawing[..end].contains("<b>"));
    }
}

#[cfg(unix)]
#[test]
fn file_names_with_orders_to_the_terminal_are_harmless_in_all_that_is_printed() {
    let folder = folder();
    // A file name may hold everything but the slash.
    let name = NASTY.replace("</b>", "");
    let at = |ending: &str| {
        let path = folder.path().join(format!("{name}{ending}"));
        path.to_str().expect("a path of text").to_owned()
    };
    let (data, network, figures) = (at(".csv"), at(".json"), at(""));
    fs::write(&data, "x,y,class\n1,2,a\n3,4,b\n").expect("a file");
    let weights = nn28::data::Init::Uniform.network(2, 2, 2, 1);
    nn28::data::write_network(&weights, Path::new(&network), false).expect("written");

    let none = at(".none");
    let named = ["--data", &data, "--network", &network];
    let written = ["--steps", "1", "--figures", &figures, "--format", "svg"];
    let good = [&named[..], &written].concat();
    let bad: [Vec<&str>; 9] = [
        vec!["--data", &none],
        vec!["--network", &none],
        vec!["--network", &data],
        vec!["--data", &network],
        vec!["--data", "iris", "--network", &network],
        [&named[..], &["--hidden", "7"]].concat(),
        vec!["--data", &data, "--save", &network],
        vec!["--data", &data, "--figures", &data],
        vec![&none],
    ];
    let run = |options: &[&str]| backprop(&[&["--headless"], options].concat());
    let good_ones =
        [[&good[..], &["--json"]].concat(), good.clone()].map(|options| (true, options));
    for (is_good, options) in good_ones
        .into_iter()
        .chain(bad.map(|options| (false, options)))
    {
        let output = run(&options);
        assert_eq!(output.status.success(), is_good, "{output:?}");
        for printed in [text(&output.stdout), text(&output.stderr)] {
            let is_printable = checks::is_printable(&printed.replace('\n', ""));
            assert!(is_printable || is_json(&printed), "{printed:?}");
        }
    }

    // The command that is printed at the end runs again: the shell gives the name of the network back as it is.
    let again = text(&run(&good).stdout);
    let command = again.lines().last().expect("a command");
    let given = command.split("--network ").nth(1).expect("the network");
    assert!(given.starts_with("$'"), "{command}");
    let spelt = &given[..given[2..].find('\'').expect("a quotation mark") + 3];
    let mut bash = Command::new("bash");
    if let Ok(output) = bash.args(["-c", &format!("printf %s {spelt}")]).output() {
        assert_eq!(text(&output.stdout), network);
    }
}

/// JSON keeps turns of direction as they are, but no control character.
#[cfg(unix)]
fn is_json(printed: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(printed).is_ok()
        && !printed.trim_end().contains(char::is_control)
}
