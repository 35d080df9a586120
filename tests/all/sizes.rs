//! The screens of the four stages at all sizes from 60×18 to 200×60.

use nn28::equation::Chapter;
use nn28::scene::{Overlay, Pane, Scene, Target};
use nn28::stage::{self, Action, Stage};
use nn28::view::Theme;

use super::samples::screens::Screen;
use super::stage::{bench, look_at, steps};

const WIDTHS: std::ops::RangeInclusive<u16> = 60..=200;
const HEIGHTS: std::ops::RangeInclusive<u16> = 18..=60;

/// All widths at some heights, and all heights at some widths, each way from the smallest on.
fn ways() -> Vec<Vec<(u16, u16)>> {
    let across = [18, 24, 30, 40, 60].map(|height| WIDTHS.map(|width| (width, height)).collect());
    let down = [60, 80, 100, 140, 200].map(|width| HEIGHTS.map(|height| (width, height)).collect());
    across.into_iter().chain(down).collect()
}

/// The four stages, each with a picture that takes clicks.
fn stages() -> Vec<(Chapter, Box<dyn Stage>)> {
    let iris = bench("iris", 2);
    let stage = |chapter| {
        let mut stage = stage::of_chapter(chapter, None, Some(&iris));
        if chapter == Chapter::Neuron {
            stage = stage::of_chapter(chapter, None, None);
        } else {
            look_at(stage.as_mut(), "regions");
        }
        steps(stage.as_mut(), 3);
        stage.act(Action::Notice("a message".to_owned()));
        (chapter, stage)
    };
    Chapter::ALL.into_iter().map(stage).collect()
}

/// Draws each scene at each size of each way, with each pane in turn in focus.
fn at_all_sizes(check: impl Fn(Chapter, &Scene, &[(u16, u16)]) + Sync) {
    std::thread::scope(|scope| {
        for (chapter, mut stage) in stages() {
            for pane in Pane::ALL {
                stage.act(Action::Focus(pane));
                let scene = Scene {
                    notice: Some("a message".to_owned()),
                    ..stage.scene()
                };
                let check = &check;
                scope.spawn(move || ways().iter().for_each(|way| check(chapter, &scene, way)));
            }
        }
    });
}

/// The cells of the picture.
fn cells(screen: &Screen) -> usize {
    let all = screen.buffer.area.positions();
    let targets = all.filter_map(|at| screen.target(at.into()));
    targets
        .filter(|target| matches!(target, Target::Point { .. }))
        .count()
}

#[test]
fn no_picture_has_fewer_cells_than_in_a_smaller_terminal() {
    at_all_sizes(|chapter, scene, way| {
        let mut before = 0;
        for size in way {
            let now = cells(&Screen::of(scene, Theme::Dark, *size));
            let focus = scene.focus;
            assert!(
                now >= before,
                "{chapter:?} {focus} {size:?}: {before} cells, then {now}"
            );
            before = now;
        }
        assert!(before > 0 || scene.focus != Pane::Picture);
    });
}

#[test]
fn the_lines_above_and_below_are_there_at_every_size() {
    at_all_sizes(|chapter, scene, way| {
        for size in way {
            let screen = Screen::of(scene, Theme::Dark, *size);
            let lines: Vec<&str> = screen.text.lines().collect();
            let (above, below) = (lines[0], &lines[lines.len() - 4..]);
            let place = format!("{chapter:?} {} {size:?}\n{}", scene.focus, screen.text);
            let count = if chapter == Chapter::Neuron { 2 } else { 3 };
            for field in &scene.status.fields[..count] {
                let texts = [&field.name, &field.value];
                assert!(
                    texts.iter().all(|text| above.contains(*text)),
                    "{} {place}",
                    field.name
                );
            }
            let curve = "▁▂▃▄▅▆▇█";
            let has_curve = above.contains(|letter| curve.contains(letter));
            assert!(
                has_curve || scene.status.errors.is_empty(),
                "a curve {place}"
            );
            if size.0 >= 80 {
                assert!(above.contains(&scene.facts[0].1), "the data {place}");
            }
            let has = |text: &str| below.iter().any(|line| line.contains(text));
            let next: String = scene.next.chars().take(30).collect();
            assert!(has("a message") && has(&next), "{place}");
            assert!(
                ["Space", "Tab", "? help", "q quit"]
                    .iter()
                    .all(|key| has(key)),
                "{place}"
            );
        }
    });
}

#[test]
fn the_help_scrolls_to_its_end_at_every_size() {
    at_all_sizes(|chapter, scene, way| {
        let mut stage = stage::of_chapter(chapter, None, None);
        stage.act(Action::Help);
        let page = stage.scene().overlay.expect("the help");
        let last = page.lines.len() - 1;
        let scene = Scene {
            overlay: Some(Overlay {
                first: last,
                ..page
            }),
            ..scene.clone()
        };
        for size in way.iter().step_by(7) {
            Screen::of(&scene, Theme::Dark, *size).shows(&["q Esc"]);
        }
    });
}
