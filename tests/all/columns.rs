//! Input columns that are turned off and on, by the list of a dashboard, by a command and by an address.

use nn28::data::{self, Names};
use nn28::equation::Chapter;
use nn28::scene::{Overlay, Picture};
use nn28::stage::keys::{self, Key};
use nn28::stage::{self, Action, Backprop, Experiment, Network, Settings, Stage, State};

use super::stage::{
    act, bench, bench_with, experiment, fact, look_at, notice, steps, stored, three,
};

/// The list, opened at the setting as a reader does.
fn open(stage: &mut dyn Stage) -> Overlay {
    let knobs = stage.scene().training.knobs;
    let place = knobs.iter().position(|knob| knob.name == "columns");
    let target = nn28::scene::Target::Knob(place.expect("a setting"));
    act(stage, [Action::Click(target), Action::Enter]);
    stage.scene().overlay.expect("a list")
}

fn press(stage: &mut dyn Stage, keys: &[Key]) {
    for key in keys {
        stage.act(keys::action_while(stage.is_typing(), *key).expect("an action"));
    }
}

/// The names that are on, of a list.
fn on(list: &Overlay) -> Vec<String> {
    let marked = list.lines.iter().filter(|(name, _)| name.starts_with('●'));
    let name = |(name, _): &(String, String)| name.splitn(3, ' ').nth(2).map(str::to_owned);
    marked.filter_map(name).collect()
}

#[test]
fn a_column_is_turned_off_and_on_in_all_three_dashboards_and_the_run_starts_anew() {
    for (chapter, mut stage) in three(&bench("wine", 2)) {
        let stage = stage.as_mut();
        steps(stage, 2);
        let before = stored(stage);
        let list = open(stage);
        assert_eq!((list.lines.len(), on(&list).len()), (13, 13), "{chapter:?}");
        press(stage, &[Key::Down, Key::Enter, Key::Char('4')]);
        let list = stage.scene().overlay.expect("the list stays open");
        assert!(!on(&list).iter().any(|name| name == "malic acid"));
        assert_eq!(on(&list).len(), 11);
        press(stage, &[Key::Escape]);
        let scene = stage.scene();
        assert!(scene.overlay.is_none());
        assert_eq!(fact(&scene, "shape"), "11-2-3");
        let counted = match chapter {
            Chapter::Network => "sample",
            _ => "step",
        };
        assert_eq!(fact(&scene, counted), "0");
        let knob = scene
            .training
            .knobs
            .iter()
            .find(|knob| knob.name == "columns");
        assert_eq!(knob.expect("a setting").value, "11 of 13");
        let names = &experiment(stage).set().features;
        assert!(!names.contains(&"malic acid".to_owned()) && names.contains(&"ash".to_owned()));
        assert!(!names.contains(&"alcalinity of ash".to_owned()));
        // Each is one act.
        act(stage, [Action::Undo]);
        assert_eq!(fact(&stage.scene(), "shape"), "12-2-3");
        act(stage, [Action::Undo]);
        assert_eq!(fact(&stage.scene(), "shape"), "13-2-3");
        assert_eq!(stored(stage), before);
        act(stage, [Action::Redo, Action::Redo]);
        assert_eq!(fact(&stage.scene(), "shape"), "11-2-3");
    }
}

#[test]
fn one_column_stays() {
    let mut stage = Network::new(bench("clusters", 2), 0);
    open(&mut stage);
    press(&mut stage, &[Key::Char('1'), Key::Char('2')]);
    assert!(notice(&stage).contains("One column stays"));
    assert_eq!(experiment(&stage).set().features, ["x1"]);
    press(&mut stage, &[Key::Char('1'), Key::Char('2'), Key::Escape]);
    assert_eq!(experiment(&stage).set().features, ["x0"]);
}

#[test]
fn a_set_with_fewer_columns_has_the_rows_and_the_samples_of_the_whole() {
    let all = bench("iris", 2);
    let columns = |words: &str| {
        let setting = Settings::with("columns", words).expect("columns");
        bench_with("iris", |setup| {
            setup.reading.columns = setting.reading.columns;
        })
    };
    let some = columns("petal width (cm),sepal length (cm)");
    assert_eq!(
        some.set().features,
        ["sepal length (cm)", "petal width (cm)"]
    );
    for (one, other) in all.train().x.iter().zip(&some.train().x) {
        assert_eq!(other, &[one[0], one[3]]);
    }
    assert_eq!(all.train().class, some.train().class);
    assert_eq!(all.test().class, some.test().class);
}

