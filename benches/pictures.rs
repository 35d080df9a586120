//! What it costs to show things: a frame of each dashboard on a large screen, a figure, and the programs from their start to their end.
//! `cargo bench --bench pictures`.

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use nn28::equation::Chapter;
use nn28::figure::{self, Theme as Paper};
use nn28::stage::{self, Action, Experiment, Settings, Stage, book_figures};
use nn28::view::{self, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const CHAPTERS: [Chapter; 4] = [
    Chapter::Neuron,
    Chapter::Network,
    Chapter::NumericalGradient,
    Chapter::Backprop,
];

/// The dashboard of a chapter on handwritten digits with 32 hidden units.
fn on_digits(chapter: Chapter) -> Box<dyn Stage> {
    let setup = Settings {
        hidden: 32,
        ..Settings::default()
    };
    let digits = nn28::data::load("digits", 1).expect("the digits are embedded");
    let bench = Experiment::new(digits, setup, None).expect("a network of this shape");
    stage::after(chapter, bench, 0, &[], None)
}

/// An action, the scene that it leads to, and the picture of it on 200 × 60 cells.
fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frame of 200×60");
    for chapter in CHAPTERS {
        let mut stages = [
            ("first screen", stage::of_chapter(chapter, None, None)),
            ("digits", on_digits(chapter)),
        ];
        for (name, stage) in &mut stages {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
            group.bench_function(format!("{}, {name}", chapter.word()), |bencher| {
                bencher.iter(|| {
                    stage.act(Action::Tick);
                    buffer.reset();
                    view::draw(&stage.scene(), Theme::Dark, buffer.area, &mut buffer);
                    black_box(&buffer);
                });
            });
        }
    }
    group.finish();
}

fn figures(criterion: &mut Criterion) {
    let figures = book_figures();
    for name in ["figure-43", "figure-44"] {
        let figure = figures.iter().find(|figure| figure.name == name);
        let figure = figure.expect("a figure of the book");
        criterion.bench_function(&format!("{name} as SVG"), |bencher| {
            bencher.iter(|| figure::svg(black_box(figure), Paper::Light).expect("it can be drawn"));
        });
    }
}

/// Whole programs, with all that the system does to start them.
fn programs(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut group = criterion.benchmark_group("program");
    group.sample_size(10);
    let mut measure = |name: &str, program: &str, options: &[&str]| {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let status = Command::new(program)
                    .args(options)
                    .current_dir(folder.path())
                    .stdin(Stdio::null())
                    .stdout(Stdio::null())
                    .status();
                assert!(status.is_ok_and(|status| status.success()));
            });
        });
    };
    let nn28 = env!("CARGO_BIN_EXE_nn28");
    measure("nn28 equation 17", nn28, &["equation", "17"]);
    measure("nn28 book", nn28, &["book", "--quiet", "--output", "book"]);
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1));
    targets = frames, figures, programs
}
criterion_main!(benches);
