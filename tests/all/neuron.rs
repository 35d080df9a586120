//! The neuron's stage, played by replaying actions and looking at its scenes.

use nn28::equation::{self, Chapter, Number};
use nn28::scene::{Panel, Picture, Scene, Target};
use nn28::stage::neuron::{View, book_figures};
use nn28::stage::{Action, Contents, Direction, Neuron, Request, Stage, restored};
use proptest::prelude::*;

fn after(mut neuron: Neuron, actions: impl IntoIterator<Item = Action>) -> Neuron {
    for action in actions {
        neuron.act(action);
    }
    neuron
}

fn fact(scene: &Scene, name: &str) -> String {
    scene
        .facts
        .iter()
        .find(|(fact, _)| fact == name)
        .map(|(_, value)| value.clone())
        .expect("the fact")
}

/// The sigmoid by another formula than the one under test.
fn sigmoid(a: f64) -> f64 {
    f64::midpoint((a / 2.0).tanh(), 1.0)
}

#[test]
fn the_source_s_neuron_is_seen_at_the_worked_example() {
    let scene = Neuron::of_source().scene();
    assert_eq!(
        (fact(&scene, "a"), fact(&scene, "y")),
        ("−0.5000".to_owned(), "0.3775".to_owned())
    );
    let products: Vec<f64> = scene
        .diagram
        .links
        .iter()
        .filter_map(|link| link.product)
        .collect();
    assert_eq!(products, [-3.0, 0.5, 2.0]);
}

#[test]
fn the_arrows_move_the_point_and_everything_follows() {
    let neuron = after(
        Neuron::of_source(),
        [
            Action::Move(Direction::Right),
            Action::Move(Direction::Down),
        ],
    );
    assert_eq!(neuron.inputs(), [2.0, 0.0]);
    assert!((neuron.sum() - (-2.0 * 2.0 + 2.0)).abs() < 1e-12);
    let Picture::Plane(plane) = neuron.scene().picture else {
        panic!("the plane is shown first")
    };
    assert_eq!((plane.marks[0].x, plane.marks[0].y), (2.0, 0.0));
}

#[test]
fn a_click_moves_the_point_to_where_it_met_the_plane() {
    let click = Action::Click(Target::Point {
        across: 0.75,
        up: 0.25,
    });
    assert_eq!(after(Neuron::of_source(), [click]).inputs(), [5.0, -5.0]);
}

#[test]
fn the_point_stays_inside_the_plane() {
    let right = vec![Action::Move(Direction::Right); 100];
    assert_eq!(after(Neuron::of_source(), right).inputs(), [10.0, 0.5]);
}

#[test]
fn in_the_diagram_the_arrows_choose_a_number_and_change_it() {
    let actions = [
        Action::Focus(Panel::Where),
        Action::Move(Direction::Down),
        Action::Move(Direction::Down),
        Action::Move(Direction::Right),
        Action::More,
    ];
    let neuron = after(Neuron::of_source(), actions);
    assert_eq!(neuron.weights(), [-1.8, 1.0, 2.0]);
    assert!(neuron.scene().diagram.links[0].weight.focused);
}

#[test]
fn the_selected_equation_lights_what_it_speaks_of() {
    let lit = |number| {
        let diagram = Neuron::of_source()
            .showing(Number::whole(number))
            .scene()
            .diagram;
        let output = &diagram.layers[1].nodes[0].quantities;
        (
            diagram.layers[0].nodes[0].quantities[0].lit,
            diagram.links[0].weight.lit,
            output[0].lit,
            output[1].lit,
        )
    };
    assert_eq!(lit(1), (true, true, true, false));
    assert_eq!(lit(4), (false, false, true, true));
}

#[test]
fn every_equation_of_the_chapter_is_shown_with_the_neuron_s_own_numbers() {
    let neuron = after(Neuron::of_source(), [Action::Move(Direction::Left)]);
    for (place, number) in (1..=4).enumerate() {
        let card = neuron
            .clone()
            .showing(Number::whole(number))
            .scene()
            .equation;
        assert_eq!((card.number, card.choices.1), (number.to_string(), place));
        let expected = if number == 4 { sigmoid(0.5) } else { 0.5 };
        assert_eq!(card.lines[0].value, format!("{expected:.6}"));
        assert!(card.holds);
    }
}

