//! The last runs of a training stay in a table, and each can be brought back.

use nn28::scene::{Pane, Picture, Table, Target};
use nn28::stage::keys::{self, Key};
use nn28::stage::{self, Action, Stage};
use nn28::view::{self, Theme};
use nn28::web::html;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::stage::{bench, fact, look_at, notice, set, steps, stored};

/// Enough for some steps of each of the two.
const STEPS: usize = 120;

fn both() -> [Box<dyn Stage>; 2] {
    let bench = bench("clusters", 2);
    [
        Box::new(stage::NumericalGradient::new(bench.clone(), 0, &[])),
        Box::new(stage::Backprop::new(bench, 0, &[])),
    ]
}

fn table(stage: &mut dyn Stage) -> Table {
    look_at(stage, "runs");
    match stage.scene().picture {
        Picture::Table(table) => table,
        other => panic!("a table, not {}", other.title()),
    }
}

/// The names of the rows: a number, and the settings that differ.
fn names(stage: &mut dyn Stage) -> Vec<String> {
    let rows = table(stage).rows.into_iter();
    rows.map(|row| row.cells[0].clone()).collect()
}

fn enter(stage: &mut dyn Stage) {
    stage.act(keys::action(Key::Enter).expect("a key"));
}

#[test]
fn a_run_enters_the_table_when_another_one_begins() {
    for mut stage in both() {
        let stage = stage.as_mut();
        assert_eq!(names(stage), ["now"]);
        assert_eq!(table(stage).selected, None);
        stage.act(Action::Restart);
        stage.act(Action::NewSeed);
        assert_eq!(names(stage), ["now"], "nothing was trained");
        stage.act(Action::Undo);
        steps(stage, STEPS);
        let then = ["step", "E", "correct"].map(|name| fact(&stage.scene(), name));
        stage.act(Action::Restart);
        assert_eq!(names(stage), ["now", "1"]);
        assert_eq!(table(stage).rows[1].cells[1..4], then);
        steps(stage, STEPS);
        assert_eq!(names(stage), ["now"], "it is the same run again");
        stage.act(Action::NewSeed);
        assert_eq!(names(stage), ["now seed 2", "1 seed 1"]);
        steps(stage, STEPS);
        set(stage, "M", "3");
        let expected = ["now seed 2 M 3", "1 seed 2 M 2", "2 seed 1 M 2"];
        assert_eq!(names(stage), expected);
        steps(stage, STEPS);
        set(stage, "data", "body");
        let named = names(stage);
        assert_eq!(named.len(), 4, "{named:?}");
        assert!(named[0].starts_with("now data body"), "{named:?}");
        assert!(
            named[1].starts_with("1 data clusters seed 2 M 3"),
            "{named:?}"
        );
    }
}

#[test]
fn a_run_has_the_settings_that_trained_it_though_they_were_turned_before_it_ended() {
    for mut stage in both() {
        let stage = stage.as_mut();
        steps(stage, STEPS);
        set(stage, "α", "5");
        assert_eq!(names(stage), ["now"]);
        stage.act(Action::Restart);
        assert_eq!(names(stage), ["now α 5", "1 α 0.5"]);
        steps(stage, STEPS);
        set(stage, "α", "1");
        steps(stage, STEPS);
        stage.act(Action::Restart);
        let expected = ["now", "1 by hand", "2 α 0.5"];
        let named = names(stage);
        assert!(named[1].ends_with("by hand"), "{named:?}");
        assert_eq!(named.len(), expected.len());
        assert_eq!(named[2], expected[2]);
    }
}

#[test]
fn five_runs_stay_and_the_pinned_one_among_them() {
    for mut stage in both() {
        let stage = stage.as_mut();
        steps(stage, STEPS);
        stage.act(Action::Pin);
        for _ in 0..8 {
            stage.act(Action::NewSeed);
            steps(stage, STEPS);
        }
        let named = names(stage);
        assert_eq!(named.len(), 6, "{named:?}");
        assert_eq!(named[5], "5 pinned seed 1");
        assert_eq!(named[1], "1 seed 8");
    }
}

