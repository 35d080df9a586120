//! The tours: each of their keys does something that can be seen, and leads on.

use nn28::data;
use nn28::equation::Chapter;
use nn28::scene::wrap::width;
use nn28::scene::{Pane, Scene};
use nn28::stage::keys::{self, Key};
use nn28::stage::{Action, Direction, Neuron, Stage};

use super::stage::{act, bench, notice, three};

/// The most columns of a sentence beside its place and its key on a screen of 80.
const WIDEST: u16 = 66;

fn press(stage: &mut dyn Stage, letter: char) {
    stage.act(keys::action(Key::Char(letter)).expect("a key"));
}

fn key_of(name: &str) -> Key {
    match name {
        "Space" => Key::Char(' '),
        "→" => Key::Right,
        letter => Key::Char(letter.chars().next().expect("a letter")),
    }
}

fn all(data: &str) -> Vec<(Chapter, Box<dyn Stage>)> {
    let bench = bench(data, 3);
    let neuron: Box<dyn Stage> = Box::new(Neuron::of_experiment(&bench));
    [(Chapter::Neuron, neuron)]
        .into_iter()
        .chain(three(&bench))
        .collect()
}

/// The key of a stop stands in the help: alone, or among others.
fn is_explained(stage: &mut dyn Stage, key: &str) -> bool {
    press(stage, '?');
    let page = stage.scene().overlay.expect("the help");
    press(stage, '?');
    let mut names = page.lines.iter().flat_map(|(name, _)| name.split(' '));
    names.any(|name| name == key || name.contains(key) && !key.is_ascii())
}

fn guide(scene: &Scene) -> (String, String) {
    let guide = scene.guide.clone().expect("a stop of the tour");
    (guide.place, guide.key)
}

/// Without what the tour itself shows.
fn seen(scene: Scene) -> Scene {
    Scene {
        next: String::new(),
        guide: None,
        focus: Pane::Network,
        keys: Vec::new(),
        notice: None,
        ..scene
    }
}

fn play(stage: &mut dyn Stage, title: &str) {
    press(stage, 'T');
    let mut count = 0;
    while let Some(stop) = stage.scene().guide {
        count += 1;
        let scene = stage.scene();
        assert!(
            stop.place.starts_with(&format!("{count}/")),
            "{title} {stop:?}"
        );
        let text = &scene.next;
        assert!(
            text.ends_with('.') && !text.contains(['{', '}']),
            "{title}: {text}"
        );
        assert!(width(text) <= WIDEST, "{title}, {}: {text}", width(text));
        assert!(is_explained(stage, &stop.key), "{title}: {}", stop.key);
        let before = seen(stage.scene());
        stage.act(keys::action(key_of(&stop.key)).expect("a key of the stage"));
        if stop.key == "p" {
            // The stop stays until one of the list is taken.
            assert_eq!(guide(&stage.scene()).0, stop.place);
            act(stage, [Action::Move(Direction::Down), Action::Enter]);
        }
        for _ in 0..40 {
            stage.act(Action::Slice);
            stage.act(Action::Tick);
        }
        let pauses = text.contains("top") || text.contains("Pause");
        assert!(seen(stage.scene()) != before || pauses, "{title}: {stop:?}");
        if stage.scene().overlay.is_some() {
            stage.act(Action::Close);
        }
    }
    assert!((6..=8).contains(&count), "{title}: {count} stops");
    assert!(!stage.playing() || stage.busy(), "{title}");
}

#[test]
fn every_tour_leads_to_its_end_and_each_of_its_keys_shows_something() {
    for data in ["clusters", "iris", "xor", "digits"] {
        for (chapter, mut stage) in all(data) {
            play(stage.as_mut(), &format!("{chapter:?} on {data}"));
        }
    }
}

#[test]
fn every_tour_can_begin_anywhere() {
    for (chapter, mut stage) in all("clusters") {
        for key in "nn]]vn gn ,".chars() {
            press(stage.as_mut(), key);
            stage.act(Action::Tick);
        }
        play(stage.as_mut(), &format!("{chapter:?}, later"));
    }
}

#[test]
fn on_a_tour_the_other_keys_work_as_always() {
    for (chapter, mut stage) in all("clusters") {
        press(stage.as_mut(), 'T');
        let first = guide(&stage.scene());
        for key in [Key::Tab, Key::BackTab, Key::Char('z'), Key::Char('z')] {
            stage.act(keys::action(key).expect("a key"));
            assert_eq!(guide(&stage.scene()), first, "{chapter:?}");
        }
        for _ in 0..2 {
            press(stage.as_mut(), '?');
        }
        assert_eq!(guide(&stage.scene()), first, "{chapter:?}");
        assert_eq!(stage.act(Action::Close), None);
        assert_eq!(stage.scene().guide, None);
        assert!(notice(stage.as_ref()).contains('T'));
        press(stage.as_mut(), 'T');
        press(stage.as_mut(), 'T');
        assert_eq!(stage.scene().guide, None);
    }
}

#[test]
fn a_tour_tells_the_numbers_on_the_screen() {
    let (_, mut stage) = all("clusters").pop().expect("backpropagation");
    press(stage.as_mut(), 'T');
    let scene = stage.scene();
    let error = &scene.status.fields[1].value;
    assert!(scene.next.contains(error.trim()), "{}", scene.next);
    assert!(data::NAMES.contains(&scene.facts[0].1.as_str()));
    assert_eq!(scene.focus, Pane::Training);
}