#[test]
fn the_gates_do_what_their_names_say_and_xor_does_not() {
    for (preset, name) in ["source", "AND", "OR", "NAND", "XOR"]
        .into_iter()
        .enumerate()
        .skip(1)
    {
        let scene = after(Neuron::of_source(), [Action::Preset(preset)]).scene();
        assert_eq!(fact(&scene, "weights"), name);
        let Picture::Table(table) = &scene.when.picture else {
            panic!("the truth table stands along the bottom")
        };
        let right = table
            .rows
            .iter()
            .filter(|row| row.right == Some(true))
            .count();
        assert_eq!(right, if name == "XOR" { 3 } else { 4 }, "{name}");
        if name == "XOR" {
            assert!(
                table.verdict.contains("no weights can do it"),
                "{}",
                table.verdict
            );
            assert!(
                table.verdict.contains("see the network"),
                "{}",
                table.verdict
            );
        }
    }
}

#[test]
fn no_weights_on_a_fine_grid_get_more_than_three_corners_of_xor_right() {
    let grid = || (-20..=20).map(|step| f64::from(step) / 2.0);
    let corners = [
        ([0.0, 0.0], false),
        ([0.0, 1.0], true),
        ([1.0, 0.0], true),
        ([1.0, 1.0], false),
    ];
    let mut best = 0;
    for w_0 in grid() {
        for w_1 in grid() {
            for bias in grid() {
                let right = |(x, fires): &([f64; 2], bool)| {
                    let neuron = Neuron::new(vec![w_0, w_1, bias], x.to_vec())
                        .expect("three weights for two inputs");
                    (neuron.output() > 0.5) == *fires
                };
                best = best.max(corners.iter().filter(|corner| right(corner)).count());
            }
        }
    }
    assert_eq!(best, 3);
}

#[test]
fn m_shows_the_surface_that_the_source_printed() {
    let right = Neuron::of_source().viewing(View::Surface);
    let mirrored = after(right.clone(), [Action::Printed]);
    let (Picture::Surface(right), Picture::Surface(mirrored)) =
        (right.scene().picture, mirrored.scene().picture)
    else {
        panic!("two surfaces")
    };
    assert!(mirrored.mirrored && !right.mirrored);
    for (one, other) in right.field.values.iter().zip(&mirrored.field.values) {
        assert!((one + other - 1.0).abs() < 1e-12);
    }
    assert!((right.field.between(0.5, 0.5) - 0.880_797).abs() < 1e-5);
    assert!((mirrored.field.between(0.5, 0.5) - 0.119_203).abs() < 1e-5);
}

#[test]
fn the_arrows_turn_the_surface_and_never_tip_it_over() {
    let surface = |neuron: &Neuron| match neuron.scene().picture {
        Picture::Surface(surface) => (surface.yaw, surface.pitch),
        _ => panic!("a surface"),
    };
    let start = Neuron::of_source().viewing(View::Surface);
    let turned = after(start.clone(), [Action::Move(Direction::Right)]);
    assert_eq!(surface(&start), (22.5, 37.5));
    assert_eq!(surface(&turned), (30.0, 37.5));
    let tipped = after(start, vec![Action::Move(Direction::Up); 60]);
    assert_eq!(surface(&tipped), (22.5, 90.0));
}

#[test]
fn the_line_runs_where_the_sum_is_zero() {
    let Picture::Plane(plane) = Neuron::of_source().scene().picture else {
        panic!("a plane")
    };
    for (x_0, x_1) in &plane.lines[0].points {
        assert!((-2.0 * x_0 + x_1 + 2.0).abs() < 1e-9, "({x_0}, {x_1})");
    }
}

