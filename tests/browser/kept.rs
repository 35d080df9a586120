//! What the pages remember of the reader: in the browser, from the terminal and for it, and as a line.

use std::fs;
use std::path::Path;
use std::process::Command;

use nn28::exercise::pencil;
use nn28::exercise::{self, formula};
use nn28::mine::{Event, Progress};
use serde_json::json;

use super::chromium::Tab;
use super::fields::{answer, go, judging, open, press_button, reading, right, silent, stored};
use super::host::Host;
use super::{BOOK, DESK, TELEPHONE, folder, pages};

/// Lines as a reader's days may leave them: all kinds, in an order that a number makes.
fn lines(mut seed: u64) -> Vec<String> {
    let ids = [
        "1", "3", "7", "7p", "12", "13", "28", "28p", "step-p", "pass", "nobody",
    ];
    let mut next = |below: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    (0..40)
        .map(|_| {
            let id = ids[next(ids.len() as u64) as usize];
            let right = if next(2) == 0 { "right" } else { "wrong" };
            match next(9) {
                0 => format!("hint {id} {}", next(3) + 1),
                1 => format!("shown {id}"),
                2 => format!("solved {id} hints={} tries=2 text=9f3a51c0", next(3)),
                3 => format!("answer {id} seed={} 0.61 0.26 {right}", next(5)),
                4 | 5 => format!("answer {id} formula \"y_k - {}\" {right}", next(9)),
                6 => format!("tried {id}"),
                7 => format!("later {id} of an edition to come"),
                _ => format!("predicted {id} direction {right}"),
            }
        })
        .collect()
}

#[test]
fn the_page_gives_the_marks_of_the_terminal() {
    let Some(tab) = reading() else { return };
    open(&tab, "network.html");
    let path = folder("fields-progress.txt");
    for seed in 0..60 {
        let lines = lines(seed);
        fs::write(&path, format!("nn28 progress 1\n{}\n", lines.join("\n"))).expect("a file");
        let native = Progress::read(&path).expect("a file");
        let ids: Vec<&str> = exercise::all()
            .map(|one| one.id)
            .chain(pencil::all().map(|one| one.id))
            .collect();
        let marks = tab.run(&format!(
            "progress.cleared(), {}.forEach(progress.record), {}.map(id => progress.MARKS[progress.mark(id)][1])",
            json!(lines),
            json!(ids)
        ));
        for (id, mark) in ids.iter().zip(marks.as_array().expect("a list")) {
            assert_eq!(mark, native.mark(id).words(), "{id}: {lines:#?}");
        }
    }
}

