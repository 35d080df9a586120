//! A pinned run stays in the curves while the next ones are drawn over it.

use nn28::model::network::forward;
use nn28::scene::{Picture, Regions, Scene, Series};
use nn28::stage::keys::{self, Key};
use nn28::stage::{self, Action, Backprop, Network, Neuron, Stage};
use nn28::view::{self, Theme};
use nn28::web::html;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::stage::{bench, fact, look_at, notice, number, set, steps, stored};

fn pin(stage: &mut dyn Stage) {
    stage.act(keys::action(Key::Char('P')).expect("a key"));
}

/// The pinned series of the error and of the accuracy.
fn pinned(scene: &Scene) -> Option<[Series; 2]> {
    let Picture::Curve(above) = &scene.training.picture else {
        panic!("a curve");
    };
    let below = scene.training.below.as_ref().expect("the accuracy");
    let of = |series: &[Series]| {
        let mut all = series
            .iter()
            .filter(|series| series.label.starts_with("pinned"));
        all.next().cloned()
    };
    let last = of(&above.series)?.points.last()?.0;
    assert!(above.x.range.1 >= last && below.x.range == above.x.range);
    Some([of(&above.series)?, of(&below.series)?])
}

fn both() -> [Box<dyn Stage>; 2] {
    let bench = bench("clusters", 2);
    [
        Box::new(stage::NumericalGradient::new(bench.clone(), 0, &[])),
        Box::new(stage::Backprop::new(bench, 0, &[])),
    ]
}

/// Enough for some steps of each of the two.
const STEPS: usize = 200;

#[test]
fn a_pinned_run_survives_what_begins_the_next_one_and_p_takes_it_off() {
    for mut stage in both() {
        pin(stage.as_mut());
        assert!(notice(stage.as_ref()).contains("no run"));
        steps(stage.as_mut(), STEPS);
        pin(stage.as_mut());
        assert!(notice(stage.as_ref()).starts_with("Pinned at step "));
        let [error, accuracy] = pinned(&stage.scene()).expect("a pinned run");
        assert_eq!(error.label, "pinned");
        assert!(error.dashed && accuracy.dashed && error.points.len() > 2);
        stage.act(Action::Restart);
        assert_eq!(
            pinned(&stage.scene()).expect("it stays")[0].points,
            error.points
        );
        set(stage.as_mut(), "α", "2");
        steps(stage.as_mut(), STEPS / 2);
        let named = &pinned(&stage.scene()).expect("it stays")[0];
        assert_eq!(named.label, "pinned α 0.5");
        stage.act(Action::NewSeed);
        let named = &pinned(&stage.scene()).expect("it stays")[0];
        assert!(named.label.contains("seed 1"), "{}", named.label);
        stage.act(Action::Undo);
        assert!(pinned(&stage.scene()).is_some());
        pin(stage.as_mut());
        assert_eq!(pinned(&stage.scene()), None);
        assert!(notice(stage.as_ref()).contains("taken off"));
    }
}

#[test]
fn with_other_data_the_pinned_run_waits_until_its_own_are_back() {
    for mut stage in both() {
        steps(stage.as_mut(), STEPS);
        pin(stage.as_mut());
        let before = pinned(&stage.scene());
        assert!(before.is_some());
        set(stage.as_mut(), "data", "body");
        assert_eq!(pinned(&stage.scene()), None);
        assert!(notice(stage.as_ref()).contains("waits"));
        while pinned(&stage.scene()).is_none() {
            stage.act(Action::Undo);
        }
        assert_eq!(pinned(&stage.scene()), before);
        stage.act(Action::Redo);
        assert_eq!(pinned(&stage.scene()), None);
    }
}

fn regions(stage: &mut dyn Stage) -> Regions {
    look_at(stage, "regions");
    match stage.scene().picture {
        Picture::Regions(regions) => regions,
        other => panic!("regions, not {}", other.title()),
    }
}

