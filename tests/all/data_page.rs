//! The page about the data, and names where a reader looks for them: on axes, in diagrams, tables and figures.
#![cfg(feature = "terminal")]

use std::fmt::Write as _;

use nn28::data;
use nn28::scene::{Overlay, Pane, Scene};
use nn28::stage::{Action, Direction, Experiment, Neuron, Scale, Settings, Stage};
use nn28::view::Theme;

use crate::said::{program, told};
use crate::samples::screens::Screen;
use crate::stage::{bench, notice, set, three};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

/// A file of the cases, read as some settings say.
fn case(file: &str, settings: &[(&str, &str)]) -> Experiment {
    let mut setup = Settings::default();
    for (name, word) in settings {
        let mut all = nn28::stage::SETTINGS.iter();
        let setting = all.find(|setting| setting.name == *name);
        let setting = setting.expect("a setting");
        setting.set(&mut setup, word).expect("a value");
    }
    let set = data::load_as(&format!("{CASES}/{file}"), 1, &setup.reading).expect("a table");
    Experiment::of(set, setup)
}

fn page(stage: &mut dyn Stage) -> Overlay {
    stage.act(Action::Data);
    stage.scene().overlay.expect("a page")
}

fn text<'a>(page: &'a Overlay, name: &str) -> &'a str {
    let line = page.lines.iter().find(|(line, _)| line.trim() == name);
    &line
        .unwrap_or_else(|| panic!("{name} is not in {page:?}"))
        .1
}

/// A screen with the diagram in front.
fn diagram(stage: &mut dyn Stage, size: (u16, u16)) -> String {
    stage.act(Action::Focus(Pane::Network));
    drawn(&stage.scene(), size)
}

fn drawn(scene: &Scene, size: (u16, u16)) -> String {
    Screen::of(scene, Theme::Dark, size).text
}

#[test]
fn the_page_names_the_file_its_rows_its_inputs_its_classes_the_scale_and_the_remarks() {
    let bench = case("missing.csv", &[("missing", "drop")]);
    let x = &bench.set().x;
    let rows = x.len();
    for (chapter, mut stage) in three(&bench) {
        let page = page(stage.as_mut());
        assert!(text(&page, "data").ends_with("missing.csv"), "{chapter:?}");
        let expected = format!(
            "{rows}: {0} train, {0} test; {1} left out",
            rows / 2,
            60 - rows
        );
        assert_eq!(text(&page, "rows"), expected);
        assert_eq!(text(&page, "classes"), "3, the column species");
        for class in ["oak", "ash", "elm"] {
            let of_class = |set: &data::DataSet| {
                let named = set.class.iter().filter(|k| set.classes[**k] == class);
                named.count()
            };
            let [all, train, test] = [bench.set(), bench.train(), bench.test()].map(of_class);
            assert_eq!(
                text(&page, class),
                format!("{all} rows: {train} train, {test} test")
            );
        }
        for input in ["leaf", "bark", "height"] {
            assert!(text(&page, input).starts_with("mean "), "{input}");
        }
        assert!(text(&page, "scale").starts_with("standard"));
        assert!(text(&page, "remark").contains("left out"));
    }
}

#[test]
fn means_and_deviations_are_those_of_the_rows_that_train_scaled_or_not() {
    for scale in [Scale::Standard, Scale::None] {
        let bench = case("plain.csv", &[("scale", &scale.to_string())]);
        let rows: Vec<Vec<f64>> = bench.train().x.iter().map(|x| bench.unscaled(x)).collect();
        let page = page(three(&bench)[0].1.as_mut());
        for (i, input) in bench.set().features.iter().enumerate() {
            let count = rows.len() as f64;
            let mean = rows.iter().map(|x| x[i]).sum::<f64>() / count;
            let squares = rows.iter().map(|x| (x[i] - mean).powi(2)).sum::<f64>();
            let words: Vec<&str> = text(&page, input).split_whitespace().collect();
            let told = [words[1], words[3]].map(|word| word.parse::<f64>().expect("a number"));
            let deviation = (squares / count).sqrt();
            let is_close = |(told, is): (f64, f64)| (told - is).abs() < 1e-4;
            assert!(
                [(told[0], mean), (told[1], deviation)]
                    .into_iter()
                    .all(is_close),
                "{words:?}"
            );
        }
    }
}

#[test]
fn words_that_became_inputs_are_named() {
    let page = page(three(&case("category-input.csv", &[]))[0].1.as_mut());
    assert_eq!(text(&page, "words"), "soil is 3 inputs: peat, clay, sand");
}

#[test]
fn the_key_is_on_the_help_page_of_dashboards_over_data_and_a_neuron_says_why_it_has_none() {
    let help = |stage: &mut dyn Stage| {
        stage.act(Action::Help);
        let page = stage.scene().overlay.expect("a page");
        page.lines.iter().any(|(key, _)| key == "D")
    };
    assert!(
        three(&bench("iris", 2))
            .iter_mut()
            .all(|(_, stage)| help(stage.as_mut()))
    );
    let mut neuron = Neuron::of_source();
    neuron.act(Action::Data);
    assert!(neuron.scene().overlay.is_none() && notice(&neuron).contains("data"));
    assert!(!help(&mut neuron));
}

