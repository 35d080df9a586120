//! Dashboards as the pages have them, without a page: what an address describes, and what the links of the text do.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::stage;
use nn28::equation::Chapter;
use nn28::scene::Scene;
use nn28::stage::keys::{self, Key};
use nn28::stage::script::{Step, parse};
use nn28::stage::{Action, Stage, State, of_chapter, restored};
use nn28::view::{self, Theme};
use nn28::web::dashboard::{Dashboard, effect};
use nn28::web::{html, svg};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn screen(scene: &Scene) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 140, 46));
    view::draw(scene, Theme::Plain, buffer.area, &mut buffer);
    html::plain(&buffer)
}

/// A dashboard that has done what was to be done.
fn settled(line: &str) -> Dashboard {
    let mut dashboard = Dashboard::start(line).expect(line);
    settle(&mut dashboard);
    dashboard
}

fn settle(dashboard: &mut Dashboard) {
    for _ in 0..20_000 {
        if dashboard.effects() & effect::TIME == 0 {
            break;
        }
        dashboard.work();
    }
    dashboard.tick();
}

fn press(stage: &mut dyn Stage, keys: &str) {
    for step in parse(keys).expect(keys) {
        let Step::Key(key) = step else {
            panic!("{keys}: only keys")
        };
        stage.act(keys::action_while(stage.is_typing(), key).expect("an action"));
    }
}

#[test]
fn an_address_leads_back_to_the_same_screen() {
    for (chapter, keys) in [
        (Chapter::Neuron, "Tab Tab Down*2 +*40 ] v"),
        (Chapter::Neuron, "p 3 Tab Tab Tab Right ] ] ] v v m Left*3"),
        (Chapter::Neuron, "R Right Up*3"),
        (Chapter::Backprop, "g Tab"),
        (Chapter::Network, ".*3 n*4 ] Tab Tab Down +*5"),
        (Chapter::Network, "Tab*3 Down*2 -*2 v"),
        (Chapter::NumericalGradient, "] v v Down*3"),
        (Chapter::Backprop, "p 3 v n*2"),
        (Chapter::Backprop, "] ] v v .*2 Down Tab Down +*2"),
        (Chapter::Backprop, "p 2 v*4"),
    ] {
        let mut stage = of_chapter(chapter, None, None);
        press(stage.as_mut(), keys);
        // What was said last is no part of the state.
        stage.act(Action::Focus(stage.scene().focus));
        let state = stage.state();
        let again: State = state.to_string().parse().expect("the words of a state");
        let again = restored(chapter, &again).expect("a state");
        let (here, there) = (screen(&stage.scene()), screen(&again.scene()));
        assert_eq!(there, here, "{keys} {state}");
        assert_eq!(again.state(), state);
        assert_eq!(again.command(), stage.command());
    }
}

#[test]
fn trained_weights_come_back_to_the_last_bit() {
    let mut stage = of_chapter(Chapter::Backprop, None, None);
    press(stage.as_mut(), "n*50");
    let again = restored(Chapter::Backprop, &stage.state()).expect("a state");
    let weights = |stage: &dyn Stage| stage::bits(&stage::stored(stage));
    assert_eq!(weights(again.as_ref()), weights(stage.as_ref()));
    assert_eq!(again.command(), stage.command());
    assert!(!settled("backprop n*50").address().contains('\n'));
    let large = settled("backprop data=digits hidden=16 n*2").address();
    assert!(large.contains("too many for an address"), "{large}");
}

#[test]
fn a_bad_address_leaves_the_dashboard_as_it_is_and_says_why() {
    for (address, reason) in [
        ("w=1", "--w needs"),
        ("q=1", "nothing here is called \"q\""),
        ("nonsense", "name=value"),
        ("w=NaN,1,2", "w cannot be"),
        ("view=nothing", "view cannot be"),
        ("x=1e300,1", "x cannot be"),
    ] {
        let mut dashboard = settled("neuron Right");
        let before = dashboard.command();
        dashboard.restore(address);
        assert_eq!(dashboard.command(), before, "{address}");
        let notice = dashboard.scene().notice.expect("a sentence");
        assert!(notice.contains(reason), "{address}: {notice}");
    }
    let refused = "hidden=100000 steps=18446744073709551615 wé=1 data=/etc/passwd train-fraction=0 v=1,2 w99=1";
    for address in refused.split(' ') {
        let state = address.parse().expect("words");
        assert!(restored(Chapter::Backprop, &state).is_err(), "{address}");
    }
}

#[test]
fn a_setting_leaves_everything_else_alone() {
    let neuron = settled("neuron Right*3 w0=3");
    let expected = "--w=3,1,2 --x=3,0.5";
    assert!(neuron.command().contains(expected), "{}", neuron.command());
    let network = settled("network w01=0.25 view=confusion");
    assert!(network.address().contains("view=confusion"));
    let unknown = settled("neuron w7=3");
    assert!(unknown.scene().notice.is_some());
}