#[test]
fn columns_are_in_the_address_and_the_address_leads_back() {
    let mut stage = Backprop::new(bench("iris", 3), 0, &[]);
    open(&mut stage);
    press(&mut stage, &[Key::Char('2'), Key::Escape]);
    steps(&mut stage, 3);
    let words = stage.state().to_string();
    assert!(
        words.contains("columns=sepal length (cm),petal length (cm),petal width (cm)"),
        "{words}"
    );
    let state: State = words.parse().expect("words");
    let again = stage::restored(Chapter::Backprop, &state).expect("a stage");
    assert_eq!(stored(again.as_ref()), stored(&stage));
    assert_eq!(experiment(again.as_ref()).set(), experiment(&stage).set());
    // All columns are there to be turned on again.
    assert_eq!(experiment(again.as_ref()).whole().inputs(), 4);
    let other = state.with("data", "wine");
    let wine = stage::restored(Chapter::Backprop, &other).expect("a stage");
    assert_eq!(experiment(wine.as_ref()).shape().inputs, 13);
    let state: State = "data=iris;columns=petals".parse().expect("words");
    let fault = stage::restored(Chapter::Network, &state)
        .err()
        .expect("a fault");
    assert!(fault.contains("there is no such column"), "{fault}");
}

#[test]
fn other_data_have_all_their_columns() {
    let mut stage = Network::new(bench("iris", 2), 0);
    open(&mut stage);
    press(&mut stage, &[Key::Char('2'), Key::Escape]);
    super::stage::set(&mut stage, "data", "wine");
    assert_eq!(experiment(&stage).shape().inputs, 13);
    assert!(
        !stage.command().contains("--columns"),
        "{}",
        stage.command()
    );
    act(&mut stage, [Action::Undo]);
    assert_eq!(experiment(&stage).shape().inputs, 3);
    assert!(
        stage
            .command()
            .contains("--columns 'sepal length (cm),petal"),
        "{}",
        stage.command()
    );
}

#[test]
fn a_new_seed_and_noise_leave_columns_off() {
    let mut stage = Network::new(bench("spiral", 4), 0);
    open(&mut stage);
    press(&mut stage, &[Key::Char('1'), Key::Escape, Key::Char('R')]);
    assert_eq!(experiment(&stage).shape().inputs, 1);
    super::stage::set(&mut stage, "noise", "0.5");
    assert_eq!(experiment(&stage).shape().inputs, 1);
    assert_eq!(experiment(&stage).whole().inputs(), 2);
}

#[test]
fn a_pixel_that_is_off_is_blank_in_its_place() {
    let pixels = |experiment: &Experiment| {
        let mut stage = Network::new(experiment.clone(), 0);
        look_at(&mut stage, "image");
        match stage.scene().picture {
            Picture::Image(image) => image.pixels,
            other => panic!("{other:?}"),
        }
    };
    let whole = bench("digits", 2);
    let mut stage = Network::new(whole.clone(), 0);
    open(&mut stage);
    press(&mut stage, &[Key::Down, Key::Down, Key::Enter]);
    let mut expected = pixels(&whole);
    expected[2] = 0.0;
    let found = pixels(experiment(&stage));
    super::stage::assert_close(&found, &expected, 1e-12);
    let seen = &stage.scene().diagram.seen[0];
    assert_eq!((seen.cells.len(), seen.cells[2].to_bits()), (64, 0));
}

#[test]
fn columns_are_named_by_names_or_numbers_and_an_unknown_one_is_a_fault() {
    let read = |words: &str| {
        let settings = Settings::with("columns", words).expect("columns");
        data::load_as("wine", 1, &settings.reading)
    };
    assert_eq!(read("13, HUE").expect("a set").features, ["hue", "proline"]);
    let fault = read("hue,14").expect_err("a fault").to_string();
    assert!(
        fault.contains("--columns 14: there is no such column"),
        "{fault}"
    );
    let set = data::load("wine", 1).expect("wine");
    assert_eq!(set.only(&Names(vec!["14".to_owned()])), None);
}

#[cfg(feature = "terminal")]
mod of_files {
    use std::io::Write as _;

    use super::*;

    const TABLE: &str =
        "height,colour,weight,kind\n1,red,5,a\n2,blue,4,b\n3,red,9,a\n4,green,7,b\n";

    fn file(text: &str) -> (tempfile::NamedTempFile, String) {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(text.as_bytes()).expect("a table");
        let name = file.path().to_str().expect("a path").to_owned();
        (file, name)
    }

