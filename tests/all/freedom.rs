//! The keys: arrows that mean the same everywhere, overlays that let nothing through, acts that can be taken back, numbers that are typed.

use nn28::data;
use nn28::equation::{Chapter, Number};
use nn28::scene::{Pane, Scene, Target};
use nn28::stage::keys::{self, Key};
use nn28::stage::{self, Action, Backprop, Contents, Experiment, Neuron, Request, Settings, Stage};
use nn28::view::{self, Theme};
use nn28::web::html;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::stage::{bench, random_action, three};

fn press(stage: &mut dyn Stage, keys: &str) -> Option<Request> {
    let mut request = None;
    for word in keys.split(' ') {
        let key = match word {
            "Up" => Key::Up,
            "Down" => Key::Down,
            "Left" => Key::Left,
            "Right" => Key::Right,
            "Home" => Key::Home,
            "End" => Key::End,
            "PgDn" => Key::PageDown,
            "Enter" => Key::Enter,
            "Esc" => Key::Escape,
            "Back" => Key::Backspace,
            "Space" => Key::Char(' '),
            "Tab" => Key::Tab,
            "Ctrl-R" => Key::Control('r'),
            letter => Key::Char(letter.chars().next().expect("a letter")),
        };
        let action = keys::action_while(stage.is_typing(), key);
        request = stage.act(action.expect("a key that does something"));
    }
    request
}

fn backprop() -> Backprop {
    Backprop::new(bench("clusters", 2), 0, &[])
}

fn focus(stage: &mut dyn Stage, pane: Pane) {
    stage.act(Action::Focus(pane));
}

fn knob(stage: &dyn Stage, name: &str) -> String {
    let knobs = stage.scene().training.knobs;
    let knob = knobs.into_iter().find(|knob| knob.name == name);
    knob.expect("a setting of that name").value
}

fn weights(stage: &dyn Stage) -> Vec<f64> {
    let experiment = stage.experiment().expect("an experiment");
    experiment.parameters().values.clone()
}

fn notice(stage: &dyn Stage) -> String {
    stage.scene().notice.unwrap_or_default()
}

#[test]
fn arrows_up_and_down_choose_and_those_to_the_sides_change_in_every_pane() {
    for (_, mut stage) in three(&bench("clusters", 2)) {
        let stage = stage.as_mut();
        for pane in [Pane::Network, Pane::Picture] {
            focus(stage, pane);
            let before = (stage.state().to_string(), weights(stage));
            press(stage, "Down");
            assert_eq!(weights(stage), before.1);
            assert_ne!(stage.state().to_string(), before.0);
            press(stage, "Right");
            assert_ne!(weights(stage), before.1, "{pane}");
            press(stage, "Left -");
            press(stage, "+");
            let is_close = |(one, two): (&f64, &f64)| (one - two).abs() < 1e-6;
            assert!(weights(stage).iter().zip(&before.1).all(is_close));
        }
        focus(stage, Pane::Equation);
        let first = stage.scene().equation.number;
        press(stage, "Down");
        assert_ne!(stage.scene().equation.number, first);
        press(stage, "Home Right");
        assert_eq!(stage.scene().equation.number, first);
        assert_eq!(stage.scene().equation.line, Some(0));
        focus(stage, Pane::Training);
        press(stage, "End");
        assert!(
            stage
                .scene()
                .training
                .knobs
                .last()
                .is_some_and(|knob| knob.focused)
        );
        press(stage, "Down");
        assert!(stage.scene().training.knobs[0].focused);
        let before = stage.scene().training.knobs;
        press(stage, "Right");
        assert_ne!(stage.scene().training.knobs, before);
    }
}

#[test]
fn comma_and_point_go_through_the_samples_whatever_has_the_focus() {
    for (_, mut stage) in three(&bench("iris", 2)) {
        for pane in Pane::ALL {
            focus(stage.as_mut(), pane);
            let sample = |stage: &dyn Stage| stage.experiment().expect("data").sample_number();
            let before = sample(stage.as_ref());
            press(stage.as_mut(), ".");
            assert_eq!(sample(stage.as_ref()), before + 1, "{pane}");
            press(stage.as_mut(), ",");
            assert_eq!(sample(stage.as_ref()), before, "{pane}");
        }
    }
}