#[test]
fn enter_brings_a_run_back_with_its_curve_and_u_takes_that_back() {
    for mut stage in both() {
        let stage = stage.as_mut();
        steps(stage, STEPS);
        let first = (stored(stage), stage.scene().training, stage.command());
        set(stage, "data", "body");
        steps(stage, STEPS / 2);
        let second = (stored(stage), stage.scene().training, stage.command());
        assert_eq!(names(stage).len(), 2);
        enter(stage);
        assert!(notice(stage).contains("is back"));
        assert_eq!(stored(stage), first.0);
        // What is looked at stays as it is.
        let run = |command: &str| command.split(" --equation").next().map(str::to_owned);
        assert_eq!(run(&stage.command()), run(&first.2));
        let curves = |training: &nn28::scene::Training| match &training.picture {
            Picture::Curve(curve) => curve.series.clone(),
            other => panic!("a curve, not {}", other.title()),
        };
        assert_eq!(curves(&stage.scene().training), curves(&first.1));
        assert_eq!(names(stage).len(), 2, "the other one is in the table now");
        stage.act(Action::Undo);
        assert_eq!(stored(stage), second.0);
        assert_eq!(curves(&stage.scene().training), curves(&second.1));
        stage.act(Action::Redo);
        assert_eq!(stored(stage), first.0);
        // It trains on as if nothing had been between.
        let mut alone = both();
        let name = fact(&stage.scene(), "step");
        let same = alone
            .iter_mut()
            .find(|other| other.scene().title == stage.scene().title);
        let same = same.expect("a stage of that name");
        steps(same.as_mut(), STEPS + 13);
        steps(stage, 13);
        assert_ne!(name, "0");
        let close = |(one, two): (&f64, &f64)| (one - two).abs() < 1e-12;
        assert!(stored(stage).iter().zip(&stored(same.as_ref())).all(close));
    }
}

#[test]
fn arrows_and_clicks_choose_a_run() {
    let [_, mut stage] = both();
    let stage = stage.as_mut();
    for _ in 0..3 {
        steps(stage, STEPS);
        stage.act(Action::NewSeed);
    }
    assert_eq!(table(stage).selected, Some(1));
    let down = keys::action(Key::Down).expect("a key");
    for selected in [2, 3, 1, 2] {
        stage.act(down.clone());
        assert_eq!(table(stage).selected, Some(selected));
    }
    assert!(table(stage).verdict.contains("run 2 seed 2"));
    let weights = stored(stage);
    stage.act(keys::action(Key::Right).expect("a key"));
    assert_eq!(stored(stage), weights, "no weight changes here");
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    stage.act(Action::Focus(Pane::Picture));
    let hits = view::draw(&stage.scene(), Theme::Dark, buffer.area, &mut buffer);
    let screen = html::plain(&buffer);
    let row = screen
        .lines()
        .position(|line| line.starts_with(" 3 seed 1"));
    let target = hits.at(3, row.expect("the third run") as u16);
    assert_eq!(target, Some(Target::Row(3)));
    stage.act(Action::Click(target.expect("a target")));
    assert_eq!(table(stage).selected, Some(3));
    enter(stage);
    assert_eq!(fact(&stage.scene(), "seed"), "1");
}

#[test]
fn the_runs_are_told_at_every_size() {
    let [_, mut stage] = both();
    let stage = stage.as_mut();
    steps(stage, STEPS);
    set(stage, "M", "4");
    table(stage);
    for (columns, rows) in [(60, 18), (80, 24), (100, 30), (140, 40), (200, 60)] {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        view::draw(&stage.scene(), Theme::Plain, buffer.area, &mut buffer);
        let screen = html::plain(&buffer);
        for text in ["now M 4", "1 M 2", "correct"] {
            assert!(screen.contains(text), "{columns}: {screen}");
        }
    }
}