#[test]
fn the_borders_of_a_pinned_run_stay_over_the_regions() {
    for mut stage in both() {
        let stage = stage.as_mut();
        steps(stage, STEPS);
        assert_eq!(regions(stage).ghost, None);
        pin(stage);
        let then = regions(stage);
        let classes: Vec<usize> = then.cells.iter().map(|cell| cell.0).collect();
        set(stage, "α", "2");
        stage.act(Action::Restart);
        steps(stage, STEPS / 2);
        let now = regions(stage);
        assert_ne!(now.cells, then.cells);
        let ghost = now.ghost.expect("the pinned run");
        assert_eq!(ghost.classes, classes);
        assert_eq!(ghost.label, "pinned");
        stage.act(Action::Undo);
        assert_eq!(regions(stage).ghost.expect("it stays").classes, classes);
        pin(stage);
        assert_eq!(regions(stage).ghost, None);
    }
}

#[test]
fn the_borders_of_a_pinned_run_are_where_its_network_has_them_on_another_scale() {
    for name in ["clusters", "iris"] {
        let mut stage = Backprop::new(bench(name, 2), 0, &[]);
        steps(&mut stage, STEPS);
        pin(&mut stage);
        let pinned = stage.experiment().expect("an experiment").clone();
        set(&mut stage, "scale", "none");
        let regions = regions(&mut stage);
        let ghost = regions.ghost.expect("the pinned run").classes;
        // Near to a sample the plane has the answer of the network to it; in two dimensions always.
        let scaler = pinned.scaler().expect("a scale");
        let here = stage.experiment().expect("an experiment");
        let answer = |x: &[f64]| {
            let scaled = (0..x.len()).map(|i| (x[i] - scaler.mean[i]) / scaler.deviation[i]);
            let with_bias: Vec<f64> = scaled.chain([1.0]).collect();
            let y = forward(&pinned.network(), &with_bias).y;
            (0..y.len()).max_by(|k, l| y[*k].total_cmp(&y[*l]))
        };
        let samples = here.train().x.iter().zip(&regions.marks);
        let right = samples.clone().filter(|(x, mark)| {
            let column = regions.x.fraction(mark.x) * regions.columns as f64;
            let row = regions.y.fraction(mark.y) * regions.rows as f64;
            let cell = row as usize * regions.columns + column as usize;
            answer(x) == Some(ghost[cell])
        });
        let share = right.count() as f64 / samples.count() as f64;
        assert!(share > 0.9, "{name}: {share}");
    }
}

#[test]
fn a_line_compares_the_pinned_run_with_the_present_one() {
    for mut stage in both() {
        let stage = stage.as_mut();
        steps(stage, STEPS);
        assert!(stage.scene().next.starts_with("Next: "));
        pin(stage);
        set(stage, "α", "2");
        stage.act(Action::Restart);
        assert!(stage.scene().next.starts_with("Next: "));
        steps(stage, STEPS);
        let line = stage.scene().next;
        assert!(line.starts_with("pinned α 0.5 E "), "{line}");
        assert!(line.contains(" % | now α 2 E "), "{line}");
        if stage.scene().title == "backpropagation" {
            assert!(line.ends_with("× fewer steps"), "{line}");
        }
        assert!(line.chars().count() < 79, "{line}");
        stage.act(Action::NewSeed);
        set(stage, "M", "4");
        steps(stage, STEPS);
        let line = stage.scene().next;
        assert!(line.starts_with("pinned seed 1 M 2 … E "), "{line}");
        pin(stage);
        assert!(stage.scene().next.starts_with("Next: "));
    }
}

#[test]
fn the_steps_of_the_comparison_are_those_to_the_same_error() {
    let [_, mut stage] = both();
    let stage = stage.as_mut();
    let error = |stage: &dyn Stage| number(&fact(&stage.scene(), "E"));
    steps(stage, 120);
    let low = error(stage);
    pin(stage);
    set(stage, "α", "2");
    stage.act(Action::Restart);
    let mut count = 0;
    while error(stage) > low {
        assert!(!stage.scene().next.contains("as low"));
        steps(stage, 1);
        count += 1;
    }
    steps(stage, 10);
    let times = format!("{:.1}", 120.0 / f64::from(count));
    let line = stage.scene().next;
    let times = times.trim_end_matches(".0");
    assert!(
        line.ends_with(&format!(", as low in {times}× fewer steps")),
        "{line}"
    );
}

