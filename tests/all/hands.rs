//! The reader's functions at work: hands in this process stand for his program.

use std::sync::Arc;

use nn28::data;
use nn28::equation::{self, Chapter, Number};
use nn28::exercise::hands::{Hands, Mine};
use nn28::exercise::judge::Mishap;
use nn28::exercise::value::{Answer, Argument};
use nn28::exercise::{Blank, blanks};
use nn28::model::backprop::{Gradient, gradient};
use nn28::model::{Network, Sample};
use nn28::scene::Scene;
use nn28::stage::{self, Action, Experiment, Settings, Stage};
use nn28::view::{self, Theme};
use nn28::web::html;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The numbers of the diagram that are not ours.
fn departures(scene: &Scene) -> usize {
    let nodes = scene.diagram.layers.iter().flat_map(|layer| &layer.nodes);
    let quantities = nodes.flat_map(|node| &node.quantities);
    quantities
        .filter(|quantity| quantity.ours.is_some())
        .count()
}

/// The screen of a stage at 120×40, as text.
fn drawn(stage: &dyn Stage) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    view::draw(&stage.scene(), Theme::Dark, buffer.area, &mut buffer);
    html::plain(&buffer)
}

/// Right functions, but for one with a mistake of the table. Here none of ours calls it.
#[derive(Debug)]
struct Fake {
    wrong: Option<(&'static str, &'static str)>,
    names: Vec<&'static str>,
}

impl Fake {
    fn right() -> Mine {
        Self::with(None)
    }

    fn wrong(name: &'static str, fault: &'static str) -> Mine {
        Self::with(Some((name, fault)))
    }

    fn with(wrong: Option<(&'static str, &'static str)>) -> Mine {
        let names = blanks().map(|blank| blank.name).collect();
        Mine::new(Arc::new(Self { wrong, names }))
    }
}

fn blank(name: &str) -> &'static Blank {
    blanks().find(|blank| blank.name == name).expect(name)
}

impl Hands for Fake {
    fn call(&self, name: &str, arguments: &[Argument]) -> Result<Answer, Mishap> {
        let blank = blank(name);
        let body = match self.wrong {
            Some((wrong, fault)) if wrong == name => {
                let fault = blank.faults.iter().find(|one| one.name == fault);
                fault.expect("a mistake of the table").body
            }
            _ => blank.right,
        };
        Ok(body.call(arguments))
    }

    fn mean_gradient(&self, network: &Network, samples: &[Sample]) -> Result<Answer, Mishap> {
        let mut mean = network.clone();
        mean.w.iter_mut().flatten().for_each(|w| *w = 0.0);
        mean.v.iter_mut().flatten().for_each(|v| *v = 0.0);
        let share = 1.0 / samples.len() as f64;
        for sample in samples {
            let Gradient { w, v } = match self.call(
                "gradient",
                &[
                    Argument::Network(network.clone()),
                    Argument::Sample(sample.clone()),
                ],
            ) {
                Ok(answer) => {
                    let [w, v] = answer.parts.try_into().expect("two matrices");
                    Gradient { w, v }
                }
                Err(_) => gradient(network, sample),
            };
            for (sums, slopes) in [(&mut mean.w, w), (&mut mean.v, v)] {
                for (sum, slope) in sums.iter_mut().flatten().zip(slopes.iter().flatten()) {
                    *sum += share * slope;
                }
            }
        }
        Ok(mean.into())
    }

    fn names(&self) -> Vec<&'static str> {
        self.names.clone()
    }

    fn all(&self) -> usize {
        blanks().count()
    }
}

fn clusters() -> Experiment {
    Experiment::of(data::clusters(1), Settings::default())
}

#[test]
fn a_card_checks_the_reader_s_value_and_a_right_one_is_that_of_the_book() {
    let mut seen = 0;
    for experiment in [Experiment::worked_example(), clusters()] {
        let experiment = experiment.in_hands(Fake::right());
        for entry in equation::all() {
            for weight in [0, 1, experiment.shape().w() + 1] {
                let case = experiment.case(entry, weight);
                if case.validate(entry).is_err() {
                    continue;
                }
                let Some(yours) = experiment.value_of_mine(entry, &case) else {
                    continue;
                };
                let values = (entry.values)(&case);
                let ours = values[values.len() - 1];
                let near = (yours - ours).abs() <= 1e-9 * ours.abs().max(1e-3);
                assert!(near, "({}) at {weight}: {yours} {ours}", entry.number);
                seen += 1;
            }
        }
    }
    assert!(seen > 120, "{seen}");
}