#[test]
fn nothing_acts_behind_what_is_laid_over_the_screen() {
    let every_key = (' '..='~').filter_map(|letter| keys::action(Key::Char(letter)));
    let others = [Key::Tab, Key::Enter, Key::Backspace, Key::PageDown, Key::Up];
    let all: Vec<Action> = every_key
        .chain(others.into_iter().filter_map(keys::action))
        .chain([Action::Tick, Action::Slice])
        .collect();
    for (chapter, mut stage) in three(&bench("clusters", 2)) {
        for opening in ["?", "y", "D"] {
            for action in &all {
                press(stage.as_mut(), opening);
                let before = stage.state().to_string();
                assert_eq!(stage.act(action.clone()), None, "{chapter:?} {action:?}");
                assert_eq!(stage.state().to_string(), before, "{chapter:?} {action:?}");
                if stage.scene().overlay.is_some() {
                    assert!(!stage.playing() && !stage.busy());
                    assert_eq!(press(stage.as_mut(), "Esc"), None);
                }
                assert_eq!(stage.scene().overlay, None);
            }
        }
    }
}

#[test]
fn the_keys_of_the_pane_with_the_focus_come_first_in_the_help_and_it_scrolls() {
    let mut stage = backprop();
    focus(&mut stage, Pane::Training);
    press(&mut stage, "?");
    let page = stage.scene().overlay.expect("the help");
    assert!(page.lines[0].0 == "training", "{:?}", page.lines[0]);
    assert_eq!(page.lines[1], ("↑↓".to_owned(), "setting".to_owned()));
    press(&mut stage, "Down PgDn");
    assert_eq!(stage.scene().overlay.expect("the help").first, 11);
    press(&mut stage, "End");
    let page = stage.scene().overlay.expect("the help");
    assert_eq!(page.first, page.lines.len() - 1);
    press(&mut stage, "q");
    assert_eq!(stage.scene().overlay, None);
}

#[test]
fn a_preset_sets_all_that_it_names_and_the_list_marks_it() {
    let mut stage = Backprop::new(bench("iris", 5), 0, &[]);
    press(&mut stage, "p Down Enter");
    let setup = &stage.experiment().expect("data").setup;
    assert_eq!((setup.data.as_str(), setup.hidden), ("body", 2));
    assert_eq!(
        (setup.shuffle, setup.scale.to_string()),
        (false, "standard".to_owned())
    );
    let facts = stage.scene().facts;
    assert!(facts.contains(&("preset".to_owned(), "the same, scaled".to_owned())));
    press(&mut stage, "p");
    let page = stage.scene().overlay.expect("the list");
    let marked: Vec<bool> = page
        .lines
        .iter()
        .map(|(name, _)| name.starts_with('●'))
        .collect();
    assert_eq!(marked, [false, true, false, false, false]);
    assert_eq!(page.selected, Some(1));
    press(&mut stage, "Esc");

    let mut neuron = Neuron::of_source();
    press(&mut neuron, "2");
    assert!(notice(&neuron).contains('p'));
    assert_eq!(neuron.weights(), [-2.0, 1.0, 2.0]);
    press(&mut neuron, "p 2");
    assert_eq!(neuron.weights(), [10.0, 10.0, -15.0]);
    assert!(
        neuron
            .scene()
            .facts
            .contains(&("weights".to_owned(), "AND".to_owned()))
    );
}

#[test]
fn a_number_is_typed_and_a_wrong_one_says_why() {
    let mut stage = backprop();
    focus(&mut stage, Pane::Network);
    let before = weights(&stage);
    press(&mut stage, "Enter - 1 x");
    assert!(notice(&stage).contains("-1x"), "{}", notice(&stage));
    press(&mut stage, "Enter");
    assert!(notice(&stage).contains("expected a number"));
    assert_eq!(weights(&stage), before);
    press(&mut stage, "Back , 2 5 Enter");
    assert!(weights(&stage).contains(&-1.25));
    let now = weights(&stage);
    press(&mut stage, "Enter 7 Esc");
    assert!(!stage.is_typing() && weights(&stage) == now);

    focus(&mut stage, Pane::Training);
    press(&mut stage, "Home Down Enter 0 . 1 7 Enter");
    assert_eq!(knob(&stage, "α"), "0.17");
    let names = stage.scene().training.knobs;
    let hidden = names.iter().position(|knob| knob.name == "M").expect("M");
    press(&mut stage, "Home");
    (0..hidden).for_each(|_| drop(press(&mut stage, "Down")));
    press(&mut stage, "Enter 0 Enter");
    assert!(notice(&stage).contains("expected a number from 1"));
    press(&mut stage, "Back 7 Enter");
    assert_eq!(knob(&stage, "M"), "7");
}

