//! The neuron's stage, played by replaying actions and looking at its scenes.

use crate::stage::{self, close, fact, random_action};
use nn28::equation::{self, Chapter, Number};
use nn28::scene::{Pane, Picture, Plane, Target};
use nn28::stage::neuron::View;
use nn28::stage::{Action, Contents, Direction, Neuron, Request, Stage, restored};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

fn after(mut neuron: Neuron, actions: impl IntoIterator<Item = Action>) -> Neuron {
    stage::act(&mut neuron, actions);
    neuron
}

/// The source's neuron after some actions.
fn source(actions: impl IntoIterator<Item = Action>) -> Neuron {
    after(Neuron::of_source(), actions)
}

fn plane(neuron: &Neuron) -> Plane {
    match neuron.scene().picture {
        Picture::Plane(plane) => plane,
        other => panic!("a plane, not {}", other.title()),
    }
}

/// The sigmoid by another formula than the one under test.
fn sigmoid(a: f64) -> f64 {
    f64::midpoint((a / 2.0).tanh(), 1.0)
}

#[test]
fn the_source_s_neuron_is_seen_at_the_worked_example() {
    let scene = Neuron::of_source().scene();
    let facts = ["a", "y"].map(|name| fact(&scene, name));
    assert_eq!(facts, ["−0.5000", "0.3775"]);
    let products = scene.diagram.links.iter().filter_map(|link| link.product);
    assert_eq!(products.collect::<Vec<_>>(), [-3.0, 0.5, 2.0]);
}

#[test]
fn the_arrows_move_the_point_and_everything_follows() {
    let neuron = source([Direction::Right, Direction::Down].map(Action::Move));
    assert_eq!(neuron.inputs(), [2.0, 0.0]);
    assert!((neuron.sum() - (-2.0 * 2.0 + 2.0)).abs() < 1e-12);
    let mark = &plane(&neuron).marks[0];
    assert_eq!((mark.x, mark.y), (2.0, 0.0));
}

#[test]
fn a_click_moves_the_point_and_it_stays_inside_the_plane() {
    let (across, up) = (0.75, 0.25);
    let click = Action::Click(Target::Point { across, up });
    assert_eq!(source([click]).inputs(), [5.0, -5.0]);
    let right = vec![Action::Move(Direction::Right); 100];
    assert_eq!(source(right).inputs(), [10.0, 0.5]);
}

#[test]
fn in_the_diagram_the_arrows_choose_a_number_and_change_it() {
    let actions = [
        Action::Focus(Pane::Network),
        Action::Move(Direction::Down),
        Action::Move(Direction::Down),
        Action::Move(Direction::Right),
        Action::More,
    ];
    let neuron = source(actions);
    assert_eq!(neuron.weights(), [-1.8, 1.0, 2.0]);
    assert!(neuron.scene().diagram.links[0].weight.focused);
}

#[test]
fn the_selected_equation_lights_what_it_speaks_of() {
    let lit = |number| {
        let neuron = Neuron::of_source().showing(Number::whole(number));
        let diagram = neuron.scene().diagram;
        let [input, output] = [0, 1].map(|layer| &diagram.layers[layer].nodes[0].quantities);
        [&input[0], &diagram.links[0].weight, &output[0], &output[1]].map(|one| one.lit)
    };
    assert_eq!(lit(1), [true, true, true, false]);
    assert_eq!(lit(4), [false, false, true, true]);
}

#[test]
fn every_equation_of_the_chapter_is_shown_with_the_neuron_s_own_numbers() {
    let neuron = source([Action::Move(Direction::Left)]);
    for (index, number) in (1..=4).enumerate() {
        let showing = neuron.clone().showing(Number::whole(number));
        let card = showing.scene().equation;
        assert_eq!((card.number, card.choices.1), (number.to_string(), index));
        let expected = if number == 4 { sigmoid(0.5) } else { 0.5 };
        assert_eq!(card.lines[0].value, format!("{expected:.6}"));
        assert!(card.holds);
    }
}

