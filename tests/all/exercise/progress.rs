//! `progress.txt`: what is remembered, by files of every form, and what is done to the lines of others.

use std::fs;
use std::path::PathBuf;

use nn28::mine::{Event, Mark, Progress};
use tempfile::TempDir;

/// A file as the first edition wrote it, with events that only others know.
const FIRST: &str = "\
nn28 progress 1
hint 28 1
hint 28 2
tried 28
tried 28
solved 28 hints=2 tries=3 text=9f3a51c0
shown 7
solved 7 hints=0 tries=1 text=1234abcd
solved 4 hints=0 tries=1 text=aaaaaaaa
answer 7p seed=1 0.61 0.26 0.13 right
answer 8p seed=1 3.3 wrong
answer 23 formula \"y_k - t_k\" right
predicted 27 direction right
found broken=7 level=2 tries=1
";

struct File {
    _place: TempDir,
    path: PathBuf,
}

impl File {
    fn new(text: impl AsRef<[u8]>) -> Self {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("progress.txt");
        fs::write(&path, text).expect("a file");
        Self {
            _place: place,
            path,
        }
    }

    fn read(&self) -> Progress {
        Progress::read(&self.path).expect("progress")
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(&self.path).expect("a file")
    }
}

fn marks(progress: &Progress) -> Vec<(&'static str, Mark)> {
    ["1", "4", "7", "21", "23", "28", "7p", "8p"]
        .map(|id| (id, progress.mark(id)))
        .into()
}

#[test]
fn a_file_of_the_first_edition_is_understood() {
    let progress = File::new(FIRST).read();
    let expected = [
        ("1", Mark::Untouched),
        ("4", Mark::Alone),
        ("7", Mark::WithHints),
        // (23) is written in the exercise of (21).
        ("21", Mark::Alone),
        ("23", Mark::Alone),
        ("28", Mark::WithHints),
        ("7p", Mark::Alone),
        ("8p", Mark::Untouched),
    ];
    assert_eq!(marks(&progress), expected);
    assert_eq!((progress.hints("28"), progress.tries("28")), (2, 2));
    assert_eq!(progress.text("28"), Some("9f3a51c0"));
    assert!(progress.was_right("7") && !progress.was_right("1"));
    assert_eq!((progress.answers("7p"), progress.answers("8p")), (1, 0));
    assert!(progress.to_string().starts_with("5 of "), "{progress}");
    assert_eq!(progress.next().map(|one| one.id), Some("1"));
}

#[test]
fn ends_of_lines_marks_and_letters_of_other_editors_change_nothing() {
    let expected = marks(&File::new(FIRST).read());
    let windows = FIRST.replace('\n', "\r\n");
    let mut odd = FIRST.as_bytes().to_vec();
    odd.extend(b"nobody knows \xff\xfe\n\n   \n");
    for text in [
        windows.as_bytes().to_vec(),
        format!("\u{feff}{windows}").into_bytes(),
        odd,
        FIRST.trim_end().as_bytes().to_vec(),
        FIRST.replacen("nn28 progress 1\n", "", 1).into_bytes(),
    ] {
        let file = File::new(&text);
        let mut progress = file.read();
        assert_eq!(marks(&progress), expected);
        progress.record(&Event::Tried("9".into())).expect("a line");
        // What was there is there byte for byte, with a line of its own behind it.
        let bytes = file.bytes();
        let added = bytes
            .strip_prefix(text.as_slice())
            .expect("the old bytes first");
        let added = String::from_utf8_lossy(added);
        assert!(["tried 9\n", "\ntried 9\n"].contains(&&*added), "{added:?}");
        let again = file.read();
        assert_eq!((again.tries("9"), marks(&again)), (1, expected.clone()));
    }
}

#[test]
fn two_files_one_after_the_other_are_a_file_in_which_the_last_line_counts() {
    let other = "\
nn28 progress 1
tried 28
solved 28 hints=0 tries=2 text=bbbbbbbb
solved 1 hints=0 tries=1 text=cccccccc
answer 7p seed=2 0.50 0.25 0.25 right
predicted 28 direction wrong
";
    for (first, second, text) in [(FIRST, other, "bbbbbbbb"), (other, FIRST, "9f3a51c0")] {
        let progress = File::new(format!("{first}{second}")).read();
        assert_eq!(progress.text("28"), Some(text));
        assert_eq!(progress.mark("1"), Mark::Alone);
        // Hints of one place are hints of both.
        assert_eq!(
            (progress.mark("28"), progress.hints("28")),
            (Mark::WithHints, 2)
        );
        assert_eq!((progress.tries("28"), progress.answers("7p")), (3, 2));
    }
    // The same file twice says the same.
    let once = File::new(FIRST).read();
    let twice = File::new(FIRST.repeat(2)).read();
    assert_eq!(marks(&once), marks(&twice));
    assert_eq!(once.to_string(), twice.to_string());
    assert_eq!(once.hints("28"), twice.hints("28"));
}