/// All that undo must bring back.
fn essence(stage: &dyn Stage) -> (String, Vec<f64>, String) {
    let experiment = stage.experiment().expect("an experiment");
    let setup = format!("{:?}", experiment.setup);
    let weights = experiment.parameters().values.clone();
    (setup, weights, stage.scene().status.fields[0].value.clone())
}

/// True if something takes the keys in place of the panes.
fn is_covered(stage: &dyn Stage) -> bool {
    let scene = stage.scene();
    let is_asking = scene.guide.is_some_and(|guide| guide.key == "?");
    scene.overlay.is_some() || stage.is_typing() || is_asking
}

/// Closes whatever lies over the screen, and gives a question up.
fn uncover(stage: &mut dyn Stage) {
    while is_covered(stage) {
        stage.act(Action::Close);
    }
}

/// Types a number, and leaves it if it is none that is expected.
fn type_in(stage: &mut dyn Stage, number: &str) {
    number
        .chars()
        .for_each(|letter| drop(stage.act(Action::Type(letter))));
    stage.act(Action::Enter);
    if stage.is_typing() {
        stage.act(Action::Close);
    }
}

/// Any act of a reader: an action, a number that is typed, a preset, other data, or a question with its answer.
fn random_act(stage: &mut dyn Stage, random: &mut ChaCha8Rng) {
    const NUMBERS: [&str; 7] = ["0.3", "-1", "2", "1e-3", "7", "x", ""];
    let number = NUMBERS[random.random_range(0..NUMBERS.len())];
    match random.random_range(0..60) {
        0 => {
            uncover(stage);
            stage.act(Action::Expect);
            if stage.is_typing() {
                return type_in(stage, number);
            }
            stage.act(Action::Digit(random.random_range(0..5)));
        }
        1 | 2 => {
            uncover(stage);
            stage.act(Action::Click(Target::Knob(random.random_range(0..14))));
            stage.act(Action::Enter);
            type_in(stage, number);
        }
        3 => {
            uncover(stage);
            stage.act(Action::Presets);
            stage.act(Action::Digit(random.random_range(1..7)));
        }
        _ => drop(stage.act(random_action(random))),
    }
}

#[test]
fn acts_of_all_kinds_are_taken_back_to_the_first_state_bit_for_bit_and_made_again() {
    for (chapter, mut stage) in three(&bench("clusters", 2)) {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let first = essence(stage.as_ref());
        for _ in 0..1000 {
            random_act(stage.as_mut(), &mut random);
        }
        uncover(stage.as_mut());
        let last = essence(stage.as_ref());
        let mut states = Vec::new();
        loop {
            states.push(essence(stage.as_ref()));
            stage.act(Action::Undo);
            if notice(stage.as_ref()).contains("nothing to take back") {
                break;
            }
        }
        assert!(states.len() > 50, "{chapter:?}: {}", states.len());
        assert_eq!(states.pop().as_ref(), Some(&first), "{chapter:?}");
        while let Some(state) = states.pop() {
            stage.act(Action::Redo);
            assert_eq!(essence(stage.as_ref()), state, "{chapter:?}");
        }
        assert_eq!(essence(stage.as_ref()), last);
        stage.act(Action::Redo);
        assert!(notice(stage.as_ref()).contains("nothing to make again"));
    }
}

#[test]
fn a_neuron_takes_a_thousand_acts_back_and_makes_them_again() {
    let numbers = |stage: &Neuron| {
        let scene = stage.scene();
        (
            stage.weights().to_vec(),
            stage.inputs().to_vec(),
            scene.facts,
        )
    };
    let mut stage = Neuron::of_source();
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let first = numbers(&stage);
    for _ in 0..1000 {
        random_act(&mut stage, &mut random);
    }
    uncover(&mut stage);
    let mut states = Vec::new();
    while !notice(&stage).contains("nothing to take back") {
        states.push(numbers(&stage));
        stage.act(Action::Undo);
    }
    assert!(states.len() > 50, "{}", states.len());
    assert_eq!(states.pop(), Some(first));
    while let Some(state) = states.pop() {
        stage.act(Action::Redo);
        assert_eq!(numbers(&stage), state);
    }
}