#[test]
fn training_by_right_functions_is_that_of_the_book() {
    for update in ["batch", "online"] {
        let settings = Settings {
            update: update.parse().expect("an update"),
            ..Settings::default()
        };
        let ours = Experiment::of(data::clusters(1), settings);
        let yours = ours.clone().in_hands(Fake::right());
        let train = |experiment: &Experiment| {
            let mut training = experiment.training(nn28::engine::Method::Backprop);
            assert_eq!(experiment.train_on(&mut training, 5), 5, "{update}");
            training.parameters.values
        };
        for (ours, yours) in train(&ours).iter().zip(train(&yours)) {
            assert!((ours - yours).abs() < 1e-9, "{update}: {ours} {yours}");
        }
    }
}

#[test]
fn a_number_that_is_not_ours_stops_the_training_and_is_named() {
    let wrong = [
        ("forward", "Your b", "(5)"),
        ("eq08_mean_cross_entropy", "Your E is", "(8)"),
        ("gradient", "Your ∂E/∂", "(2"),
        ("batch_step", "Your new v", "(27)"),
    ];
    for (name, begin, equation) in wrong {
        // Not every mistake shows with these numbers; one that does is enough, and its first sentence is looked at.
        let departures = blank(name).faults.iter().filter_map(|fault| {
            let experiment = clusters().in_hands(Fake::wrong(name, fault.name));
            let departure = experiment.departure()?;
            let mut training = experiment.training(nn28::engine::Method::Backprop);
            assert_eq!(
                experiment.train_on(&mut training, 3),
                0,
                "{name} {}",
                fault.name
            );
            assert_eq!(&training.parameters, experiment.parameters());
            Some(departure.sentence())
        });
        let sentences: Vec<String> = departures.collect();
        let fits = |said: &String| said.starts_with(begin) && said.contains(equation);
        assert!(sentences.iter().any(fits), "{name}: {sentences:#?}");
    }
}

#[test]
fn a_dashboard_names_whose_functions_are_at_work_and_m_exchanges_them() {
    for chapter in Chapter::ALL {
        let experiment = clusters().in_hands(Fake::wrong("forward", "no-input-bias"));
        let mut stage = stage::after(chapter, experiment, 0, &[], None);
        let all = blanks().count();
        let title = stage.scene().title;
        assert!(title.contains(&format!("mine {all} of {all}")), "{title}");
        assert!(stage.command().contains(" --mine"), "{}", stage.command());
        assert!(drawn(stage.as_ref()).contains(&title));
        let before = departures(&stage.scene());
        stage.act(Action::ExchangeHands);
        let scene = stage.scene();
        assert!(scene.title.contains("ours"), "{}", scene.title);
        assert!(
            scene
                .notice
                .as_ref()
                .expect("a notice")
                .contains("Ours are at work")
        );
        assert_eq!(departures(&scene), 0);
        stage.act(Action::ExchangeHands);
        assert_eq!(departures(&stage.scene()), before);
        assert_eq!(before > 0, chapter != Chapter::Neuron, "{before}");
    }
}

#[test]
fn without_functions_of_the_reader_the_key_says_how_to_get_them() {
    for chapter in Chapter::ALL {
        let mut stage = stage::of_chapter(chapter, None::<Number>, None);
        stage.act(Action::ExchangeHands);
        let notice = stage.scene().notice.expect("a notice");
        assert!(notice.contains("--mine"), "{notice}");
        assert!(!stage.scene().title.contains("mine"));
    }
}

#[test]
fn play_stops_before_the_first_step_of_a_wrong_function() {
    let mut stage = stage::after(
        Chapter::Backprop,
        clusters().in_hands(Fake::wrong("eq08_mean_cross_entropy", "sum")),
        0,
        &[],
        None,
    );
    stage.act(Action::Play);
    for _ in 0..10 {
        stage.act(Action::Tick);
        stage.act(Action::Slice);
    }
    let scene = stage.scene();
    let notice = scene.notice.expect("a notice");
    assert!(
        notice.starts_with("Stopped before step 1. Your E is"),
        "{notice}"
    );
    assert_eq!(scene.status.fields[0].value, "0");
    stage.act(Action::ExchangeHands);
    stage.act(Action::StepOn);
    assert_eq!(stage.scene().status.fields[0].value, "1", "ours go on");
}