#[test]
fn the_gates_do_what_their_names_say_and_xor_does_not() {
    for (preset, name, expected) in [(1, "AND", 4), (2, "OR", 4), (3, "NAND", 4), (4, "XOR", 3)] {
        let scene = source([Action::Preset(preset)]).scene();
        assert_eq!(fact(&scene, "weights"), name);
        let Picture::Table(table) = &scene.training.picture else {
            panic!("the truth table is along the bottom")
        };
        let right = table.rows.iter().filter(|row| row.right == Some(true));
        assert_eq!(right.count(), expected, "{name}");
        for words in ["no weights can do it", "see the network"] {
            let verdict = &table.verdict;
            assert_eq!(verdict.contains(words), name == "XOR", "{verdict}");
        }
    }
}

#[test]
fn no_weights_on_a_fine_grid_get_more_than_three_corners_of_xor_right() {
    let grid = || (-20..=20).map(|step| f64::from(step) / 2.0);
    let corners = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
    let pairs = grid().flat_map(|w_0| grid().map(move |w_1| (w_0, w_1)));
    let all = pairs.flat_map(|(w_0, w_1)| grid().map(move |bias| vec![w_0, w_1, bias]));
    let right = |w: Vec<f64>| {
        let is_right = |x: &&[f64; 2]| {
            let neuron = Neuron::new(w.clone(), x.to_vec()).expect("three weights");
            (neuron.output() > 0.5) == ((x[0] > 0.5) != (x[1] > 0.5))
        };
        corners.iter().filter(is_right).count()
    };
    assert_eq!(all.map(right).max(), Some(3));
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
    for (x_0, x_1) in &plane(&Neuron::of_source()).lines[0].points {
        assert!((-2.0 * x_0 + x_1 + 2.0).abs() < 1e-9, "({x_0}, {x_1})");
    }
    // Weights that do not look at the inputs draw no line.
    let neuron = Neuron::new(vec![0.0, 0.0, 1.0], vec![0.0, 0.0]).expect("a neuron");
    assert!(plane(&neuron).lines.is_empty());
}

#[test]
fn step_on_and_step_back_undo_each_other_and_restart_leads_home() {
    use Action::{StepBack, StepOn};
    for view in View::ALL {
        let start = Neuron::of_source().viewing(view);
        let there_and_back = after(start.clone(), [StepOn, StepOn, StepBack, StepBack]);
        assert!(there_and_back.scene() == start.scene(), "{view}");
    }
    let (seed, up) = (Action::NewSeed, Action::Move(Direction::Up));
    let neuron = source([seed, Action::Preset(0), up, Action::Restart]);
    assert_eq!(neuron.weights(), [-2.0, 1.0, 2.0]);
    assert_eq!(neuron.inputs(), [1.5, 0.5]);
}

#[test]
fn time_passes_only_while_it_plays() {
    assert_eq!(source([Action::Tick]), Neuron::of_source());
    let playing = source([Action::Play, Action::Tick]);
    assert_ne!(playing.inputs(), Neuron::of_source().inputs());
}

#[test]
fn a_new_seed_gives_the_same_weights_on_every_run() {
    let weights = |times| source(vec![Action::NewSeed; times]).weights().to_vec();
    assert_eq!(weights(1), weights(1));
    assert_ne!(weights(1), weights(2));
    // After the largest seed the seeds begin again.
    let state = format!("seed={}", u64::MAX).parse().expect("words");
    let mut neuron = restored(Chapter::Neuron, &state).expect("a state");
    neuron.act(Action::NewSeed);
    assert_eq!(fact(&neuron.scene(), "seed"), "0");
}

#[test]
fn the_command_names_every_number_of_the_screen() {
    let neuron = source([Action::NextEquation, Action::NextView, Action::Printed]);
    let expected = "cargo run --release --bin neuron -- --w=-2,1,2 --x=1.5,0.5 --equation 2 --view sigmoid --mirrored";
    assert_eq!(neuron.command(), expected);
}