#[test]
fn a_question_and_its_answer_are_one_act_and_one_that_is_given_up_leaves_nothing_hidden() {
    for (chapter, mut stage) in three(&bench("iris", 2)) {
        let stage = stage.as_mut();
        // The numerical gradient has run its network with a nudged weight.
        press(stage, "n n");
        let before = without_message(stage);
        press(stage, "e");
        type_in(stage, "0.5");
        stage.act(Action::Digit(1));
        assert!(!is_covered(stage));
        assert_ne!(without_message(stage), before, "{chapter:?}");
        press(stage, "u");
        assert_eq!(without_message(stage), before, "{chapter:?}");
        press(stage, "e Esc");
        let given_up = without_message(stage);
        press(stage, "z z");
        assert_eq!(without_message(stage), given_up, "{chapter:?}");
    }
}

#[test]
fn from_space_to_space_is_one_act_and_a_restart_can_be_taken_back() {
    let mut stage = backprop();
    let first = weights(&stage);
    press(&mut stage, "Space");
    (0..60).for_each(|_| drop(stage.act(Action::Tick)));
    press(&mut stage, "Space");
    let trained = weights(&stage);
    assert_ne!(trained, first);
    press(&mut stage, "r");
    assert_eq!(weights(&stage), first);
    press(&mut stage, "u");
    assert_eq!(weights(&stage), trained);
    let steps = stage.scene().status.fields[0].value.clone();
    assert_eq!(steps, "60");
    assert!(stage.scene().training.picture.title().contains("training") || steps == "60");
    press(&mut stage, "b");
    assert_eq!(stage.scene().status.fields[0].value, "59");
    press(&mut stage, "u u");
    assert_eq!(weights(&stage), first);
    press(&mut stage, "Ctrl-R");
    assert_eq!(weights(&stage), trained);
    press(&mut stage, "U U");
    assert!(notice(&stage).contains("nothing to make again"));
}

#[test]
fn undo_keeps_the_focus_the_picture_and_the_equation() {
    let mut stage = backprop();
    focus(&mut stage, Pane::Training);
    press(&mut stage, "Home Down Right");
    press(&mut stage, "v ]");
    let looks = |stage: &dyn Stage| {
        let scene = stage.scene();
        (scene.focus, scene.views.1, scene.equation.number)
    };
    let before = looks(&stage);
    press(&mut stage, "u");
    assert_eq!(looks(&stage), before);
    assert_eq!(knob(&stage, "α"), "0.5");
}

#[test]
fn a_neuron_takes_back_its_acts_as_well() {
    let mut neuron = Neuron::of_source();
    press(&mut neuron, "p 3 R r");
    press(&mut neuron, "m");
    focus(&mut neuron, Pane::Network);
    press(&mut neuron, "+ Enter 4 Enter");
    press(&mut neuron, "u u u u u u");
    assert_eq!(neuron.weights(), [-2.0, 1.0, 2.0]);
    press(&mut neuron, "U");
    assert_eq!(neuron.weights(), [10.0, 10.0, -5.0]);
}

#[test]
fn the_memory_of_acts_is_bounded() {
    let mut stage = backprop();
    for _ in 0..2500 {
        stage.act(Action::StepOn);
    }
    let mut count = 0;
    while !notice(&stage).contains("nothing to take back") {
        stage.act(Action::Undo);
        count += 1;
    }
    assert!((100..=1001).contains(&count), "{count}");
}

#[test]
fn the_pace_is_written_out_and_ends_say_so_in_every_dashboard() {
    let mut neuron = Neuron::of_source();
    press(&mut neuron, ">");
    assert!(notice(&neuron).contains("100 steps/s"));
    press(&mut neuron, "Space");
    let x = neuron.inputs().to_vec();
    neuron.act(Action::Tick);
    assert_ne!(neuron.inputs(), x);
    for (_, mut stage) in three(&bench("clusters", 2)) {
        for _ in 0..7 {
            press(stage.as_mut(), "<");
        }
        assert_eq!(knob(stage.as_ref(), "speed"), "1 step/s");
        assert!(notice(stage.as_ref()).contains("slowest"));
        for _ in 0..7 {
            press(stage.as_mut(), ">");
        }
        assert_eq!(knob(stage.as_ref(), "speed"), "fastest");
    }
}

