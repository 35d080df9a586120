//! Animations: as many frames as asked for, as long as asked for, all of one size, and the same bytes again.
//!
//! The oracles are the PNG library's own decoder, and for the numbers a training and a gradient that know no frames.

use nn28::engine::Method;
use nn28::figure::{Animation as Moving, Format, Style, Theme, png, svg_in, write_animation};
use nn28::scene::{Figure, Mark, Picture};
use nn28::stage::{Animation, Experiment, Frames, Settings};
use png_reader::Decoder;

use super::{png_reader, runs, tree};
use crate::folders::{folder, names};
use crate::stage::{bench, with_weights};

const DPI: u16 = 48;

fn style() -> Style {
    Style {
        moving: true,
        ..Style::default()
    }
}

/// The bytes of an animation of five seconds in the light theme, or the names of its files in other formats.
fn written(frames: &Frames, format: Format) -> (Vec<u8>, Vec<String>) {
    let temporary = folder();
    let animation = Moving {
        name: frames.file_name(),
        count: frames.count,
        frame: &|index| frames.frame(index),
        seconds: 5,
        dpi: DPI,
    };
    let mut heard = Vec::new();
    let written = write_animation(
        &animation,
        temporary.path(),
        &[format],
        &[Theme::Light],
        &style(),
        &mut |done, all| heard.push((done, all)),
    );
    let paths = written.expect("an animation").paths;
    let count = frames.count;
    assert_eq!(
        heard,
        (1..=count).map(|done| (done, count)).collect::<Vec<_>>()
    );
    let bytes = std::fs::read(&paths[0]).expect("a file");
    (bytes, names(temporary.path()))
}

/// The bytes of a frame, and its delay in seconds.
type Shown = (Vec<u8>, f64);

/// Width, height and the frames of an APNG as a browser shows them, each with its delay in seconds.
fn decoded(bytes: &[u8]) -> ((usize, usize), Vec<Shown>) {
    let mut reader = Decoder::new(bytes).read_info().expect("a PNG");
    let info = reader.info();
    let (width, height) = (info.width as usize, info.height as usize);
    let count = info.animation_control.expect("an animation").num_frames;
    let says = |keyword: &str| info.utf8_text.iter().any(|text| text.keyword == keyword);
    assert!(says("Title") && says("Source") && says("Copyright"));
    let mut shown = vec![0; 3 * width * height];
    let frames = (0..count).map(|_| {
        let mut part = vec![0; 3 * width * height];
        reader.next_frame(&mut part).expect("a frame");
        let control = reader.info().frame_control.expect("a frame");
        let line = 3 * control.width as usize;
        for row in 0..control.height as usize {
            let at = (control.y_offset as usize + row) * width + control.x_offset as usize;
            shown[3 * at..3 * at + line].copy_from_slice(&part[row * line..][..line]);
        }
        let delay = f64::from(control.delay_num) / f64::from(control.delay_den);
        (shown.clone(), delay)
    });
    let frames = frames.collect();
    ((width, height), frames)
}

fn still(figure: &Figure) -> Vec<u8> {
    let svg = svg_in(figure, Theme::Light, &style()).expect("drawn");
    let bytes = png(&svg, DPI).expect("pixels");
    let mut reader = Decoder::new(&bytes[..]).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size()];
    reader.next_frame(&mut pixels).expect("pixels");
    pixels
}

#[test]
fn each_frame_of_an_apng_is_a_still_and_has_its_share_of_the_time() {
    for animation in Animation::ALL {
        let frames = animation.of_book(7);
        let (bytes, _) = written(&frames, Format::Apng);
        let (_, shown) = decoded(&bytes);
        assert_eq!(shown.len(), frames.count, "{animation}");
        for (index, (pixels, delay)) in shown.iter().enumerate() {
            assert!((delay - 5.0 / shown.len() as f64).abs() < 1e-12);
            assert!(
                *pixels == still(&frames.frame(index)),
                "{animation} {index}"
            );
        }
        assert!(shown[0] != shown[shown.len() - 1], "{animation} moves");
        let (again, files) = written(&animation.of_book(7), Format::Apng);
        assert!(bytes == again, "{animation} has the same bytes again");
        assert_eq!(files, [format!("{animation}-light.apng")]);
    }
}

