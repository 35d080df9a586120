//! The forms that work at a size: equations that are read to their end, and all pictures from 1×1 to 500×200.

use nn28::data;
use nn28::equation::{self, Chapter};
use nn28::scene::{Pane, Scene, Target};
use nn28::stage::{self, Action, Direction, Experiment, Settings, Stage};
use nn28::view::Theme;

use super::samples::screens::Screen;
use super::stage::bench;

/// The four stages on a data set.
fn stages(data: &str, hidden: usize) -> Vec<(Chapter, Box<dyn Stage>)> {
    let bench = bench(data, hidden);
    let stage = |chapter| (chapter, stage::of_chapter(chapter, None, Some(&bench)));
    Chapter::ALL.into_iter().map(stage).collect()
}

/// The marked rows of an equation that is read.
fn read(screen: &Screen) -> String {
    let is_of_pane = |at: &(u16, u16)| screen.target(*at) == Some(Target::Pane(Pane::Equation));
    let cells = screen.buffer.area.positions().map(Into::into);
    let cells: Vec<(u16, u16)> = cells.filter(is_of_pane).collect();
    let rows = cells.chunk_by(|one, other| one.1 == other.1);
    let rows = rows.map(|row| row.iter().map(|at| screen.buffer[*at].symbol()).collect());
    let is_marked = |row: &String| {
        row.starts_with(['▸', '│']) || row.starts_with(" ▸") || row.starts_with(" │")
    };
    rows.filter(is_marked).map(|row| row + "\n").collect()
}

#[test]
fn nothing_of_an_equation_is_out_of_reach() {
    let mut seen = 0;
    for (data, hidden) in [("clusters", 2), ("digits", 64)] {
        for (_, mut stage) in stages(data, hidden) {
            stage.act(Action::Focus(Pane::Equation));
            for entry in equation::all() {
                stage.act(Action::Show(entry.number));
                let card = stage.scene().equation;
                if card.number != entry.number.to_string() {
                    continue;
                }
                seen += 1;
                read_through(stage.as_mut());
            }
        }
    }
    assert!(seen >= 2 * 29, "{seen}");
}

/// Reads an equation to its end at three sizes, in its pane and alone.
fn read_through(stage: &mut dyn Stage) {
    let parts = stage.scene().equation.parts();
    for part in 0..parts {
        stage.act(Action::Move(Direction::Right));
        let scene = stage.scene();
        assert_eq!(scene.equation.line, Some(part));
        for size in [(60, 18), (80, 24), (140, 40)] {
            for is_zoomed in [false, true] {
                let scene = Scene {
                    is_zoomed,
                    ..scene.clone()
                };
                let screen = Screen::of(&scene, Theme::Plain, size);
                let text = read(&screen);
                let place = format!(
                    "({}) {part} of {parts} {size:?}\n{text}\n{}",
                    scene.equation.number, screen.text
                );
                // A narrow pane says so where it has no room for a line, and alone it has.
                if is_zoomed || !text.contains("z shows it") {
                    check(&scene, part, &text, &place);
                }
            }
        }
    }
}

fn check(scene: &Scene, part: usize, text: &str, place: &str) {
    let card = &scene.equation;
    let is_sign = |c: char| !c.is_whitespace() && !"▸│".contains(c);
    let words = |text: &str| text.chars().filter(|c| is_sign(*c)).collect::<String>();
    let has = |wanted: &str| words(text).contains(&words(wanted));
    match (card.lines.get(part), &card.printed) {
        (Some(line), _) => {
            let source = [&line.tex, &line.numbers].map(|tex| tex.matches("cdots").count());
            let left_out = text.matches(['⋯', '…']).count();
            assert_eq!(left_out, source.iter().sum::<usize>(), "{place}");
            assert!(has(&line.value), "{place}");
        }
        (None, Some(printed)) if part > card.lines.len() => {
            assert!(has(&printed.why) && has(&printed.value), "{place}");
        }
        _ => assert!(has(&card.check) && has(&card.note), "{place}"),
    }
}

#[test]
fn the_last_equation_is_whole_in_its_pane_at_140_by_40_and_its_derivation_alone() {
    let mut stage = stages("iris", 2).remove(3).1;
    stage.act(Action::Show("28".parse().expect("a number")));
    let scene = stage.scene();
    let card = &scene.equation;
    assert_eq!(card.lines.len(), 4);
    let screen = Screen::of(&scene, Theme::Plain, (140, 40));
    screen.shows(&["h'(bⱼ) xᵢ", &card.lines[3].value, &card.check]);
    let alone = Scene {
        is_zoomed: true,
        focus: Pane::Equation,
        ..scene.clone()
    };
    let screen = Screen::of(&alone, Theme::Plain, (140, 40));
    assert_eq!(screen.all(&card.lines[3].value).len(), 5, "{}", screen.text);
    assert!(!screen.text.contains(['⋯', '…']), "{}", screen.text);
}