/// The frame of a dashboard, as text.
fn drawn(dashboard: &mut Dashboard) -> String {
    dashboard.resize(110, 40);
    html::plain(&dashboard.draw(Theme::Light))
}

/// All lines of keys that the steps of a page begin with.
fn lines_of_steps(page: &str) -> Vec<String> {
    let directives = page.split("{{#steps ").skip(1);
    let of_one = |text: &str| {
        let text = text.split("}}").next().unwrap_or_default();
        let (name, steps) = text.split_once(" : ").expect("steps");
        let name = name.split(' ').next().unwrap_or_default().to_owned();
        let keys = steps
            .split(" ; ")
            .map(|step| step.split_once('=').expect("keys").1);
        let line = |keys: &str| format!("{name} {}", keys.trim());
        keys.map(line).collect::<Vec<_>>()
    };
    directives.flat_map(of_one).collect()
}

#[test]
fn a_step_is_what_its_keys_lead_to_and_is_there_at_once_the_second_time() {
    let mut count = 0;
    for page in [
        "neuron",
        "network",
        "numerical_gradient",
        "backprop-procedure",
        "failure",
    ] {
        let text = fs::read_to_string(format!("book/src/{page}.md")).expect("a page");
        for line in lines_of_steps(&text) {
            let (word, keys) = line.split_once(' ').expect("a chapter");
            let chapter = Chapter::ALL
                .into_iter()
                .find(|chapter| chapter.word() == word);
            let mut stage = of_chapter(chapter.expect("a chapter"), None, None);
            stage.set_home();
            // A picture is computed for each key: a few of them show the same as many.
            let keys = keys.replace("n*1000", "n*20");
            press(stage.as_mut(), &keys);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 110, 40));
            view::draw(&stage.scene(), Theme::Light, buffer.area, &mut buffer);
            let expected = html::plain(&buffer);
            let line = format!("{word} {keys}");
            let mut dashboard = Dashboard::start(&line).expect(&line);
            while dashboard.effects() & effect::GOING != 0 {
                dashboard.work();
            }
            assert_eq!(drawn(&mut dashboard), expected, "{line}");
            dashboard.key(Key::Char('r'));
            dashboard.begin(&line).expect(&line);
            assert_eq!(dashboard.effects() & effect::GOING, 0);
            assert_eq!(drawn(&mut dashboard), expected, "{line}, again");
            count += 1;
        }
    }
    assert!(count > 10, "{count} steps");
}

#[test]
fn what_is_prepared_is_there_at_once_and_what_is_done_on_the_way_counts_at_its_end() {
    let mut dashboard = settled("backprop");
    dashboard.prepare("backprop n*3").expect("keys");
    while dashboard.effects() & effect::AHEAD != 0 {
        dashboard.go_ahead();
    }
    assert!(dashboard.command().contains("--steps 0"));
    dashboard.begin("backprop n*3").expect("keys");
    assert!(dashboard.command().contains("--steps 3"));
    for (line, key, steps) in [
        ("backprop n*10", 'r', 0),
        ("backprop n*11", 'n', 12),
        ("backprop n*12", 'b', 11),
    ] {
        dashboard.begin(line).expect("keys");
        dashboard.key(Key::Char(key));
        dashboard.tick();
        settle(&mut dashboard);
        let command = dashboard.command();
        assert!(
            command.contains(&format!("--steps {steps} ")),
            "{key}: {command}"
        );
    }
    // A setting of the text counts at the end as well.
    dashboard.begin("backprop n*7").expect("keys");
    dashboard.perform("pane=training").expect("a setting");
    settle(&mut dashboard);
    let state = dashboard.kept();
    assert!(
        state.contains("steps=7") && state.contains("pane=training"),
        "{state}"
    );
}

#[test]
fn what_is_kept_brings_back_every_weight_and_the_curve() {
    for line in [
        "backprop data=digits hidden=16 n*4",
        "backprop n*30",
        "numerical_gradient ] v v Down*3",
        "neuron Right*3",
    ] {
        let kept = settled(line).kept();
        let mut again = settled(line.split(' ').next().expect("a chapter"));
        again.restore(&kept);
        assert_eq!(again.kept(), kept, "{line}");
    }
    let kept = settled("backprop n*30").kept();
    assert!(kept.contains(";curve=0:"), "{kept}");
    for wrong in [
        "curve=1",
        "curve=1:2",
        "curve=x:1:1",
        "curve=1:1:1:1",
        "curve=1:NaN:1",
    ] {
        let state = wrong.parse().expect("words");
        assert!(restored(Chapter::Backprop, &state).is_err(), "{wrong}");
    }
}