#[test]
fn the_page_closes_as_others_do() {
    let mut stage = three(&bench("iris", 2)).remove(0).1;
    for closing in [Action::Data, Action::Close, Action::Quit] {
        page(stage.as_mut());
        stage.act(closing.clone());
        assert!(stage.scene().overlay.is_none(), "{closing:?}");
    }
    set(stage.as_mut(), "data", "wine");
    assert_eq!(
        text(&page(stage.as_mut()), "classes"),
        "3, the column cultivar"
    );
}

#[test]
fn every_line_of_a_long_page_can_be_scrolled_to_at_60_by_18() {
    let mut stage = three(&bench("digits", 2)).remove(0).1;
    let lines = page(stage.as_mut()).lines;
    let mut seen = String::new();
    let focused = stage.scene().focus;
    for direction in [Direction::Down, Direction::Right].iter().cycle().take(20) {
        seen += &drawn(&stage.scene(), (60, 18));
        stage.act(Action::Move(*direction));
    }
    for (name, text) in lines {
        let name = name.trim();
        let last = text.split_whitespace().next_back().expect("a word");
        let is_seen = |line: &str| line.contains(name) && line.contains(last);
        let in_one_line = seen.lines().any(is_seen);
        assert!(
            in_one_line || seen.contains(name) && seen.contains(last),
            "{name}: {text}"
        );
    }
    for _ in 0..100 {
        stage.act(Action::Move(Direction::Left));
    }
    let scene = stage.scene();
    assert_eq!(
        (scene.overlay.expect("a page").first, scene.focus),
        (0, focused)
    );
}

/// What a program writes, and whether it succeeds.
fn ran(line: &str) -> (String, String, Option<i32>) {
    let output = program(line).output().expect("a run");
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    (told(&output), errors, output.status.code())
}

#[test]
fn the_first_line_of_a_narration_says_what_was_understood_of_the_data() {
    let line = "backprop --headless --no-figures --steps 1 --data missing.csv --missing drop";
    let (narration, _, _) = ran(line);
    let first = narration.lines().next().expect("a line");
    for words in [
        "missing.csv",
        "27 samples to train and 27 to test, 6 rows left out",
        "leaf, bark, height",
        "the column \"species\"",
        "ash (18)",
        "scaled to mean 0 and deviation 1",
    ] {
        assert!(first.contains(words), "{words}: {first}");
    }
    let (narration, _, _) = ran(&format!("{line} --scale none"));
    assert!(
        narration
            .lines()
            .next()
            .expect("a line")
            .contains("as they were measured")
    );
}

#[test]
fn a_neuron_and_an_equation_read_a_table_as_they_are_told_and_say_what_they_understood() {
    let neuron = "neuron --headless --no-figures --data missing.csv --missing";
    let (text, _, _) = ran(&format!("{neuron} drop"));
    let first = text.lines().next().expect("a line");
    assert!(first.contains("54 samples, 6 rows left out") && first.contains("leaf, bark, height"));
    let (_, remarks, _) = ran(&format!("{neuron} drop --quiet"));
    assert!(remarks.contains("left out"), "{remarks}");
    assert!(
        ran(&format!("{neuron} mean"))
            .0
            .contains("a header): 60 samples;")
    );
    let equation = "nn28 equation 1 --w=1,1,1,1 --data class-first.csv";
    let (text, _, status) = ran(equation);
    assert!(
        text.starts_with(
            "The data class-first.csv (cells separated by commas, a header): 60 samples"
        ) && status == Some(0),
        "{text}"
    );
    assert!(
        text.replace('\n', " ")
            .contains("of the column \"species\""),
        "{text}"
    );
    // The letters of the file's first line are no class here, but an input less makes four weights too many.
    assert_eq!(ran(&format!("{equation} --drop leaf")).2, Some(2));
}

#[test]
fn the_class_of_an_equation_is_a_number_with_x_and_a_column_with_data() {
    let of_sample = |class: &str| ran(&format!("nn28 equation 8 --x 1,2 --class {class} --json"));
    assert!(of_sample("0").0 != of_sample("2").0);
    for class in ["oak", "3", "-1"] {
        assert_eq!(of_sample(class).2, Some(2), "{class}");
    }
    let data = "nn28 equation 1 --w=1,1,1,1 --data class-in-the-middle.csv --class";
    let (named, _, status) = ran(&format!("{data} diagnosis"));
    assert!(
        status == Some(0)
            && named
                .replace('\n', " ")
                .contains("of the column \"diagnosis\"")
    );
    assert_eq!(ran(&format!("{data} elsewhere")).2, Some(1));
}

