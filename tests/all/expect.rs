//! Expect: an answer first, then the step.

use nn28::data;
use nn28::exercise::{self, value::Argument};
use nn28::model::network::eq05_unit_sum;
use nn28::scene::{Scene, Target};
use nn28::stage::keys::{self, Key};
use nn28::stage::{self, Action, Direction, Experiment, Neuron, Settings, Stage};
use nn28::view::{self, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::stage::{bench, faults, look_at, notice, number, stored, three};

fn press(stage: &mut dyn Stage, key: Key) {
    if let Some(action) = keys::action_while(stage.is_typing(), key) {
        stage.act(action);
    }
}

fn asks(stage: &mut dyn Stage) -> Scene {
    press(stage, Key::Char('e'));
    stage.scene()
}

fn is_question(scene: &Scene) -> bool {
    scene.guide.as_ref().is_some_and(|guide| guide.key == "?")
}

/// Everything that a question could be about, on all data.
fn all() -> Vec<(String, Box<dyn Stage>)> {
    let neuron: Box<dyn Stage> = Box::new(Neuron::of_source());
    let mut all = vec![("neuron".to_owned(), neuron)];
    for data in ["clusters", "iris", "xor", "digits"] {
        let stages = three(&bench(data, 3)).into_iter();
        all.extend(stages.map(|(chapter, stage)| (format!("{chapter:?} on {data}"), stage)));
    }
    all
}

/// Answers with the first choice, or with 0.
fn answer(stage: &mut dyn Stage) {
    if stage.is_typing() {
        press(stage, Key::Char('0'));
        press(stage, Key::Enter);
    } else {
        press(stage, Key::Char('1'));
    }
}

#[test]
fn nothing_of_the_answer_shows_before_it_is_given() {
    for (title, mut stage) in all() {
        for _ in 0..12 {
            let scene = asks(stage.as_mut());
            if !is_question(&scene) {
                assert!(
                    notice(stage.as_ref()).contains("n "),
                    "{title}: {:?}",
                    scene.notice
                );
                stage.act(Action::StepOn);
                continue;
            }
            if stage.experiment().is_some() {
                let lines = &scene.equation.lines;
                assert!(lines.iter().all(|line| line.value == "?"), "{title}");
                assert_eq!(scene.equation.check, "?");
                assert!(!scene.diagram.is_backward, "{title}");
                assert_eq!(faults(&scene), [""; 0], "{title}");
            }
            let before = stage.experiment().map(|_| stored(stage.as_ref()));
            for key in [Key::Char('n'), Key::Tab, Key::Char('z'), Key::Char('9')] {
                press(stage.as_mut(), key);
            }
            press(stage.as_mut(), Key::Backspace);
            assert_eq!(stage.experiment().map(|_| stored(stage.as_ref())), before);
            assert!(
                is_question(&stage.scene()),
                "{title}: no key leads round it"
            );
            for _ in 0..3 {
                press(stage.as_mut(), Key::Backspace);
            }
            answer(stage.as_mut());
            let scene = stage.scene();
            assert!(!is_question(&scene), "{title}");
            let told = notice(stage.as_ref());
            let is_told = told.starts_with("Right, ") || told.starts_with("You said ");
            assert!(is_told && told.ends_with('.'), "{title}: {told}");
            assert!(
                scene.next.ends_with('.') && scene.guide.is_some(),
                "{title}: {scene:?}"
            );
            assert!(stage.state().to_string().len() > 10);
        }
    }
}

#[test]
fn an_escape_gives_a_question_up_and_asks_nothing_of_leaving() {
    for (title, mut stage) in all() {
        if is_question(&asks(stage.as_mut())) {
            assert_eq!(stage.act(Action::Close), None, "{title}");
            assert!(notice(stage.as_ref()).contains("given up"), "{title}");
            assert!(!is_question(&stage.scene()), "{title}");
        }
    }
}

#[test]
fn a_step_that_was_asked_about_can_be_taken_back() {
    let seen = |stage: &dyn Stage| {
        let scene = stage.scene();
        (
            scene.diagram,
            scene.training.progress,
            stage.state().to_string(),
        )
    };
    for (title, mut stage) in all() {
        let stage = stage.as_mut();
        if !is_question(&asks(stage)) {
            continue;
        }
        answer(stage);
        let shown = seen(stage);
        stage.act(Action::Undo);
        assert_ne!(seen(stage), shown, "{title}");
        stage.act(Action::Redo);
        assert_eq!(seen(stage), shown, "{title}");
    }
}

#[test]
fn a_neuron_asks_for_both_sides_and_puts_the_point_there_after_the_answer() {
    let mut neuron = Neuron::of_source();
    let (mut above, mut right, mut sides) = (0, 0, 0);
    for _ in 0..40 {
        let before = neuron.inputs().to_vec();
        let scene = asks(&mut neuron);
        assert!(is_question(&scene));
        if !scene.notice.is_some_and(|asks| asks.contains("On which")) {
            answer(&mut neuron);
            assert_ne!(neuron.inputs(), before);
            continue;
        }
        sides += 1;
        assert_eq!(neuron.inputs(), before);
        neuron.act(Action::Move(Direction::Up));
        assert_ne!(neuron.inputs(), before);
        assert!((neuron.output() - 0.5).abs() >= 0.1);
        above += usize::from(neuron.sum() > 0.0);
        let is_right = notice(&neuron).starts_with("Right");
        assert_eq!(is_right, neuron.sum() > 0.0);
        right += usize::from(is_right);
    }
    assert!(sides >= 20, "{sides} of 40");
    assert!(
        (sides / 4..=3 * sides / 4).contains(&above),
        "{above} of {sides} above the line"
    );
    while !asks(&mut neuron)
        .notice
        .is_some_and(|asks| asks.contains("On which"))
    {
        answer(&mut neuron);
    }
    answer(&mut neuron);
    let rights = [right, right + 1].map(|right| format!("{right} of {}", sides + 1));
    let told = notice(&neuron);
    assert!(rights.iter().any(|tally| told.contains(tally)), "{told}");
}

#[test]
fn a_network_takes_a_number_within_the_tolerance_that_it_says() {
    let (_, mut network) = three(&bench("clusters", 2)).remove(0);
    let scene = asks(network.as_mut());
    assert!(scene.next.contains("within 0.1"), "{}", scene.next);
    let sum = |scene: &Scene| scene.diagram.layers[1].nodes[0].quantities[0].value;
    assert_eq!(sum(&scene), None, "the sum is not known yet");
    press(network.as_mut(), Key::Char('x'));
    press(network.as_mut(), Key::Enter);
    assert!(network.scene().next.contains("expected a number"));
    press(network.as_mut(), Key::Backspace);
    let experiment = network.experiment().expect("an experiment");
    let (w, x) = (&experiment.network().w[0], &experiment.sample().x);
    let b: f64 = w.iter().zip(x).map(|(w, x)| w * x).sum();
    for letter in format!("{:.2}", b + 0.05).chars() {
        press(network.as_mut(), Key::Char(letter));
    }
    press(network.as_mut(), Key::Enter);
    assert!(notice(network.as_ref()).starts_with("Right, 1 of 1"));
    assert_eq!(sum(&network.scene()), Some(b));
}

#[test]
fn a_numerical_gradient_asks_for_the_sign_and_hides_the_curve() {
    let (_, mut stage) = three(&bench("clusters", 2)).remove(1);
    let mut signs = 0;
    for _ in 0..8 {
        let scene = asks(stage.as_mut());
        assert!(scene.picture == stage.scene().picture && is_question(&scene));
        let asks_for_sign = scene
            .notice
            .as_ref()
            .is_some_and(|asks| asks.contains("what does E do"));
        let curve = super::stage::curve(&scene);
        assert!(curve.series.iter().all(|series| series.points.is_empty()));
        answer(stage.as_mut());
        if !asks_for_sign {
            continue;
        }
        signs += 1;
        let told = notice(stage.as_ref());
        let rises = told.contains("E rises");
        assert_eq!(told.starts_with("Right"), rises, "{told}");
        assert_eq!(told.contains('−'), !rises, "{told}");
    }
    assert!(signs >= 4, "{signs} of 8");
}

#[test]
fn backpropagation_asks_in_six_ways_and_each_is_true() {
    let (_, mut stage) = three(&bench("clusters", 3)).remove(2);
    let mut asked = std::collections::BTreeSet::new();
    for _ in 0..15 {
        let scene = asks(stage.as_mut());
        if !is_question(&scene) {
            stage.act(Action::StepOn);
            continue;
        }
        let question = scene.notice.clone().unwrap_or_default();
        let weights = stored(stage.as_ref());
        let focused = scene
            .diagram
            .links
            .iter()
            .position(|link| link.weight.focused);
        press(stage.as_mut(), Key::Char('1'));
        let told = notice(stage.as_ref());
        if question.starts_with("Which way") {
            let weight = focused.expect("a chosen weight");
            let went_up = stored(stage.as_ref())[weight] > weights[weight];
            assert_eq!(told.starts_with("Right"), went_up, "{told}");
        }
        asked.insert(question.split(' ').take(2).collect::<Vec<_>>().join(" "));
    }
    assert!(asked.len() >= 4, "{asked:?}");
}

#[test]
fn slopes_on_the_screen_are_not_asked_for() {
    let (_, mut stage) = three(&bench("clusters", 3)).remove(2);
    look_at(stage.as_mut(), "check");
    for _ in 0..8 {
        let scene = asks(stage.as_mut());
        let question = scene.notice.clone().unwrap_or_default();
        assert!(!question.starts_with("Which"), "{question}");
        answer(stage.as_mut());
    }
}

#[test]
fn a_step_that_cannot_be_made_is_not_asked_about() {
    let settings = Settings {
        learning_rate: 0.0,
        ..Settings::default()
    };
    let experiment = Experiment::of(data::clusters(1), settings);
    let mut stage = stage::Backprop::new(experiment, 0, &[]);
    assert!(!is_question(&asks(&mut stage)));
    assert!(notice(&stage).contains("clear enough"));
}

#[test]
fn a_click_on_an_answer_gives_it() {
    let area = Rect::new(0, 0, 80, 24);
    for answer in [0, 1] {
        let mut neuron = Neuron::of_source();
        let scene = asks(&mut neuron);
        let mut buffer = Buffer::empty(area);
        let hits = view::draw(&scene, Theme::Dark, area, &mut buffer);
        let mut cells = area.positions();
        let at = cells.find(|at| hits.at(at.x, at.y) == Some(Target::Answer(answer)));
        let at = at.expect("a place to click");
        let number = (answer + 1).to_string();
        assert_eq!(
            buffer.cell(at).map(ratatui::buffer::Cell::symbol),
            Some(&number[..])
        );
        neuron.act(Action::Click(Target::Answer(answer)));
        assert!(!is_question(&neuron.scene()));
    }
}

#[test]
fn a_wrong_number_that_is_a_common_mistake_is_told_what_it_means() {
    let clusters = bench("clusters", 3);
    let mut stage = stage::of_chapter(nn28::equation::Chapter::Network, None, Some(&clusters));
    asks(stage.as_mut());
    // After the last step the question is about the next sample.
    let experiment = stage.experiment().expect("data");
    let (network, sample) = (experiment.network(), experiment.sample().clone());
    let numbers = |numbers: &[f64]| Argument::Numbers(numbers.to_vec());
    let arguments = [numbers(&network.w[0]), numbers(&sample.x)];
    let right = eq05_unit_sum(&network.w[0], &sample.x);
    let wrong = exercise::mistakes("eq05_unit_sum", &arguments)
        .map(|(answer, fault)| (answer.numbers()[0], fault.symptom))
        .find(|(number, _)| (number - right).abs() > 0.2);
    let (number, symptom) = wrong.expect("a mistake that shows here");
    for letter in format!("{number:.4}").chars() {
        press(stage.as_mut(), Key::Char(letter));
    }
    press(stage.as_mut(), Key::Enter);
    let said = notice(stage.as_ref());
    assert!(
        said.contains("You said") && said.contains("Yours: ") && said.contains(symptom),
        "{said}"
    );
}

/// The answers to a question about a number, without their numbers.
fn numbers_to_choose(scene: &Scene) -> Vec<String> {
    let answers = scene.guide.iter().flat_map(|guide| &guide.answers);
    let bare = answers.filter_map(|answer| Some(answer.split_once(' ')?.1.to_owned()));
    bare.collect()
}

/// Asks until a question of the kind comes, and answers the others.
fn asks_until(stage: &mut dyn Stage, kind: &str) -> Scene {
    for _ in 0..40 {
        let scene = asks(stage);
        if !is_question(&scene) {
            stage.act(Action::StepOn);
        } else if scene
            .notice
            .as_ref()
            .is_some_and(|asks| asks.contains(kind))
        {
            return scene;
        } else {
            answer(stage);
        }
    }
    panic!("no question with {kind:?}");
}

#[test]
fn numbers_to_choose_from_are_those_of_mistakes_and_each_wrong_one_is_told_its_own() {
    let stages = three(&bench("clusters", 2));
    let [_, gradient, backprop] = stages.try_into().ok().expect("three stages");
    let neuron: Box<dyn Stage> = Box::new(Neuron::of_source());
    let asked = [
        ("what is y", "eq04_sigmoid", neuron),
        (
            "what is the quotient",
            "eq10_slope_along_weight",
            gradient.1,
        ),
        ("after the step", "updated_weight", backprop.1),
    ];
    for (kind, function, mut first) in asked {
        let scene = asks_until(first.as_mut(), kind);
        let of = numbers_to_choose(&scene);
        assert!((3..=4).contains(&of.len()), "{kind}: {of:?}");
        let mut sorted = of.clone();
        sorted.sort_by(|one, other| number(one).total_cmp(&number(other)));
        assert_eq!(of, sorted, "{kind}: in an order that tells nothing");
        let symptoms: Vec<&str> = exercise::blanks()
            .filter(|blank| blank.name == function)
            .flat_map(|blank| blank.faults)
            .map(|fault| fault.symptom)
            .collect();
        press(first.as_mut(), Key::Char('1'));
        let (mut told, mut right) = (vec![notice(first.as_ref())], 0);
        for _ in 0..12 {
            let scene = asks_until(first.as_mut(), kind);
            let count = numbers_to_choose(&scene).len();
            let key = u8::try_from(told.len() % count).expect("few") + b'1';
            press(first.as_mut(), Key::Char(char::from(key)));
            told.push(notice(first.as_ref()));
        }
        for told in &told {
            if told.starts_with("Right") {
                right += 1;
                continue;
            }
            let meaning = told
                .split_once("Yours: ")
                .unwrap_or_else(|| panic!("{told}"))
                .1;
            assert!(symptoms.contains(&meaning), "{kind}: {told}");
        }
        assert!(right < told.len(), "{kind}: {told:?}");
    }
}

#[test]
fn the_right_number_is_among_those_to_choose_from_and_no_other_is_taken() {
    let mut neuron = Neuron::of_source();
    for turn in 0..12 {
        let scene = asks_until(&mut neuron, "what is y");
        let of = numbers_to_choose(&scene);
        let chosen = turn % of.len();
        press(
            &mut neuron,
            Key::Char(char::from(b'1' + u8::try_from(chosen).expect("few"))),
        );
        let y = neuron.output();
        let is_y = |of: &String| (number(of) - y).abs() < 1e-4;
        let is_right = is_y(&of[chosen]);
        assert!(of.iter().any(is_y), "{of:?} {y}");
        assert_eq!(notice(&neuron).starts_with("Right"), is_right, "{of:?} {y}");
    }
}