#[test]
fn events_are_lines_that_are_read_again_and_nothing_else_is_written() {
    let file = File::new("");
    fs::remove_file(&file.path).expect("a file");
    let mut progress = file.read();
    assert_eq!(progress.mark("4"), Mark::Untouched);
    let events = [
        Event::Hint("4".into(), 1),
        Event::Tried("4".into()),
        Event::Solved("4".into(), "0badcafe".into()),
        Event::Answer("7p".into(), "seed=1 \n 0.6\r\n\t0.3".into(), true),
        Event::Shown("5".into()),
    ];
    for event in &events {
        progress.record(event).expect("a line");
    }
    let expected = "\
nn28 progress 1
hint 4 1
tried 4
solved 4 hints=1 tries=2 text=0badcafe
answer 7p seed=1 0.6 0.3 right
shown 5
";
    assert_eq!(String::from_utf8_lossy(&file.bytes()), expected);
    for progress in [&progress, &file.read()] {
        assert_eq!(progress.mark("4"), Mark::WithHints);
        assert_eq!(progress.mark("5"), Mark::Shown);
        assert_eq!(progress.mark("7p"), Mark::Alone);
        assert_eq!(progress.text("4"), Some("0badcafe"));
    }
    // Two programs that both append lose nothing of each other's.
    let mut other = file.read();
    other.record(&Event::Tried("6".into())).expect("a line");
    progress.record(&Event::Tried("7".into())).expect("a line");
    let both = file.read();
    assert_eq!((both.tries("6"), both.tries("7")), (1, 1));
}

#[test]
fn a_shown_solution_comes_back_as_a_question_by_hand_and_is_passed_over_until_then() {
    let copied = "nn28 progress 1\nshown 1\nsolved 1 hints=0 tries=1 text=a\n";
    let progress = File::new(copied).read();
    assert_eq!(progress.mark("1"), Mark::Shown);
    assert_eq!(progress.next().map(|one| one.id), Some("2"));
    assert_eq!(progress.again(), None, "it comes later");
    let later = ["2", "4", "4s"].map(|id| format!("solved {id} hints=0 tries=1 text=a\n"));
    let later = copied.to_owned() + &later.concat();
    let progress = File::new(&later).read();
    assert_eq!(progress.again(), Some("3p"));
    assert!(progress.to_string().ends_with("once more: answer 3p"));
    let wrong = later.clone() + "answer 3p seed=1 1 2 3 wrong\n";
    assert_eq!(File::new(wrong).read().again(), Some("3p"));
    let progress = File::new(later + "answer 3p seed=1 1 2 3 right\n").read();
    assert_eq!(
        (progress.mark("1"), progress.again()),
        (Mark::WithHints, None)
    );
}

#[test]
fn the_pages_of_a_book_beside_the_folder_show_every_event() {
    let place = tempfile::tempdir().expect("a folder");
    let (mine, generated) = (
        place.path().join("mine"),
        place.path().join("book/generated"),
    );
    fs::create_dir_all(&mine).expect("a folder");
    fs::create_dir_all(&generated).expect("a folder");
    let (file, script) = (mine.join("progress.txt"), generated.join("progress.js"));
    let mut progress = Progress::read(&file).expect("no progress yet");
    let record = |progress: &mut Progress, id: &str| {
        let event = Event::Shown(id.to_owned());
        progress.record(&event).expect("it is recorded");
    };
    // A folder that is no book of this edition is left alone.
    record(&mut progress, "7");
    assert!(!script.exists());
    fs::write(&script, "window.progressOfTerminal = \"\";\n").expect("a file");
    record(&mut progress, "28");
    let read = || fs::read_to_string(&script).expect("a script");
    let expected = "window.progressOfTerminal = \"nn28 progress 1\\nshown 7\\nshown 28\";\n";
    assert_eq!(read(), expected);
    let again = Progress::read(&file).expect("progress");
    again.show_in(&place.path().join("book")).expect("a book");
    assert_eq!(read(), expected);
    assert_eq!(fs::read_dir(&generated).expect("a folder").count(), 1);
}