    /// An experiment as the command line makes it.
    fn read(name: &str, columns: &str) -> Experiment {
        let mut settings = Settings::with("columns", columns).expect("columns");
        name.clone_into(&mut settings.data);
        settings.train_fraction = 1.0;
        let set = settings.load().expect("a table");
        let whole = settings.with_all_columns(set);
        Experiment::new(whole, settings, None).expect("an experiment")
    }

    #[test]
    fn a_column_of_words_is_one_column_and_those_off_at_the_start_can_be_turned_on() {
        let (_file, name) = file(TABLE);
        let mut stage = Network::new(read(&name, "3,1"), 0);
        assert!(
            stage.command().contains("--columns height,weight"),
            "{}",
            stage.command()
        );
        let list = open(&mut stage);
        assert_eq!(
            (list.lines.len(), on(&list)),
            (3, vec!["height".to_owned(), "weight".to_owned()])
        );
        press(&mut stage, &[Key::Char('2')]);
        assert_eq!(experiment(&stage).shape().inputs, 5);
        assert!(
            !stage.command().contains("--columns"),
            "{}",
            stage.command()
        );
        press(&mut stage, &[Key::Char('1'), Key::Char('3')]);
        assert_eq!(
            experiment(&stage).set().features,
            ["colour red", "colour blue", "colour green"]
        );
        assert!(
            stage.command().contains("--columns colour"),
            "{}",
            stage.command()
        );
    }

    #[test]
    fn a_column_that_cannot_be_read_stays_out_of_the_list() {
        let (_file, name) = file("a,b,c,kind\n1,2,?,x\n2,3,5,y\n3,1,6,x\n4,2,7,y\n");
        let mut stage = Network::new(read(&name, "a,b"), 0);
        let list = open(&mut stage);
        assert_eq!(on(&list), ["a", "b"]);
        assert_eq!(list.lines.len(), 2);
        press(&mut stage, &[Key::Char('1'), Key::Char('1')]);
        assert!(
            stage.command().contains("--columns a,b"),
            "{}",
            stage.command()
        );
    }

    #[test]
    fn rows_that_were_left_out_hold_the_columns_fast() {
        let (_file, name) = file("a,b,kind\n1,?,x\n2,3,y\n3,1,x\n4,2,y\n");
        let mut settings = Settings::with("missing", "drop").expect("a setting");
        settings.data.clone_from(&name);
        let set = settings.load().expect("a table");
        let mut stage = Network::new(Experiment::of(set, settings), 0);
        open(&mut stage);
        press(&mut stage, &[Key::Char('2')]);
        assert!(notice(&stage).contains("depend on the columns"));
        assert_eq!(experiment(&stage).shape().inputs, 2);
    }

    #[test]
    fn a_saved_network_brings_its_columns_and_classifies_the_same_data() {
        let folder = tempfile::tempdir().expect("a folder");
        let network = folder.path().join("wine.json").display().to_string();
        let run = |program: &str, arguments: &[&str]| {
            let mut command = std::process::Command::new(program);
            let output = command
                .args(arguments)
                .output()
                .expect("the program starts");
            let message = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{arguments:?}: {message}");
            String::from_utf8(output.stdout).expect("text")
        };
        let program = env!("CARGO_BIN_EXE_backprop");
        let of_wine = [
            "--headless",
            "--data",
            "wine",
            "--columns",
            "hue,proline",
            "--steps",
            "5",
        ];
        run(
            program,
            &[&of_wine[..], &["--no-figures", "--save", &network]].concat(),
        );
        let again = [
            "--headless",
            "--json",
            "--no-figures",
            "--network",
            &network,
            "--steps",
            "5",
        ];
        let report = run(program, &again);
        assert!(report.contains("--columns hue,proline"), "{report}");
        let rows = run(
            env!("CARGO_BIN_EXE_nn28"),
            &["classify", "--network", &network, "--data", "wine"],
        );
        assert_eq!(rows.lines().count(), 179);
    }

    #[cfg(feature = "figures")]
    #[test]
    fn the_command_trains_the_same_network_on_the_columns_that_are_on() {
        let program = env!("CARGO_BIN_EXE_backprop");
        let mut stage = Backprop::new(bench("digits", 2), 0, &[]);
        open(&mut stage);
        press(&mut stage, &[Key::Char('1'), Key::Char('3'), Key::Escape]);
        steps(&mut stage, 3);
        let report = super::super::stage::assert_reproduced(&stage, program);
        assert_eq!(report["command"], stage.command());
    }
}