#[test]
fn the_frames_of_a_series_are_numbered_from_0_without_zeros_in_front() {
    let (_, mut files) = written(&Animation::Descent.of_book(11), Format::Svg);
    files.sort_by_key(String::len);
    assert_eq!(files[0], "descent-light-0.svg");
    assert_eq!(files[10], "descent-light-10.svg");
}

/// Experiments with one input and with many, with hidden units by the dozen, and with weights whose numbers differ in width.
fn experiments() -> Vec<Experiment> {
    let one_input = nn28::data::DataSet {
        features: vec!["height".to_owned()],
        x: (0..40).map(|n| vec![f64::from(n)]).collect(),
        class: (0..40).map(|n| usize::from(n > 20)).collect(),
        classes: vec!["small".to_owned(), "tall".to_owned()],
        ..bench("xor", 1).set().clone()
    };
    let iris = bench("iris", 3);
    let mut network = iris.network();
    network.w[0][0] = 9.9999;
    network.v[1][2] = -9.9999;
    network.v[0][0] = 1e-5;
    vec![
        Experiment::of(one_input, Settings::default()),
        with_weights(&iris, network),
        bench("xor", 12),
        bench("digits", 8),
        runs::iris_times(1e6),
    ]
}

#[test]
fn all_frames_of_an_animation_have_one_size() {
    for experiment in experiments() {
        for animation in Animation::ALL {
            let frames = animation.of_run(&experiment, Method::Backprop, 30, 4);
            let sizes = (0..frames.count).map(|index| {
                let svg = svg_in(&frames.frame(index), Theme::Dark, &style()).expect("drawn");
                let size = tree(&svg).size();
                (size.width(), size.height())
            });
            let sizes: Vec<_> = sizes.collect();
            let name = frames.file_name();
            assert!(
                sizes.iter().all(|size| *size == sizes[0]),
                "{name}: {sizes:?}"
            );
        }
    }
}

fn mark(figure: &Figure) -> &Mark {
    let Some(Picture::Curve(curve)) = figure.panels.last().map(|panel| &panel.picture) else {
        panic!("a curve")
    };
    &curve.marks[0]
}

#[test]
fn a_training_ends_at_the_error_that_its_last_step_has() {
    let mut experiment = bench("body", 2);
    let frames = Animation::Training.of_run(&experiment, Method::Backprop, 40, 10);
    let steps = (0..10).map(|index| mark(&frames.frame(index)).x);
    assert_eq!(steps.collect::<Vec<_>>()[..3], [0.0, 1.0, 2.0]);
    let first = frames.frame(0);
    assert_eq!(first.panels[0].title, "step 0");
    assert!((mark(&first).y - experiment.scores().0.error).abs() < 1e-12);
    let mut training = experiment.training(Method::Backprop);
    training.steps(experiment.train_matrices(), 40);
    experiment.set_parameters(training.parameters);
    let last = frames.frame(9);
    assert_eq!(last.panels[0].title, "step 40");
    assert!((mark(&last).y - experiment.scores().0.error).abs() < 1e-12);
}

#[test]
fn a_descent_moves_the_weight_against_its_slope() {
    let mut experiment = bench("body", 2);
    let frames = Animation::Descent.of_run(&experiment, Method::Backprop, 0, 6);
    let gradient = experiment.gradient().values;
    let steepest =
        gradient.iter().fold(
            0.0_f64,
            |one, other| {
                if other.abs() > one.abs() { *other } else { one }
            },
        );
    let [before, after] = [0, 1].map(|index| frames.frame(index));
    let moved = mark(&after).x - mark(&before).x;
    let rate = experiment.setup.learning_rate;
    assert!((moved + rate * steepest).abs() < 1e-3, "{moved}");
    let errors = (0..6).map(|index| mark(&frames.frame(index)).y);
    assert!(errors.is_sorted_by(|one, next| one > next));
}
