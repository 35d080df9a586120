//! What a reader reaches by mouse, by `s` and `S`, and by the command of a screen.

use nn28::equation::Chapter;
use nn28::scene::Target;
use nn28::stage::keys::action_of_click;
use nn28::stage::{self, Action, Neuron, Request, Stage, State};
use nn28::view::{self, HitMap, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::stage::{act, bench, look_at, notice, three};

fn drawn(stage: &dyn Stage, width: u16, height: u16) -> (Buffer, HitMap) {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let hits = view::draw(&stage.scene(), Theme::Dark, area, &mut buffer);
    (buffer, hits)
}

fn all() -> Vec<(Chapter, Box<dyn Stage>)> {
    let neuron: Box<dyn Stage> = Box::new(Neuron::of_source());
    let stages = [(Chapter::Neuron, neuron)].into_iter();
    stages.chain(three(&bench("clusters", 2))).collect()
}

/// Clicks on the first cell of a text in the last row.
fn click(stage: &mut dyn Stage, key: &str) {
    let (buffer, hits) = drawn(stage, 140, 60);
    let row: String = (0..140).map(|x| buffer[(x, 59)].symbol()).collect();
    let bytes = row.find(key).unwrap_or_else(|| panic!("{key}: {row}"));
    let column = row[..bytes].chars().count() as u16 + 1;
    let target = hits.at(column, 59);
    let action = action_of_click(stage.is_typing(), target).expect("a key");
    stage.act(action);
}

#[test]
fn a_click_on_a_key_of_the_bar_presses_it() {
    for (chapter, mut stage) in all() {
        click(stage.as_mut(), " Space ");
        assert!(stage.playing(), "{chapter:?}");
        click(stage.as_mut(), " Space ");
        assert!(!stage.playing(), "{chapter:?}");
        click(stage.as_mut(), " T tour");
        assert!(stage.scene().guide.is_some(), "{chapter:?}");
        stage.act(Action::Close);
        click(stage.as_mut(), " ? help");
        assert!(stage.scene().overlay.is_some(), "{chapter:?}");
        click(stage.as_mut(), " Esc close");
        assert!(stage.scene().overlay.is_none(), "{chapter:?}");
        let focus = stage.scene().focus;
        click(stage.as_mut(), " Tab ");
        assert_ne!(stage.scene().focus, focus, "{chapter:?}");
    }
}

#[test]
fn every_key_of_the_bar_has_an_action() {
    for (chapter, stage) in all() {
        let (_, hits) = drawn(stage.as_ref(), 200, 60);
        let targets: Vec<_> = (0..200).filter_map(|x| hits.at(x, 59)).collect();
        assert!(targets.len() > 20, "{chapter:?}");
        for target in targets {
            assert!(matches!(target, Target::Key(_)), "{chapter:?}: {target:?}");
            let action = action_of_click(false, Some(target));
            assert!(action.is_some(), "{chapter:?}: {target:?}");
        }
    }
}

#[cfg(feature = "figures")]
#[test]
fn s_saves_the_figure_in_front_and_the_capital_all_of_them() {
    for (chapter, mut stage) in all() {
        let all = stage.figures();
        for view in stage.scene().views.0 {
            look_at(stage.as_mut(), &view);
            match stage.act(Action::Save) {
                Some(Request::Save(figures)) => {
                    assert!(!figures.is_empty() && figures.len() < all.len());
                    let is_of_view = |name: &str| {
                        ["repair", "image", "procedure"].contains(&view.as_str())
                            || name.ends_with(&view)
                    };
                    assert!(figures.iter().all(|figure| is_of_view(&figure.name)));
                }
                _ => assert!(notice(stage.as_ref()).contains("S saves all"), "{view}"),
            }
        }
        let saved = stage.act(Action::SaveAll);
        assert!(
            matches!(saved, Some(Request::Save(figures)) if figures.len() == all.len()),
            "{chapter:?}"
        );
    }
}

#[test]
fn the_command_names_picture_sample_and_weight_where_they_are_not_the_first_ones() {
    for (chapter, mut stage) in three(&bench("clusters", 2)) {
        let first = stage.command();
        for option in ["--view", "--sample", "--weight"] {
            assert!(!first.contains(option), "{first}");
        }
        let view = stage.scene().views.0.last().cloned().expect("pictures");
        look_at(stage.as_mut(), &view);
        act(stage.as_mut(), [Action::NextSample, Action::NextSample]);
        let words: State = "weight=v10".parse().expect("words");
        stage.look_at(&words).expect("a weight");
        let command = stage.command();
        let end = format!("--view {view} --sample 2 --weight v10");
        assert!(command.ends_with(&end), "{command}");

        let experiment = stage.experiment().expect("data").clone();
        let mut again = stage::after(chapter, experiment, 0, &[], None);
        let words = format!("view={view};sample=2;weight=v10");
        again.look_at(&words.parse().expect("words")).expect("all");
        assert_eq!(again.command(), command);
        let scenes = [&stage, &again].map(|stage| stage.scene());
        assert_eq!(scenes[0].picture.title(), scenes[1].picture.title());
        assert_eq!(scenes[0].diagram, scenes[1].diagram);
    }
}

#[test]
fn a_picture_or_a_weight_that_is_not_there_is_refused() {
    for (_, mut stage) in three(&bench("clusters", 2)) {
        for words in ["view=nothing", "weight=v90", "weight=u00", "sample=x"] {
            let fault = stage.look_at(&words.parse().expect("words"));
            assert!(
                fault.is_err_and(|fault| fault.contains("cannot be")),
                "{words}"
            );
        }
    }
}