#[test]
fn weights_that_do_not_look_at_the_inputs_draw_no_line() {
    let neuron = Neuron::new(vec![0.0, 0.0, 1.0], vec![0.0, 0.0]).expect("a neuron");
    let Picture::Plane(plane) = neuron.scene().picture else {
        panic!("a plane")
    };
    assert!(plane.lines.is_empty());
}

#[test]
fn step_on_and_step_back_undo_each_other_and_restart_leads_home() {
    for view in View::ALL {
        let start = Neuron::of_source().viewing(view);
        let there_and_back = after(
            start.clone(),
            [
                Action::StepOn,
                Action::StepOn,
                Action::StepBack,
                Action::StepBack,
            ],
        );
        assert!(
            there_and_back.scene() == start.scene(),
            "{view}: {:?}",
            there_and_back.inputs()
        );
    }
    let changed = [
        Action::NewSeed,
        Action::Preset(0),
        Action::Move(Direction::Up),
        Action::Restart,
    ];
    let neuron = after(Neuron::of_source(), changed);
    assert_eq!(
        (neuron.weights(), neuron.inputs()),
        (&[-2.0, 1.0, 2.0][..], &[1.5, 0.5][..])
    );
}

#[test]
fn time_passes_only_while_it_plays() {
    let still = after(Neuron::of_source(), [Action::Tick]);
    assert_eq!(still, Neuron::of_source());
    let playing = after(Neuron::of_source(), [Action::Play, Action::Tick]);
    assert_ne!(playing.inputs(), Neuron::of_source().inputs());
}

#[test]
fn a_new_seed_gives_the_same_weights_on_every_run() {
    let weights = |times| {
        after(Neuron::of_source(), vec![Action::NewSeed; times])
            .weights()
            .to_vec()
    };
    assert_eq!(weights(1), weights(1));
    assert_ne!(weights(1), weights(2));
}

#[test]
fn after_the_largest_seed_the_seeds_begin_again() {
    let state = format!("seed={}", u64::MAX).parse().expect("words");
    let mut neuron = restored(Chapter::Neuron, &state).expect("a state");
    neuron.act(Action::NewSeed);
    assert_eq!(fact(&neuron.scene(), "seed"), "0");
}

#[test]
fn the_command_names_every_number_of_the_screen() {
    let neuron = after(
        Neuron::of_source(),
        [Action::NextEquation, Action::NextView, Action::Printed],
    );
    let expected = "cargo run --release --bin neuron -- --w=-2,1,2 --x=1.5,0.5 --equation 2 --view sigmoid --mirrored";
    assert_eq!(neuron.command(), expected);
}

#[test]
fn the_requests_are_left_to_whoever_runs_the_stage() {
    let mut neuron = Neuron::of_source().showing(Number::whole(4));
    assert_eq!(neuron.act(Action::Quit), Some(Request::Quit));
    assert_eq!(
        neuron.act(Action::OpenPage),
        Some(Request::OpenPage("neuron.html#eq-4".to_owned()))
    );
    assert!(matches!(neuron.act(Action::Save), Some(Request::Save(figures)) if figures.len() == 4));
}

#[test]
fn a_neuron_of_one_input_and_one_of_twelve_work_as_well() {
    for inputs in [1, 12] {
        let neuron = Neuron::new(vec![0.5; inputs + 1], vec![1.0; inputs]).expect("a neuron");
        assert!((neuron.sum() - 0.5 * (inputs as f64 + 1.0)).abs() < 1e-12);
        let scene = after(
            neuron,
            [Action::Move(Direction::Up), Action::Move(Direction::Right)],
        )
        .scene();
        assert_eq!(scene.diagram.layers[0].nodes.len(), inputs + 1);
    }
}