/// Six columns and four classes with long names.
fn trees() -> Experiment {
    let names = [
        "trunk diameter (cm)",
        "height above ground (m)",
        "leaf length (mm)",
    ];
    let names = names.iter().chain(&[
        "leaf width (mm)",
        "bark thickness (mm)",
        "crown diameter (m)",
    ]);
    let mut set = data::load("iris", 1).expect("a data set");
    set.features = names.map(ToString::to_string).collect();
    set.classes = [
        "Mediterranean cypress",
        "Northern red oak",
        "Norway spruce",
        "European hornbeam",
    ]
    .map(str::to_owned)
    .to_vec();
    for (number, row) in set.x.iter_mut().enumerate() {
        row.extend([number as f64 / 10.0, -3.5]);
        set.class[number] = number % 4;
    }
    let setup = Settings {
        hidden: 32,
        ..Settings::default()
    };
    Experiment::of(set, setup)
}

/// The sizes at which the network is looked at.
const SIZES: [(u16, u16); 6] = [
    (40, 12),
    (60, 18),
    (80, 24),
    (100, 30),
    (140, 40),
    (200, 60),
];

#[test]
fn no_text_of_a_network_touches_another_one_or_covers_an_edge() {
    let benches = [
        bench("clusters", 2),
        bench("iris", 2),
        bench("digits", 64),
        trees(),
    ];
    for bench in &benches {
        for (_, mut stage) in super::stage::three(bench) {
            stage.act(Action::Focus(Pane::Network));
            super::stage::steps(stage.as_mut(), 2);
            for _ in 0..2 {
                for size in SIZES {
                    let screen = Screen::of(&stage.scene(), Theme::Dark, size);
                    look_for_faults(&screen);
                }
                stage.act(Action::Gradients);
            }
        }
    }
}

fn look_for_faults(screen: &Screen) {
    let is_edge = |c: char| ('⠁'..='⣿').contains(&c);
    let is_low = |c: char| ('₀'..='₉').contains(&c);
    let columns = if screen.buffer.area.width < 100 {
        usize::MAX
    } else {
        screen.text.lines().nth(1).map_or(0, |rule| {
            rule.find(" picture")
                .map_or(0, |at| rule[..at].chars().count())
        })
    };
    for line in screen.text.lines() {
        let line: Vec<char> = line.chars().take(columns).collect();
        for pair in line.windows(2) {
            let [one, other] = [pair[0], pair[1]];
            let runs = is_low(one) && (other.is_ascii_digit() || other == '−');
            let covers = is_edge(one) && (other.is_alphanumeric() || "−∂".contains(other));
            assert!(!runs && !covers, "{one}{other} in:\n{}", screen.text);
        }
    }
}

/// All sizes up to 20×20, and some beyond.
fn sizes() -> Vec<(u16, u16)> {
    let grid = |of: &[u16], to: &[u16]| -> Vec<(u16, u16)> {
        of.iter()
            .flat_map(|x| to.iter().map(|y| (*x, *y)))
            .collect()
    };
    let small: Vec<u16> = (1..=20).collect();
    let columns = [
        1, 7, 21, 33, 39, 40, 41, 55, 60, 79, 80, 99, 100, 139, 140, 200, 500,
    ];
    let rows = [1, 3, 11, 12, 13, 17, 18, 23, 24, 29, 30, 40, 60, 200];
    [grid(&small, &small), grid(&columns, &rows)].concat()
}

#[test]
fn every_stage_and_every_picture_draws_at_every_size() {
    std::thread::scope(|scope| {
        for (data, hidden) in [("clusters", 2), ("digits", 64)] {
            for (_, mut stage) in stages(data, hidden) {
                for _ in 0..stage.scene().views.0.len() {
                    stage.act(Action::NextView);
                    stage.act(Action::Slice);
                    let scene = stage.scene();
                    scope.spawn(move || draw_everywhere(&scene));
                }
            }
        }
    });
}

fn draw_everywhere(scene: &Scene) {
    for (number, size) in sizes().into_iter().enumerate() {
        let panes = [
            Pane::Picture,
            Pane::Network,
            Pane::Picture,
            Pane::Equation,
            Pane::Training,
        ];
        let scene = Scene {
            focus: panes[number % 5],
            ..scene.clone()
        };
        Screen::of(&scene, Theme::Dark, size);
    }
}

#[test]
fn a_screen_too_small_for_panes_has_the_equation_and_a_smaller_one_a_sentence() {
    for (chapter, stage) in stages("iris", 2) {
        let scene = stage.scene();
        let last = scene.equation.lines.last().expect("a line");
        for size in [(39, 24), (80, 11), (39, 11), (30, 8)] {
            let screen = Screen::of(&scene, Theme::Plain, size);
            screen.shows(&[&last.value]);
            assert!(!screen.text.contains(&scene.title), "{chapter:?} {size:?}");
        }
        for size in [(19, 24), (80, 3), (19, 5), (40, 2)] {
            let screen = Screen::of(&scene, Theme::Plain, size).text;
            let text = screen.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.ends_with("make the window larger"), "{text}");
        }
    }
}