#[test]
fn options_about_reading_without_data_are_a_mistake() {
    for line in [
        "neuron --class 2",
        "neuron --no-header",
        "nn28 equation 8 --missing drop",
    ] {
        let (_, errors, status) = ran(line);
        let option = line
            .split(' ')
            .find(|word| word.starts_with("--"))
            .expect("an option");
        assert!(
            status == Some(2) && errors.contains(option) && errors.contains("--data"),
            "{errors}"
        );
    }
}

const CLASSES: [&str; 3] = [
    "Donaudampfschifffahrtsverein",
    "Donaudampfschifffahrtskapitän",
    "Straßenbahnhaltestellenschild",
];

/// Sixty rows whose names have some thirty letters each.
fn with_long_names() -> Experiment {
    let mut table = "Kraftfahrzeughaftpflichtgebühr,Geschwindigkeitsbegrenzung,class\n".to_owned();
    for n in 0..60 {
        let (x, class) = (f64::from(n) / 7.0, n as usize % 3);
        let _ = writeln!(table, "{x},{},{}", x * x / 5.0, CLASSES[class]);
    }
    let reading = data::Reading::default();
    let set = data::parse_table(table.as_bytes(), "lang.csv", &reading).expect("a table");
    Experiment::of(set, Settings::default())
}

#[test]
fn inputs_and_outputs_have_the_names_of_their_columns_and_classes_in_the_diagram() {
    for (chapter, mut stage) in three(&bench("iris", 2)) {
        let scene = stage.scene();
        let names = |layer: usize| {
            let nodes = scene.diagram.layers[layer].nodes.iter();
            nodes.map(|node| node.name.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(
            names(0)[..2],
            ["sepal length (cm)", "sepal width (cm)"],
            "{chapter:?}"
        );
        assert_eq!(names(2), ["setosa", "versicolor", "virginica"]);
        for size in [(80, 24), (140, 40)] {
            let screen = diagram(stage.as_mut(), size);
            assert!(screen.contains("x₀: sepal length (cm)"), "{screen}");
        }
    }
    let numbered = three(&bench("clusters", 2)).remove(0).1.scene();
    assert!(
        numbered.diagram.layers[0]
            .nodes
            .iter()
            .all(|node| node.name.is_empty())
    );
}

#[test]
fn names_of_thirty_letters_are_whole_where_there_is_room() {
    let mut stage = three(&with_long_names()).remove(0).1;
    let screen = drawn(&stage.scene(), (200, 60));
    for class in CLASSES {
        assert!(screen.contains(class), "{class}: {screen}");
    }
    // In the diagram those of the sample and of the weight that are chosen.
    for size in [(80, 24), (140, 40)] {
        let screen = diagram(stage.as_mut(), size);
        for name in ["x₀: Kraftfahrzeughaftpflichtgebühr", CLASSES[2]] {
            assert!(screen.contains(name), "{name}: {screen}");
        }
    }
}

#[test]
fn a_neuron_on_data_has_the_names_of_the_columns_on_its_axes() {
    use nn28::scene::Picture;

    let neuron = Neuron::of_experiment(&bench("iris", 2));
    let Picture::Plane(plane) = neuron.scene().picture else {
        panic!("a plane");
    };
    let labels = [plane.x.label.as_str(), plane.y.label.as_str()];
    assert_eq!(labels, ["x₀: sepal length (cm)", "x₁: sepal width (cm)"]);
    let typed = neuron
        .with_numbers(vec![1.0; 3], vec![0.0; 2])
        .expect("a neuron");
    assert_eq!(typed.name(0), "");
}

#[test]
fn a_neuron_on_data_names_its_inputs_in_the_diagram_and_both_axes() {
    let in_diagram = |data: &str, size| {
        let mut neuron = Neuron::of_experiment(&bench(data, 2));
        neuron.act(Action::Focus(Pane::Network));
        drawn(&neuron.scene(), size)
    };
    for size in [(80, 24), (140, 40)] {
        let screen = in_diagram("iris", size);
        for name in ["sepal length (cm)", "sepal width (cm)", "petal length (cm)"] {
            assert!(screen.contains(name), "{name}: {screen}");
        }
    }
    let screen = drawn(&Neuron::of_experiment(&bench("iris", 2)).scene(), (140, 40));
    assert!(screen.contains("↑ x₁: sepal width"), "{screen}");
    // Where the inputs are too many for a line more each, the one that is chosen has its name.
    let screen = in_diagram("wine", (80, 24));
    assert!(screen.contains("x₀: alcohol"), "{screen}");
}

#[test]
fn a_name_that_is_cut_beside_the_edges_is_whole_for_the_weight_that_is_chosen() {
    let mut network = three(&bench("iris", 2)).remove(0).1;
    for name in ["sepal length", "sepal width", "petal length", "petal width"] {
        let screen = diagram(network.as_mut(), (80, 24));
        assert!(screen.contains(name), "{name}: {screen}");
        network.act(Action::Move(Direction::Down));
    }
}
