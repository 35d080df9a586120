//! The screen of an exercise: keys, news, hints, what it rests on, and all sizes.

use nn28::exercise;
use nn28::scene::{Said, Tone};
use nn28::stage::keys::Key;
use nn28::stage::workbook::{Ask, Judged, News};
use nn28::stage::{Action, Request, Workbook};
use nn28::view::{Theme, draw_workbook};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn screen() -> Workbook {
    let first = exercise::all().next().expect("an exercise");
    Workbook::new(first, vec!['·'; exercise::all().count()])
}

fn press(screen: &mut Workbook, key: char) -> Option<Request> {
    screen.act(Action::Key(Key::Char(key)))
}

/// The news that the first exercise is wrong.
fn wrong(id: &'static str) -> Action {
    let said = |tone, text: &str| Said::new(tone, text);
    Action::News(Box::new(News::Judged(Box::new(Judged {
        id,
        mark: '·',
        progress: "0 of 30".to_owned(),
        place: "output/mine/src/neuron.rs:12".to_owned(),
        said: vec![
            said(Tone::Wrong, "✗ in the worked example"),
            said(Tone::Plain, "yours 2.0000, expected −0.5000"),
            said(Tone::Strong, "This is the last product alone."),
        ],
        cause: "Each round sets a anew.".to_owned(),
        solution: "pub fn eq01_weighted_sum() {}".to_owned(),
        cases: vec![("worked example".to_owned(), Some(false))],
        code: String::new(),
        rests_on: "(4) rests on (3), ours".to_owned(),
        is_right: false,
    }))))
}

fn text(screen: &Workbook, width: u16, height: u16) -> String {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    draw_workbook(&screen.scene(), Theme::Plain, area, &mut buffer);
    let row = |y| -> String { (0..width).map(|x| buffer[(x, y)].symbol()).collect() };
    (0..height).map(|y| row(y) + "\n").collect()
}

#[test]
fn verdict_symptom_and_place_are_on_the_screen_and_the_cause_only_when_it_is_asked_for() {
    let mut screen = screen();
    let id = screen.scene().exercise;
    assert!(id.contains("(1)"), "{id}");
    screen.act(wrong("1"));
    let shown = text(&screen, 100, 30);
    for expected in [
        "✗ in the worked example",
        "the last product alone",
        "neuron.rs:12",
        "0 of 30",
    ] {
        assert!(shown.contains(expected), "{expected}:\n{shown}");
    }
    assert!(!shown.contains("sets a anew"));
    press(&mut screen, 'c');
    assert!(text(&screen, 100, 30).contains("sets a anew"));
}

#[test]
fn what_an_exercise_rests_on_is_on_every_screen_with_an_equation_or_without() {
    let mut screen = screen();
    let mut seen = [0, 0];
    for exercise in exercise::all() {
        screen.act(wrong(exercise.id));
        let has_card = screen.scene().card.is_some();
        seen[usize::from(has_card)] += 1;
        for (width, height) in [(60, 18), (80, 24), (140, 40)] {
            let shown = text(&screen, width, height);
            let count = shown.matches("rests on (3), ours").count();
            assert_eq!(count, 1, "{} {width}×{height}:\n{shown}", exercise.id);
        }
        press(&mut screen, ']');
    }
    assert!(seen[0] > 0 && seen[1] > 0, "{seen:?}");
}

#[test]
fn the_hints_come_one_by_one_and_the_solution_only_after_a_yes() {
    let mut screen = screen();
    screen.act(wrong("1"));
    for level in 1..=3 {
        let asked = press(&mut screen, 'h');
        assert_eq!(asked, Some(Request::Workbook(Ask::Hint("1", level))));
    }
    assert_eq!(press(&mut screen, 'h'), None);
    assert!(!text(&screen, 120, 50).contains("pub fn"));
    assert_eq!(press(&mut screen, 'x'), None);
    assert_eq!(press(&mut screen, 'y'), None, "the question was left");
    press(&mut screen, 'h');
    assert_eq!(
        press(&mut screen, 'y'),
        Some(Request::Workbook(Ask::Hint("1", 4)))
    );
    assert!(text(&screen, 120, 50).contains("pub fn eq01_weighted_sum"));
}

#[test]
fn an_old_verdict_stays_until_the_new_one_comes_and_a_late_one_is_not_shown() {
    let mut screen = screen();
    screen.act(wrong("1"));
    screen.act(Action::News(Box::new(News::Changed)));
    assert!(screen.scene().is_old);
    assert!(text(&screen, 100, 30).contains("the last product alone"));
    screen.act(wrong("1"));
    assert!(!screen.scene().is_old);
    let asked = press(&mut screen, ']');
    let second = exercise::all().nth(1).expect("a second one").id;
    assert_eq!(asked, Some(Request::Workbook(Ask::Watch(second))));
    screen.act(wrong("1"));
    assert!(!text(&screen, 100, 30).contains("the last product alone"));
}

#[test]
fn every_exercise_can_be_reached_and_drawn_at_every_size() {
    let mut screen = screen();
    let count = exercise::all().count();
    for (at, exercise) in exercise::all().enumerate() {
        for (width, height) in [
            (1, 1),
            (19, 5),
            (20, 6),
            (60, 18),
            (80, 24),
            (140, 40),
            (200, 60),
        ] {
            let shown = text(&screen, width, height);
            let id = format!("({})", exercise.id);
            assert!(
                width < 60 || shown.contains(&id),
                "{width}×{height}\n{shown}"
            );
        }
        press(&mut screen, 'l');
        text(&screen, 80, 24);
        press(&mut screen, 'l');
        let asked = press(&mut screen, ']');
        assert_eq!(asked.is_some(), at + 1 < count);
    }
}

/// The functions on which an exercise rests, by the text in a folder.
#[cfg(feature = "terminal")]
fn rests_on(id: &str, folder: &nn28::mine::Folder) -> Vec<&'static str> {
    let one = exercise::find(id).expect(id);
    let all = nn28::mine::rests_on(one, folder).into_iter();
    all.map(|(_, blank)| blank.name).collect()
}

#[cfg(feature = "terminal")]
#[test]
fn an_exercise_rests_on_what_the_book_calls_until_it_is_written_and_then_on_what_the_reader_calls()
{
    let place = tempfile::tempdir().expect("a folder");
    let folder = nn28::mine::Folder::prepare(place.path()).expect("a folder");
    // Read in the sources of the model.
    let read: [(&str, &[&str]); 5] = [
        ("1", &[]),
        ("6", &["eq04_sigmoid"]),
        (
            "pass",
            &[
                "eq05_unit_sum",
                "eq06_hidden_output",
                "eq07_softmax",
                "log_softmax",
            ],
        ),
        (
            "10",
            &["eq08_mean_cross_entropy", "eq09_forward_difference"],
        ),
        (
            "28",
            &[
                "sigmoid_slope",
                "forward",
                "output_errors",
                "eq26_slope_along_output_weight",
            ],
        ),
    ];
    for (id, called) in read {
        assert_eq!(rests_on(id, &folder), called, "({id})");
    }
    let file = folder.file("neuron");
    let text = std::fs::read_to_string(&file).expect("a file");
    let helper = "\nfn helper(a: f64) -> f64 {\n    // eq01_weighted_sum(…) is a comment.\n    sigmoid_slope(a)\n}\n";
    let text = text.replace("todo!(\"(4)\")", "helper(a) + a.eq02_sum_with_intercept()") + helper;
    std::fs::write(&file, text).expect("a file");
    assert_eq!(rests_on("4", &folder), ["sigmoid_slope"]);
}