#[test]
fn escape_closes_what_lies_above_and_then_gives_the_keys_back() {
    let mut dashboard = settled("neuron ?");
    assert!(dashboard.scene().overlay.is_some());
    dashboard.key(Key::Escape);
    assert!(dashboard.scene().overlay.is_none() && dashboard.effects() & effect::LEAVE == 0);
    dashboard.key(Key::Escape);
    let leaves = [(); 2].map(|()| dashboard.effects() & effect::LEAVE != 0);
    assert_eq!(leaves, [true, false]);
}

#[test]
fn a_measurement_is_timed_by_the_page() {
    let mut dashboard = settled("backprop view=cost");
    for _ in 0..100 {
        dashboard.tick();
        while dashboard.effects() & effect::CLOCK != 0 {
            dashboard.measure(0.001);
        }
    }
    assert!(dashboard.effects() & effect::TICKS == 0);
}

/// Every link of the text that does something: the page's dashboards in their order, and what is done on which.
fn links(page: &str) -> Vec<(String, String)> {
    let (mut dashboards, mut links) = (Vec::new(), Vec::new());
    for piece in page.split("{{#").skip(1) {
        let text = piece.split("}}").next().unwrap_or_default();
        match text.split_once(' ') {
            Some(("frame", rest)) => {
                let (name, rest) = rest.split_once(' ').expect("a size");
                let keys = rest.split_once("keys=\"").map_or("", |(_, keys)| keys);
                dashboards.push(format!("{name} {}", keys.trim_end_matches('"')));
            }
            Some(("steps", rest)) => {
                let name = rest.split(' ').next().unwrap_or_default();
                let keys = rest.split(['=', ';']).nth(1).unwrap_or_default();
                dashboards.push(format!("{name} {keys}"));
            }
            Some(("do", line)) => {
                links.push((dashboards.len().saturating_sub(1), line.to_owned()));
            }
            _ => {}
        }
    }
    let link = |(index, line): (usize, String)| (dashboards[index].clone(), line);
    links.into_iter().map(link).collect()
}

#[test]
fn every_link_of_the_text_does_something() {
    let mut count = 0;
    for entry in fs::read_dir(Path::new("book/src")).expect("the book") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).unwrap_or_default();
        let mut dashboards = BTreeMap::new();
        for (start, line) in links(&text) {
            // One after the other, as a reader goes through them.
            let dashboard = dashboards.entry(start);
            let dashboard = dashboard.or_insert_with_key(|start| settled(start));
            let before = dashboard.scene();
            dashboard.perform(&line).expect(&line);
            for _ in parse(&line).expect(&line) {
                dashboard.work();
            }
            let after = dashboard.scene();
            assert!(before != after, "{}: {line}", path.display());
            let notice = after.notice.filter(|_| line.contains('='));
            assert_eq!(notice, None, "{line}");
            count += 1;
        }
    }
    assert!(count >= 4, "{count} links");
}

#[test]
fn a_drawing_shows_every_letter_of_the_screen() {
    let mut dashboard = settled("neuron");
    dashboard.resize(100, 42);
    let drawing = svg::drawing(&dashboard.draw(Theme::Light), Theme::Light);
    for text in ["neuron", "sigmoid", "0.3775"] {
        assert!(drawing.contains(text), "{text}");
    }
    assert_eq!(drawing.matches("<svg").count(), 1);
    assert!(drawing.ends_with("</svg>\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever an address says, there is a dashboard or a sentence, and what is there can be drawn and used.
    #[test]
    fn no_address_does_any_harm(
        chapter in 0..4_usize,
        words in prop::collection::vec((
            prop_oneof![1 => "[wvx]\\PC{0,3}", 1 => "[a-z-]{1,8}", 6 => prop::sample::select(vec![
                "data", "scale", "train-fraction", "shuffle", "seed", "hidden", "init", "learning-rate", "epsilon", "difference",
                "update", "w", "v", "x", "w0", "w00", "x1", "v01", "steps", "by-hand", "sample", "weight", "second", "number", "done",
                "equation", "view", "pane", "yaw", "pitch", "mirrored", "preset",
            ]).prop_map(str::to_owned)],
            prop::sample::select(vec![
                "0", "1", "2", "3", "-1", "1e6", "-1e6", "1e-300", "0.5", "yes", "no", "iris", "xor", "standard", "none", "ones",
                "uniform", "1,2,3", "1e6,-1e6,1e6", "NaN", "inf", "", "plane", "surface", "landscape", "check", "online", "central",
                "does", "when", "20", "25a", "and", "18446744073709551615",
            ]),
        ), 0..5),
    ) {
        let line: Vec<String> = words.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let state = line.join(";").parse::<State>();
        let stage = state.and_then(|state| restored(Chapter::ALL[chapter], &state));
        if let Ok(mut stage) = stage {
            for action in [Action::Tick, Action::StepOn, Action::Slice, Action::More, Action::NextView] {
                screen(&stage.scene());
                stage.act(action);
            }
            screen(&stage.scene());
        }
    }
}