#[test]
fn the_requests_are_left_to_the_program_around_the_stage() {
    let mut neuron = Neuron::of_source().showing(Number::whole(4));
    assert_eq!(neuron.act(Action::Quit), Some(Request::Quit));
    let page = Request::OpenPage("neuron.html#eq-4".to_owned());
    assert_eq!(neuron.act(Action::OpenPage), Some(page));
    assert!(
        matches!(neuron.act(Action::SaveAll), Some(Request::Save(figures)) if figures.len() == 4)
    );
}

#[test]
fn a_neuron_of_one_input_and_one_of_twelve_work_as_well() {
    for inputs in [1, 12] {
        let neuron = Neuron::new(vec![0.5; inputs + 1], vec![1.0; inputs]).expect("a neuron");
        assert!((neuron.sum() - 0.5 * (inputs as f64 + 1.0)).abs() < 1e-12);
        let scene = after(neuron, [Direction::Up, Direction::Right].map(Action::Move)).scene();
        assert_eq!(scene.diagram.layers[0].nodes.len(), inputs + 1);
    }
}

#[test]
fn a_count_that_does_not_match_and_numbers_without_end_are_refused() {
    let count = "2 inputs need 3 weights, one for each and the bias last, but --w has 2";
    let (nan, inf) = (f64::NAN, f64::INFINITY);
    let cases: [(&[f64], &[f64], &str); 4] = [
        (&[1.0, 2.0], &[1.0, 2.0], count),
        (&[1.0, nan, 2.0], &[1.0, 2.0], "--w has NaN as its number 2"),
        (&[1.0, 1.0, 2.0], &[1.0, inf], "--x has inf as its number 2"),
        (&[1.0], &[], "at least two numbers"),
    ];
    for (w, x, expected) in cases {
        let refused = Neuron::new(w.to_vec(), x.to_vec()).expect_err("refused");
        assert!(refused.to_string().contains(expected), "{refused}");
    }
}

#[test]
fn the_contents_lead_to_the_dashboard_of_every_chapter() {
    let mut contents = Contents::new();
    let rows = contents.scene().rows;
    let count = |depth| rows.iter().filter(|row| row.depth == depth).count();
    assert_eq!((count(0), count(2)), (4, equation::all().count()));
    let neuron = Some(Request::Enter(Chapter::Neuron, Some(Number::whole(1))));
    assert_eq!(contents.act(&Action::Enter), neuron);
    contents.act(&Action::Move(Direction::Right));
    let network = Some(Request::Enter(Chapter::Network, Some(Number::whole(5))));
    assert_eq!(contents.act(&Action::Enter), network);
    (0..rows.len()).for_each(|_| drop(contents.act(&Action::NextEquation)));
    assert_eq!(contents.scene().preview.cards[0].number, "28");
}

#[test]
fn a_thousand_random_actions_leave_a_valid_scene() {
    let mut random = ChaCha8Rng::seed_from_u64(28);
    for inputs in (1..5).cycle().take(40) {
        let w = (0..=inputs).map(|_| random.random_range(-1e3..1e3));
        let neuron = Neuron::new(w.collect(), vec![0.5; inputs]).expect("a neuron");
        let neuron = after(neuron, (0..1000).map(|_| random_action(&mut random)));
        let scene = neuron.scene();
        assert!(close(neuron.output(), sigmoid(neuron.sum()), 1e-9));
        assert!(scene.equation.holds, "{:?}", scene.equation);
        let values: &[f64] = match &scene.picture {
            Picture::Plane(plane) => &plane.field.values,
            Picture::Surface(surface) => &surface.field.values,
            _ => &[],
        };
        assert!(values.iter().all(|value| (0.0..=1.0).contains(value)));
    }
}