#[test]
fn nothing_is_lost_when_storage_is_lost_or_full_or_written_by_two_tabs() {
    let Some(tab) = reading() else { return };
    open(&tab, "network.html");
    // Lines of an older and of a later edition stay.
    tab.run("localStorage.setItem('nn28-progress', 'solved 5\\nlater 12 x'), 0");
    open(&tab, "network.html");
    tab.run("progress.record('hint 7 1'), 0");
    assert_eq!(
        stored(&tab),
        "nn28 progress 1\nsolved 5\nlater 12 x\nhint 7 1"
    );
    // Two tabs that have both written.
    tab.run("localStorage.setItem('nn28-progress', 'nn28 progress 1\\nsolved 5\\nlater 12 x\\nshown 6'),
        dispatchEvent(new StorageEvent('storage', { key: 'nn28-progress' })), 0");
    assert_eq!(
        stored(&tab),
        "nn28 progress 1\nsolved 5\nlater 12 x\nshown 6\nhint 7 1"
    );
    tab.holds("progress.mark('6') === 'shown'");
    // The key is gone, and nobody has deleted the answers.
    tab.run("localStorage.clear(), progress.record('hint 7 2'), 0");
    assert!(stored(&tab).ends_with("shown 6\nhint 7 1\nhint 7 2"));
    // A later edition of the book, whose log is not touched.
    tab.run("localStorage.setItem('nn28-progress', 'nn28 progress 2\\nnew things'), progress.record('hint 7 3'), 0");
    assert_eq!(stored(&tab), "nn28 progress 2\nnew things");
    tab.holds(
        "document.querySelector('.progress-trouble').textContent.startsWith('A newer edition')",
    );
    tab.run("localStorage.removeItem('nn28-progress'), progress.record('hint 7 1'), 0");
    tab.holds("document.querySelector('.progress-trouble').hidden");
    assert!(stored(&tab).ends_with("hint 7 1\nhint 7 2\nhint 7 3\nhint 7 1"));
    // Somebody has deleted them, in another tab.
    tab.run(
        "localStorage.setItem('nn28-progress', 'nn28 progress 1\\nepoch 1'),
        dispatchEvent(new StorageEvent('storage', { key: 'nn28-progress' })), 0",
    );
    tab.holds("progress.all().length === 0");
    tab.run("progress.record('shown 5'), 0");
    assert_eq!(stored(&tab), "nn28 progress 1\nepoch 1\nshown 5");
    // The storage is full: the page says so, keeps the line, and offers a copy.
    tab.run("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }, progress.record('shown 6'), 0");
    assert!(!stored(&tab).contains("shown 6"));
    tab.holds("document.querySelector('.progress-trouble').textContent.startsWith(\"The browser's storage is full.\")");
    tab.holds("document.querySelector('.progress-trouble').checkVisibility() && document.querySelector('.progress-tools').open");
    tab.holds("progress.exported() === 'nn28 progress 1; shown 5; shown 6'");
    let is_held = "(() => { const leave = new Event('beforeunload', { cancelable: true }); dispatchEvent(leave); return leave.defaultPrevented; })()";
    tab.holds(is_held);
    press_button(&tab, ".chapter-progress", "Copy the line");
    tab.holds(&format!("!{is_held}"));
    silent("storage", &tab);
}

#[test]
fn what_is_typed_and_not_checked_is_there_when_the_page_is_opened_again() {
    let Some(tab) = judging() else { return };
    open(&tab, "network.html");
    tab.run("sessionStorage.clear(), 0");
    let typed = |tab: &Tab, id: &str| {
        go(tab, id);
        tab.text(&format!(
            "document.querySelector('#exercise-{id} input[type=text]').value"
        ))
    };
    go(&tab, "7");
    tab.run("document.querySelector('#exercise-7 input').focus(), 0");
    for letter in ["e", "x", "p"] {
        tab.press(letter);
    }
    open(&tab, "network.html");
    assert_eq!(typed(&tab, "7"), "exp");
    tab.until("document.querySelector('#exercise-7 .field-said').textContent === 'This is not checked yet.'");
    // An answer that was checked comes back with its verdict, and an unfinished one with the question it was for.
    answer(&tab, "7", &["z_0".into()]);
    tab.until("document.querySelector('#exercise-7 .field-said').dataset.verdict === 'wrong'");
    go(&tab, "7p");
    press_button(&tab, "#exercise-7p", "Other numbers");
    tab.until("document.querySelector('#exercise-7p form').getAttribute('aria-label').endsWith('question 2')");
    tab.run("document.querySelector('#exercise-7p input[type=text]').focus(), 0");
    tab.press("8");
    open(&tab, "network.html");
    assert_eq!(typed(&tab, "7"), "z_0");
    tab.holds("document.querySelector('#exercise-7 .field-said').dataset.verdict === 'wrong'");
    assert_eq!(typed(&tab, "7p"), "8");
    tab.holds("document.querySelector('#exercise-7p form').getAttribute('aria-label').endsWith('question 2')");
    // Deleting takes it along, gives it back, and takes it for good.
    let delete = || {
        press_button(&tab, ".chapter-progress", "Delete my answers");
        press_button(&tab, ".chapter-progress", "Yes, delete them");
        for id in ["7", "7p"] {
            tab.until(&format!(
                "document.querySelector('#exercise-{id} input[type=text]').value === ''"
            ));
        }
    };
    delete();
    press_button(&tab, ".chapter-progress", "Have them back");
    for (id, value) in [("7", "z_0"), ("7p", "8")] {
        tab.until(&format!(
            "document.querySelector('#exercise-{id} input[type=text]').value === '{value}'"
        ));
    }
    delete();
    open(&tab, "network.html");
    for id in ["7", "7p"] {
        assert_eq!(typed(&tab, id), "", "{id}");
    }
    silent("typed", &tab);
}

#[test]
fn two_pages_of_a_host_that_are_open_at_once_keep_the_answers_of_both() {
    let Some(tab) = reading() else { return };
    let host = Host::start(BOOK.clone());
    tab.open(&host.address("network.html"));
    tab.until("window.progress");
    tab.run("window.other = document.body.appendChild(Object.assign(document.createElement('iframe'), { src: 'error.html' })), 0");
    tab.until("other.contentWindow.progress");
    tab.run("progress.record('shown 6'), other.contentWindow.progress.record('shown 8'), progress.record('shown 7'), 0");
    let lines = "nn28 progress 1\nshown 6\nshown 8\nshown 7";
    assert_eq!(stored(&tab), lines);
    tab.until(
        "progress.mark('8') === 'shown' && other.contentWindow.progress.mark('7') === 'shown'",
    );
    tab.run("other.contentWindow.progress.cleared(), 0");
    tab.until("progress.all().length === 0");
    assert_eq!(host.missed(), Vec::<String>::new());
}

#[test]
fn a_page_without_storage_works_and_says_what_will_be_lost() {
    let Some(tab) = judging() else { return };
    tab.call(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });" }),
    );
    open(&tab, "network.html");
    tab.holds("document.querySelector('.progress-trouble').textContent.startsWith('This browser stores nothing')");
    go(&tab, "7p");
    answer(
        &tab,
        "7p",
        &right(pencil::find("7p").expect("an exercise"), 1),
    );
    tab.holds("progress.mark('7p') === 'alone'");
    // It is said at the answer too, with the way to the line.
    tab.holds("document.querySelector('#exercise-7p .field-said a').hash === '#' + document.querySelector('.chapter-progress').id");
    press_button(&tab, ".chapter-progress", "Copy the line");
}