#[test]
fn the_latest_steps_and_the_logarithm_show_the_pinned_run_for_the_same_steps_only() {
    for mut stage in both() {
        let stage = stage.as_mut();
        let nudges = 3 * stored(stage).len() + 1;
        let trains = stage.scene().title == "backpropagation";
        let step = if trains { 1 } else { nudges };
        steps(stage, 100 * step);
        pin(stage);
        set(stage, "α", "1");
        stage.act(Action::Restart);
        steps(stage, 60 * step);
        for _ in 0..4 {
            stage.act(Action::Logarithmic);
            let scene = stage.scene();
            let Picture::Curve(error) = &scene.training.picture else {
                panic!("a curve");
            };
            let (from, to) = error.x.range;
            let own = error.series.last().expect("the present run");
            let (first, last) = (own.points[0].0, own.points[own.points.len() - 1].0);
            let is_latest = first > 0.0;
            let ghost = &error.series[0];
            assert_eq!(ghost.label, "pinned α 0.5");
            let end = ghost.points[ghost.points.len() - 1].0;
            if is_latest {
                assert_eq!((from, to), (first, last));
            } else {
                assert_eq!((from, to), (0.0, last.max(end)));
            }
            for series in &error.series {
                assert!(
                    series
                        .points
                        .iter()
                        .all(|point| (from..=to).contains(&point.0))
                );
                assert!(
                    series
                        .points
                        .iter()
                        .all(|point| { (error.y.range.0..=error.y.range.1).contains(&point.1) })
                );
            }
            assert_eq!(scene.training.below.expect("the accuracy").x, error.x);
        }
    }
}

#[test]
fn the_name_of_a_pinned_run_stands_at_its_end() {
    let [_, mut stage] = both();
    steps(stage.as_mut(), STEPS);
    pin(stage.as_mut());
    set(stage.as_mut(), "α", "2");
    stage.act(Action::Restart);
    for (columns, rows) in [(100, 30), (140, 40)] {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        view::draw(&stage.scene(), Theme::Plain, buffer.area, &mut buffer);
        assert!(html::plain(&buffer).contains("pinned α 0.5"), "{columns}");
    }
}

#[test]
fn the_borders_are_drawn_and_named_in_every_theme() {
    let [_, mut stage] = both();
    let stage = stage.as_mut();
    steps(stage, STEPS);
    pin(stage);
    set(stage, "α", "2");
    stage.act(Action::Restart);
    regions(stage);
    let scene = stage.scene();
    let mut bare = scene.clone();
    if let Picture::Regions(regions) = &mut bare.picture {
        regions.ghost = None;
    }
    for (theme, sign) in [(Theme::Dark, '⠒'), (Theme::Light, '⠒'), (Theme::Plain, '·')] {
        for (columns, rows) in [(80, 24), (140, 40)] {
            let draw = |scene: &Scene| {
                let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
                view::draw(scene, theme, buffer.area, &mut buffer);
                html::plain(&buffer)
            };
            let (with, without) = (draw(&scene), draw(&bare));
            assert!(with.contains(&format!("{sign} pinned")), "{with}");
            let cells = with.chars().zip(without.chars());
            assert!(cells.filter(|(one, two)| one != two).count() > 30, "{with}");
        }
    }
}

#[test]
fn where_nothing_is_trained_there_is_nothing_to_pin() {
    let network: Box<dyn Stage> = Box::new(Network::new(bench("clusters", 2), 0));
    for mut stage in [network, Box::new(Neuron::of_source())] {
        pin(stage.as_mut());
        assert!(notice(stage.as_ref()).contains("backprop"));
        stage.act(Action::Help);
        let help = stage.scene().overlay.expect("the help");
        assert!(help.lines.iter().all(|(key, _)| key != "P"));
    }
}