#[test]
fn a_count_that_does_not_match_and_numbers_without_end_are_refused() {
    let message = |w: &[f64], x: &[f64]| {
        Neuron::new(w.to_vec(), x.to_vec())
            .expect_err("refused")
            .to_string()
    };
    assert_eq!(
        message(&[1.0, 2.0], &[1.0, 2.0]),
        "2 inputs need 3 weights, one for each and the bias last, but --w has 2"
    );
    assert!(message(&[1.0, f64::NAN, 2.0], &[1.0, 2.0]).contains("--w has NaN as its number 2"));
    assert!(
        message(&[1.0, 1.0, 2.0], &[1.0, f64::INFINITY]).contains("--x has inf as its number 2")
    );
    assert!(message(&[1.0], &[]).contains("at least two numbers"));
}

#[test]
fn the_book_s_figures_have_captions_alternatives_and_a_command() {
    let figures = book_figures();
    let numbers: Vec<_> = figures.iter().filter_map(|figure| figure.number).collect();
    assert_eq!(numbers, [41, 42, 43]);
    for figure in figures {
        assert!(
            figure.caption.len() > 20 && figure.alternative.len() > 20,
            "{}",
            figure.name
        );
        assert_eq!(figure.command, "cargo run --release -- figures");
    }
}

#[test]
fn the_contents_lead_to_the_dashboard_of_every_chapter() {
    let mut contents = Contents::new();
    let rows = contents.scene().rows;
    assert_eq!(rows.iter().filter(|row| row.depth == 0).count(), 4);
    assert_eq!(
        rows.iter().filter(|row| row.depth == 2).count(),
        equation::all().count()
    );
    let neuron = Some(Request::Enter(Chapter::Neuron, Some(Number::whole(1))));
    assert_eq!(contents.act(&Action::Enter), neuron);
    contents.act(&Action::Move(Direction::Right));
    let network = Some(Request::Enter(Chapter::Network, Some(Number::whole(5))));
    assert_eq!(contents.act(&Action::Enter), network);
    for _ in 0..rows.len() {
        contents.act(&Action::NextEquation);
    }
    assert_eq!(contents.scene().preview.cards[0].number, "28");
}

/// Any action, with targets inside and outside of what there is.
fn actions() -> impl Strategy<Value = Action> {
    let directions = [
        Direction::Left,
        Direction::Right,
        Direction::Up,
        Direction::Down,
    ];
    prop_oneof![
        4 => prop::sample::select(directions.to_vec()).prop_map(Action::Move),
        4 => prop::sample::select(vec![
            Action::NextPanel, Action::PreviousPanel, Action::NextEquation, Action::PreviousEquation, Action::Play,
            Action::StepOn, Action::StepBack, Action::Restart, Action::NewSeed, Action::More, Action::Less,
            Action::NextView, Action::NextPreset, Action::Printed, Action::Help, Action::Command, Action::Close,
            Action::Tick, Action::Enter, Action::Quit, Action::OpenPage, Action::Notice("…".to_owned()),
        ]),
        1 => (0..12_usize).prop_map(Action::Preset),
        1 => prop_oneof![
            (-1.0..2.0, -1.0..2.0).prop_map(|(across, up)| Target::Point { across, up }),
            (0..40_usize).prop_map(Target::Quantity),
            (0..9_usize).prop_map(Target::Choice),
            (0..9_usize).prop_map(Target::View),
            prop::sample::select(Panel::ALL.to_vec()).prop_map(Target::Panel),
        ].prop_map(Action::Click),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_thousand_random_actions_leave_a_valid_scene(
        w in prop::collection::vec(-1e3..1e3_f64, 2..6), actions in prop::collection::vec(actions(), 1000)
    ) {
        let x = vec![0.5; w.len() - 1];
        let neuron = after(Neuron::new(w, x).expect("a neuron"), actions);
        let scene = neuron.scene();
        prop_assert!((neuron.output() - sigmoid(neuron.sum())).abs() < 1e-9);
        prop_assert!(scene.equation.holds, "{:?}", scene.equation);
        let values: &[f64] = match &scene.picture {
            Picture::Plane(plane) => &plane.field.values,
            Picture::Surface(surface) => &surface.field.values,
            _ => &[],
        };
        prop_assert!(values.iter().all(|value| (0.0..=1.0).contains(value)));
    }
}