#[test]
fn leaving_asks_once_where_a_long_training_would_be_lost() {
    let play = |stage: &mut dyn Stage, ticks: usize| {
        press(stage, "Space");
        (0..ticks).for_each(|_| drop(stage.act(Action::Tick)));
    };
    let mut stage = backprop();
    play(&mut stage, 300);
    assert_eq!(press(&mut stage, "q"), Some(Request::Quit));
    play(&mut stage, 0);
    play(&mut stage, 700);
    assert_eq!(press(&mut stage, "Esc"), None);
    assert!(notice(&stage).contains("not saved"));
    assert_eq!(press(&mut stage, "] q"), None, "another key stays");
    assert_eq!(press(&mut stage, "q"), Some(Request::Quit));
    let mut saved = stage.clone();
    press(&mut saved, "]");
    saved.act(Action::NetworkSaved);
    assert_eq!(press(&mut saved, "q"), Some(Request::Quit));
    press(&mut stage, "]");
    stage.keep_network();
    assert_eq!(press(&mut stage, "q"), Some(Request::Quit));
    press(&mut stage, "r");
    assert!(!stage.has_trained_long());
}

#[cfg(feature = "terminal")]
#[test]
fn the_contents_ask_as_well_and_go_back_to_the_dashboard() {
    let mut contents = Contents::new();
    assert_eq!(contents.act(&Action::Close), None, "an Escape may be torn");
    assert_eq!(contents.act(&Action::Close), Some(Request::Quit));
    contents.act(&Action::Restart);
    contents.hold(true);
    assert_eq!(contents.act(&Action::Quit), None);
    assert!(
        contents
            .scene()
            .notice
            .is_some_and(|notice| notice.contains("not saved"))
    );
    assert_eq!(contents.act(&Action::Quit), Some(Request::Quit));
}

#[test]
fn a_key_with_nothing_to_do_says_why() {
    let experiment = Experiment::of(
        data::clusters(1),
        Settings {
            train_fraction: 1.0,
            ..Settings::default()
        },
    );
    for (chapter, mut stage) in three(&experiment) {
        let mut says = |keys: &str| {
            press(stage.as_mut(), keys);
            notice(stage.as_ref())
        };
        assert!(!says("u").is_empty() && !says("U").is_empty() && !says("r").is_empty());
        assert!(!says("t").is_empty(), "{chapter:?}");
        if chapter != Chapter::Backprop {
            assert!(says("p").contains("no presets"), "{chapter:?}");
        }
    }
    let mut network = stage::of_chapter(Chapter::Network, None, None);
    press(network.as_mut(), "m");
    assert!(!notice(network.as_ref()).is_empty());
    let mut neuron = Neuron::of_source();
    for key in ["t", "d", "g", "w", "D", ",", ".", "u"] {
        press(&mut neuron, "]");
        press(&mut neuron, key);
        assert!(notice(&neuron).ends_with('.'), "{key}");
    }
}

#[test]
fn an_escape_goes_back_where_one_came_from_and_else_asks() {
    let neuron: Box<dyn Stage> = Box::new(Neuron::of_source());
    for mut stage in [neuron, Box::new(backprop())] {
        assert_eq!(press(stage.as_mut(), "Esc"), None);
        assert!(notice(stage.as_ref()).contains("Esc again"));
        assert_eq!(press(stage.as_mut(), "] Esc"), None, "another key stays");
        assert_eq!(press(stage.as_mut(), "Esc"), Some(Request::Quit));
        stage.set_home();
        assert_eq!(press(stage.as_mut(), "] Esc"), Some(Request::Quit));
    }
}

/// The screen without its message: the part that undo brings back.
fn without_message(stage: &dyn Stage) -> Scene {
    Scene {
        notice: None,
        ..stage.scene()
    }
}

