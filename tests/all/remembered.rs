//! What the dashboards tell their program, and what comes into the reader's file.

use nn28::equation::{self, Number};
use nn28::exercise;
use nn28::exercise::broken::{Broken, Place};
use nn28::scene::spoken::screen::aloud;
use nn28::scene::{Pane, Scene};
use nn28::stage::keys::{self, Key};
use nn28::stage::{Action, Backprop, Deed, Neuron, Request, Stage};
use nn28::view::{self, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use super::stage::{bench, notice, three};

fn press(stage: &mut dyn Stage, key: Key) -> Option<Request> {
    stage.act(keys::action_while(stage.is_typing(), key)?)
}

/// Asks, and answers with the first choice, or with 0. Returns what is to be remembered.
fn predicted(stage: &mut dyn Stage) -> Option<Deed> {
    assert_eq!(press(stage, Key::Char('e')), None, "a question is no deed");
    let request = if stage.is_typing() {
        assert_eq!(press(stage, Key::Char('0')), None);
        press(stage, Key::Enter)
    } else {
        press(stage, Key::Char('1'))
    };
    match request {
        Some(Request::Remember(deed)) => Some(deed),
        other => {
            assert_eq!(other, None);
            None
        }
    }
}

fn dashboards() -> Vec<Box<dyn Stage>> {
    let mut stages: Vec<Box<dyn Stage>> = vec![Box::new(Neuron::of_source())];
    stages.extend(three(&bench("clusters", 2)).into_iter().map(|of| of.1));
    stages
}

#[test]
fn every_answered_prediction_is_told_once_with_its_verdict() {
    for mut stage in dashboards() {
        let (mut right, mut all) = (0, 0);
        for _ in 0..12 {
            let Some(Deed::Predicted(number, kind, is_right)) = predicted(stage.as_mut()) else {
                stage.act(Action::StepOn);
                continue;
            };
            assert!(
                (1..=28).any(|of| number.to_string() == of.to_string()),
                "{number}"
            );
            assert!(!kind.is_empty() && !kind.contains(' '));
            let told = notice(stage.as_ref());
            assert_eq!(told.starts_with("Right"), is_right, "{told}");
            (right, all) = (right + usize::from(is_right), all + 1);
            for action in [Action::Undo, Action::Redo, Action::StepOn, Action::Help] {
                assert_eq!(stage.act(action), None, "told once");
            }
            stage.act(Action::Close);
        }
        assert!(all >= 6 && right < all, "{right} of {all}");
    }
}

#[test]
fn a_question_that_is_given_up_is_not_remembered() {
    for mut stage in dashboards() {
        press(stage.as_mut(), Key::Char('e'));
        assert_eq!(stage.act(Action::Close), None);
        assert_eq!(stage.act(Action::StepOn), None);
    }
}

/// Chooses the answer whose line has these words.
fn choose(stage: &mut dyn Stage, words: &str) -> Option<Request> {
    let overlay = stage.scene().overlay.expect("answers");
    let line = |(name, text): &(String, String)| format!("{name} {text}").contains(words);
    let place = overlay.lines.iter().position(line).expect(words);
    let digit = char::from_digit(place as u32 + 1, 10).expect("a digit");
    press(stage, Key::Char(digit))
}

#[test]
fn a_fault_that_is_found_is_told_once_with_seed_level_and_answers() {
    for seed in 1..30 {
        let fault = Broken::of(seed).fault;
        let mut stage = Backprop::new(bench("clusters", 2).with_fault(seed), 0, &[]);
        let wrong = if fault.place == Place::Mean {
            Place::Order
        } else {
            Place::Mean
        };
        press(&mut stage, Key::Char('B'));
        assert_eq!(choose(&mut stage, wrong.words().1), None);
        press(&mut stage, Key::Char('n'));
        press(&mut stage, Key::Char('B'));
        let mut told = choose(&mut stage, fault.place.words().1);
        let mut tries = 2;
        if fault.place != Place::Nothing {
            assert_eq!(told, None);
            told = choose(&mut stage, fault.cause);
            tries = 3;
        }
        let level = fault.level;
        let expected = Deed::Found { seed, level, tries };
        assert_eq!(told, Some(Request::Remember(expected)));
        for key in ['n', 'u', 'U', 'B', 'r', 'n'] {
            assert_eq!(press(&mut stage, Key::Char(key)), None, "{key}");
        }
    }
}

/// The rows of a screen.
fn rows(scene: &Scene, (columns, rows): (u16, u16)) -> Vec<String> {
    let area = Rect::new(0, 0, columns, rows);
    let mut buffer = Buffer::empty(area);
    view::draw(scene, Theme::Plain, area, &mut buffer);
    let cells = buffer.content.chunks(columns.into());
    cells
        .map(|row| row.iter().map(Cell::symbol).collect())
        .collect()
}

/// The mark of every equation that has one.
fn marked(sign: char) -> Vec<(Number, char)> {
    let numbers = exercise::blanks().filter_map(|blank| blank.equation);
    numbers.map(|number| (number, sign)).collect()
}

#[cfg(feature = "terminal")]
#[test]
fn a_card_takes_a_mark_at_the_end_of_its_title_row_and_loses_no_line() {
    for sign in ['·', '○', '◐', '●'] {
        for mut stage in dashboards() {
            stage.act(Action::Focus(Pane::Equation));
            let entries = stage.scene().equation.choices.0.len();
            for _ in 0..entries {
                let without = stage.scene();
                stage.set_marks(marked(sign));
                let with = stage.scene();
                stage.set_marks(Vec::new());
                assert_eq!(with.equation.mark, Some(sign), "({})", with.equation.number);
                for size in [(80, 24), (60, 18), (140, 40), (38, 11), (24, 6)] {
                    let [before, after] = [&without, &with].map(|scene| rows(scene, size));
                    let other: Vec<usize> = (0..before.len())
                        .filter(|row| before[*row] != after[*row])
                        .collect();
                    let place = format!("({}) at {size:?}", with.equation.number);
                    assert_eq!(other.len(), 1, "{place}: {other:?}\n{}", after.join("\n"));
                    let row = &after[other[0]];
                    assert!(row.contains(&format!(" {sign}")), "{place}: {row}");
                    assert_eq!(row.chars().count(), before[other[0]].chars().count());
                    let has_word = row.contains(&format!("yours {sign}"));
                    assert_eq!(has_word, [60, 140].contains(&size.0), "{place}: {row}");
                    let selected = format!("[{}]", with.equation.number);
                    assert!(row.contains(&selected) || size.0 < 40, "{place}: {row}");
                    assert!(!before.concat().contains("yours"));
                }
                stage.act(Action::NextEquation);
            }
        }
    }
}

#[test]
fn every_equation_of_a_dashboard_has_an_exercise_with_a_mark() {
    let marks = marked('●');
    for entry in equation::all() {
        assert!(
            marks.iter().any(|(number, _)| *number == entry.number),
            "({})",
            entry.number
        );
    }
}

#[cfg(feature = "terminal")]
#[test]
fn a_mark_stays_through_undo_and_questions_and_is_read_aloud() {
    for mut stage in dashboards() {
        assert!(!aloud(&stage.scene()).contains("Your function"));
        stage.set_marks(marked('◐'));
        for action in [Action::StepOn, Action::Undo, Action::Redo, Action::Expect] {
            stage.act(action);
            assert_eq!(stage.scene().equation.mark, Some('◐'));
        }
        let number = stage.scene().equation.number;
        let words = format!("Your function of equation {number}: solved with hints.");
        assert!(aloud(&stage.scene()).contains(&words));
    }
}

#[cfg(feature = "terminal")]
mod file {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use nn28::mine::{Event, Mark, Progress};
    use nn28::scene::spoken::screen::words_of_mark;
    use nn28::terminal::{Letters, ascii};
    use tempfile::TempDir;

    fn progress_in(folder: &Path) -> Progress {
        Progress::read(&folder.join("progress.txt")).expect("progress")
    }

    fn folder(text: &str) -> (TempDir, PathBuf) {
        let place = tempfile::tempdir().expect("a folder");
        let file = place.path().join("progress.txt");
        fs::write(&file, text).expect("a file");
        (place, file)
    }

    fn found(seed: u64) -> Event {
        Event::Found {
            seed,
            level: 2,
            tries: 1,
        }
    }

    #[test]
    fn predictions_and_faults_are_lines_and_other_lines_stay() {
        let before = "nn28 progress 1\nfrom tomorrow 3\npredicted 27 way right\nfound broken=7 level=2 tries=1\n";
        let (place, file) = folder(before);
        let mut progress = progress_in(place.path());
        for is_right in [true, false] {
            let event = Event::Predicted("7".to_owned(), "number".to_owned(), is_right);
            progress.record(&event).expect("written");
        }
        progress.record(&found(1)).expect("written");
        progress.record(&found(7)).expect("written");
        let added = "predicted 7 number right\npredicted 7 number wrong\nfound broken=1 level=2 tries=1\nfound broken=7 level=2 tries=1\n";
        assert_eq!(
            fs::read_to_string(&file).expect("text"),
            format!("{before}{added}")
        );
        for progress in [progress, progress_in(place.path())] {
            assert_eq!(progress.predictions(), [2, 3]);
            assert_eq!(progress.faults().into_iter().collect::<Vec<_>>(), [1, 7]);
            assert_eq!(progress.next_fault(1), 2);
            assert_eq!(
                progress.in_dashboards(),
                "2 of 3 predictions, 2 faults found"
            );
        }
    }

    #[test]
    fn lines_that_are_cut_or_edited_count_for_nothing_and_harm_nothing() {
        let (place, _) = folder(
            "predicted\npredicted 7\nfound\nfound broken=x level=2\nfound broken=-1\npredicted 7 number maybe\n",
        );
        let progress = progress_in(place.path());
        assert_eq!(progress.predictions(), [0, 0]);
        assert_eq!(
            (progress.next_fault(1), progress.in_dashboards()),
            (1, String::new())
        );
    }

    #[test]
    fn the_signs_of_marks_have_words_and_letters_of_their_own() {
        let marks = [Mark::Untouched, Mark::Shown, Mark::WithHints, Mark::Alone];
        for mark in marks {
            assert_eq!(words_of_mark(mark.sign()), Some(mark.words()));
        }
        let signs: String = marks.map(Mark::sign).iter().collect();
        let spaced: Vec<String> = signs.chars().map(String::from).collect();
        let spaced = spaced.join(" x ");
        assert_eq!(ascii::text(&spaced, Letters::Ascii), ". x o x + x *");
        assert_eq!(ascii::text(&spaced, Letters::Console), "· x ○ x ◆ x ■");
    }

    /// What a program prints, with the reader's folder as named.
    fn said(line: &str, folder: &Path) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nn28"));
        let output = command
            .env("NN28_MINE", folder)
            .args(line.split(' '))
            .output();
        let output = output.expect("it runs");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    #[test]
    fn broken_alone_hides_the_first_fault_that_was_not_found() {
        let line = "backprop --broken --headless --no-figures --steps 1";
        let none = tempfile::tempdir().expect("a place").path().join("none");
        assert!(said(line, &none).contains("number 1, level "));
        assert!(!none.exists());
        let (place, _) = folder(
            "nn28 progress 1\nfound broken=2 level=1 tries=4\nfound broken=1 level=1 tries=4\n",
        );
        assert!(said(line, place.path()).contains("number 3, level "));
        let second = line.replace("--broken", "--broken 2");
        assert!(said(&second, place.path()).contains("number 2, level "));
        let other = format!("{line} --folder {}", place.path().display());
        assert!(said(&other, &none).contains("number 3, level "));
    }

    #[test]
    fn the_list_of_exercises_counts_predictions_and_faults_where_there_are_any() {
        let (place, file) = folder("predicted 27 way right\nfound broken=1 level=1 tries=4\n");
        let list = said("exercise --headless", place.path());
        assert!(
            list.contains("1 of 1 predictions, 1 fault found."),
            "{list}"
        );
        fs::write(file, "nn28 progress 1\n").expect("written");
        let list = said("exercise --headless", place.path());
        assert!(
            !list.contains("prediction") && !list.contains("In the dashboards"),
            "{list}"
        );
    }
}

#[cfg(all(unix, feature = "terminal"))]
mod screen {
    use std::fs;
    use std::path::Path;

    use crate::pty::{Terminal, comes_true};

    fn neuron(folder: &Path) -> Terminal {
        Terminal::configured("neuron", |command| {
            command.env("NN28_MINE", folder);
        })
    }

    #[test]
    fn an_answer_is_added_to_the_file_of_a_folder_that_is_there() {
        let place = tempfile::tempdir().expect("a folder");
        let mut neuron = neuron(place.path());
        neuron.wait_for("weighted");
        neuron.press("e1");
        let file = place.path().join("progress.txt");
        let is_written = || fs::read_to_string(&file).is_ok_and(|text| text.ends_with('\n'));
        assert!(comes_true(is_written));
        let text = fs::read_to_string(&file).expect("text");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "nn28 progress 1");
        assert!(lines[1].starts_with("predicted 3 side "), "{text}");
        assert_eq!(lines.len(), 2);
        neuron.quit();
    }

    #[test]
    fn a_dashboard_shows_the_mark_of_its_equation_where_there_is_a_folder() {
        let place = tempfile::tempdir().expect("a folder");
        let file = place.path().join("progress.txt");
        fs::write(
            file,
            "nn28 progress 1\nsolved 1 hints=0 tries=1 text=00000000\n",
        )
        .expect("written");
        for (folder, is_there) in [
            (place.path().to_owned(), true),
            (place.path().join("none"), false),
        ] {
            let mut neuron = neuron(&folder);
            neuron.wait_for("weighted");
            // The equation alone has room for the word.
            neuron.press("\t\t\tz");
            neuron.wait_until("the equation alone", |screen| {
                screen
                    .contents()
                    .lines()
                    .nth(1)
                    .is_some_and(|row| row.starts_with("━ equation"))
            });
            assert_eq!(neuron.contents().contains("yours ●"), is_there);
            neuron.quit();
        }
    }

    #[test]
    fn no_dashboard_makes_the_folder() {
        let place = tempfile::tempdir().expect("a folder");
        let none = place.path().join("none");
        let mut neuron = neuron(&none);
        neuron.wait_for("weighted");
        neuron.press("e1");
        neuron.wait_for("of 1");
        neuron.quit();
        assert!(!none.exists());
    }

    #[test]
    fn a_file_that_cannot_be_written_is_said_once_and_the_dashboard_goes_on() {
        let place = tempfile::tempdir().expect("a folder");
        fs::create_dir(place.path().join("progress.txt")).expect("in the way");
        let mut neuron = neuron(place.path());
        neuron.wait_for("weighted");
        neuron.press("e1");
        neuron.wait_for("does not take this answer");
        neuron.press("e1");
        neuron.wait_for("of 1");
        neuron.quit();
    }
}