#[test]
fn a_judge_that_no_longer_fits_an_open_page_is_named_and_nothing_is_lost() {
    let Some(tab) = judging() else { return };
    open(&tab, "error.html");
    go(&tab, "8p");
    // As after a book was built anew, without this exercise.
    tab.run("judge.ask = async () => ({ error: 'there is no exercise \"8p\"' }), 0");
    answer(&tab, "8p", &["1.5".to_owned()]);
    tab.holds("document.querySelector('#exercise-8p .field-said').textContent.includes('Load the page again')");
    tab.holds("document.querySelector('#exercise-8p input').value === '1.5'");
    assert_eq!(stored(&tab), "");
}

#[test]
fn every_page_that_asks_has_a_head_and_nothing_moves_when_it_is_filled() {
    let Some(tab) = reading() else { return };
    let mut heads = 0;
    for width in [DESK, TELEPHONE] {
        tab.width(width);
        for page in pages().iter().filter(|page| *page != "print.html") {
            open(&tab, page);
            let head = "document.querySelector('.chapter-progress')";
            let asks =
                "document.querySelector('main :is(li.exercise, details.recall, details.answer)')";
            tab.holds(&format!("Boolean({head}) === Boolean({asks})"));
            if tab.run(&format!("Boolean({head})")) == false {
                continue;
            }
            heads += 1;
            tab.until(&format!("{head}.textContent.includes(' of ')"));
            let extra = tab.run(&format!(
                "{head}.getBoundingClientRect().height - parseFloat(getComputedStyle({head}).minHeight)"
            ));
            let extra = extra.as_f64().expect("pixels");
            assert!(extra.abs() < 1.0, "{page}, {width} px wide: {extra} px");
        }
    }
    assert!(heads > 0, "no page asks anything");
}

#[test]
fn progress_moves_as_one_line_and_is_deleted_by_one_button() {
    let Some(tab) = reading() else { return };
    open(&tab, "network.html");
    for line in [
        "shown 5",
        "answer 7 formula \"exp(a_k) / sum(j, exp(a_j))\" right",
        "recalled network/x known",
    ] {
        tab.run(&format!("progress.record({}), 0", json!(line)));
    }
    let line = tab.text("[...document.querySelectorAll('.chapter-progress textarea')][1].value");
    assert_eq!(line.lines().count(), 1);
    press_button(&tab, ".chapter-progress", "Delete my answers");
    tab.holds("progress.mark('7') === 'alone'");
    press_button(&tab, ".chapter-progress", "Yes, delete them");
    assert_eq!(stored(&tab), "nn28 progress 1\nepoch 1");
    press_button(&tab, ".chapter-progress", "Have them back");
    tab.holds("progress.mark('7') === 'alone'");
    press_button(&tab, ".chapter-progress", "Delete my answers");
    press_button(&tab, ".chapter-progress", "Yes, delete them");
    open(&tab, "error.html");
    tab.holds("progress.all().length === 0");
    let field =
        "[...document.querySelectorAll('.chapter-progress textarea')].find(one => !one.readOnly)";
    let add = |line: &str, said: &str| {
        tab.run(&format!("{field}.value = {}, 0", json!(line)));
        press_button(&tab, ".chapter-progress", "Add it");
        let heard = tab.text("document.querySelector('.progress-status').textContent");
        assert!(heard.starts_with(said), "{heard}");
    };
    add(&line, "3 lines were new, and are added.");
    tab.holds(&format!("{field}.value === ''"));
    // What is not taken stays to be mended, and changes nothing.
    for (wrong, said) in [
        ("", "This is not a line of progress"),
        ("answer 28 right", "This is not a line of progress"),
        ("nn28 progress 2; new", "This line is from a newer edition"),
    ] {
        add(wrong, said);
        tab.holds(&format!("{field}.value === {}", json!(wrong)));
    }
    assert_eq!(tab.text("progress.exported()"), line);
    // The terminal's file is such a line too, and what nobody knows is kept.
    add(
        "nn28 progress 1\nhint 8 1\nlater 8 x",
        "2 lines were new, and are added. This edition does not know 1",
    );
    assert_eq!(
        tab.text("progress.exported()"),
        format!("{line}; hint 8 1; later 8 x")
    );
}