/// Acts once on a stage without a past, after some random acts, and takes that back.
fn assert_taken_back<S: Stage + Clone>(stage: &S, act: &[Action], before: &str) {
    let mut stage = stage.clone();
    let first = without_message(&stage);
    for action in act {
        stage.act(action.clone());
    }
    uncover(&mut stage);
    stage.act(Action::Undo);
    if notice(&stage).contains("nothing to take back") {
        return;
    }
    let mut last = without_message(&stage);
    // A computation in slices begins anew.
    last.training.progress.clone_from(&first.training.progress);
    let differs = |what: &str, one: String, two: String| {
        assert!(
            one == two,
            "{before}: {act:?}, then u: {what}\n{one}\n{two}"
        );
    };
    differs(
        "facts",
        format!("{:?}", first.facts),
        format!("{:?}", last.facts),
    );
    differs(
        "numbers",
        format!("{:?}", first.status),
        format!("{:?}", last.status),
    );
    differs(
        "training",
        format!("{:?}", first.training),
        format!("{:?}", last.training),
    );
    differs(
        "equation",
        format!("{:?}", first.equation),
        format!("{:?}", last.equation),
    );
    if first.views != last.views {
        return;
    }
    // The diagram shows the step that the picture in front shows.
    differs(
        "network",
        format!("{:?}", first.diagram),
        format!("{:?}", last.diagram),
    );
    // A picture that is computed in slices is not there at once.
    if !stage.busy() {
        let [one, two] = [&first, &last].map(|scene| format!("{:?}", scene.picture));
        differs("picture", one, two);
    }
}

fn assert_all_taken_back<S: Stage + Clone>(stage: &S, name: &str) {
    let letters = (' '..='~').filter_map(|letter| keys::action(Key::Char(letter)));
    let mut acts: Vec<Vec<Action>> = letters.map(|action| vec![action]).collect();
    acts.extend((0..7).map(|preset| vec![Action::Preset(preset)]));
    acts.extend((1..7).map(|row| vec![Action::Presets, Action::Digit(row)]));
    acts.extend((1..5).map(|answer| vec![Action::Expect, Action::Digit(answer)]));
    let typed = [Action::Type('2'), Action::Enter];
    acts.extend([Action::Expect, Action::Enter].map(|action| [&[action], &typed[..]].concat()));
    acts.extend(
        [Key::Left, Key::Right, Key::Up, Key::Home, Key::End]
            .map(|key| vec![keys::action(key).expect("an action")]),
    );
    for seed in 0..3 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut stage = stage.clone();
        for _ in 0..60 {
            stage.act(random_action(&mut random));
        }
        uncover(&mut stage);
        stage.act(Action::Focus(Pane::Picture));
        if stage.playing() {
            stage.act(Action::Play);
        }
        let knobs = stage.scene().training.knobs.len();
        for act in &acts {
            assert_taken_back(&stage, act, &format!("{name} {seed}"));
        }
        for knob in 0..knobs {
            let mut stage = stage.clone();
            stage.act(Action::Click(Target::Knob(knob)));
            for act in [
                &[Action::More][..],
                &[Action::Less],
                &[&[Action::Enter], &typed[..]].concat(),
            ] {
                assert_taken_back(&stage, act, &format!("{name} {seed} setting {knob}"));
            }
        }
    }
}

#[test]
fn an_act_that_is_taken_back_leaves_the_same_scene() {
    let iris = bench("iris", 2);
    assert_all_taken_back(&stage::Network::new(iris.clone(), 0), "network");
    let numerical = stage::NumericalGradient::new(iris.clone(), 0, &[]);
    assert_all_taken_back(&numerical, "numerical gradient");
    assert_all_taken_back(&Backprop::new(iris, 0, &[]), "backprop");
    assert_all_taken_back(&Neuron::of_source(), "neuron");
}

#[cfg(feature = "terminal")]
#[test]
fn the_contents_say_where_to_begin_and_then_where_to_go_on() {
    let mut contents = Contents::new();
    assert!(contents.scene().begin.contains("Space begins"));
    let first = Request::Enter(Chapter::Neuron, None);
    assert_eq!(contents.act(&Action::Play), Some(first));
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    for _ in 0..contents.scene().rows.len() {
        view::draw_contents(&contents.scene(), Theme::Dark, buffer.area, &mut buffer);
        let text = html::plain(&buffer);
        let chapters = [
            "The neuron",
            "The network",
            "The numerical gradient",
            "Backpropagation",
        ];
        assert!(
            chapters.iter().all(|chapter| text.contains(chapter)),
            "{text}"
        );
        assert!(text.contains('▸'), "{text}");
        contents.act(&Action::Move(stage::Direction::Down));
        buffer.reset();
    }
    let place = (Chapter::Backprop, Number::whole(17));
    contents.come_from(place.0, place.1);
    assert!(contents.scene().begin.contains("(17)"));
    let back = Request::Enter(place.0, Some(place.1));
    assert_eq!(contents.act(&Action::Play), Some(back.clone()));
    assert_eq!(contents.act(&Action::Enter), Some(back));
}