/// Runs a command of the page in the terminal's place, for a reader's folder.
fn in_terminal(command: &str, mine: &Path) -> bool {
    let program = format!("{:?}", env!("CARGO_BIN_EXE_nn28"));
    let command = command.replace("cargo run --release --", &program);
    let mut shell = Command::new("sh");
    shell.args(["-c", &command]).env("NN28_MINE", mine);
    shell.output().expect("a shell").status.success()
}

#[test]
fn answers_go_to_the_terminal_by_a_command_and_come_back_by_its_file() {
    let Some(tab) = reading() else { return };
    let root = folder("fields-terminal");
    let _ = fs::remove_dir_all(&root);
    let (mine, book) = (root.join("mine"), root.join("book"));
    fs::create_dir_all(&mine).expect("a folder");
    copy(&BOOK, &book);
    let page = format!("file://{}/network.html", book.display());
    tab.open(&page);
    tab.until("window.progress");
    let numbers = right(pencil::find("7p").expect("an exercise"), 3).join(" ");
    let line = formula::Asked::of("28.2").expect("a line").solution;
    for line in [
        format!("answer 7p seed=3 {numbers} right"),
        "answer 28 formula \"sum(k, (y_k - t_k) v_kj) h'(b_j) x_i\" right".to_owned(),
        "answer 7 formula \"a_k\" wrong".to_owned(),
        "hint 28 1".to_owned(),
        "hint 28 2".to_owned(),
        format!("derived 28.2 formula \"{line}\" right"),
    ] {
        tab.run(&format!("progress.record({}), 0", json!(line)));
    }
    let command = tab.text("document.querySelector('.chapter-progress textarea').value");
    assert!(command.contains("; hint 28 2; 28.2 "), "{command}");
    assert!(in_terminal(&command, &mine), "{command}");
    let progress = Progress::read(&mine.join("progress.txt")).expect("a file");
    for id in ["7p", "28"] {
        assert!(progress.mark(id).is_solved(), "{id}");
    }
    assert!(!progress.mark("7").is_solved());
    assert_eq!(progress.hints("28"), 2);
    // The page is still open, and is looked at again.
    tab.run("progress.cleared(), 0");
    tab.holds("progress.mark('28') === 'untouched'");
    tab.run("document.dispatchEvent(new Event('visibilitychange')), 0");
    tab.until("progress.mark('28') === 'hints' && progress.mark('7p') === 'alone'");
    tab.holds("progress.command() === ''");
    // A function that was right in the terminal, and is shown over the book's.
    let own = "pub fn eq07_softmax(a: &[f64]) -> Vec<f64> {\n    my_own(a)\n}";
    fs::create_dir_all(mine.join("src")).expect("a folder");
    fs::write(mine.join("src/network.rs"), own).expect("a file");
    let mut progress = Progress::read(&mine.join("progress.txt")).expect("a file");
    let solved = Event::Solved("7".to_owned(), "9f3a51c0".to_owned());
    progress.record(&solved).expect("it is recorded");
    tab.run("document.dispatchEvent(new Event('visibilitychange')), 0");
    let code = "document.getElementById('code-network-eq07_softmax')";
    tab.until(&format!("{code}.querySelector('.code-yours')"));
    let shown = tab.text(&format!(
        "{code}.querySelector('.code-yours code').textContent"
    ));
    assert_eq!(shown, own);
    tab.holds(&format!("{code}.querySelector('details').open"));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file");
        }
    }
}
