//! What the book claims of its data: shapes, seeds, splits, scales, files; and what a reader is told when a file is wrong.

#![cfg(feature = "terminal")]

use std::fmt::Write as _;
use std::path::PathBuf;

use nn28::data::{
    DataError, DataSet, NAMES, Reading, Scaler, Split, load, parse_network, parse_table,
    read_network, split, write_network,
};
use nn28::model::network::forward;
use nn28::model::training::batch_step;
use nn28::model::{Matrix, Network, Sample};
use proptest::prelude::*;

fn set(name: &str) -> DataSet {
    load(name, 7).expect("a name that load knows")
}

fn halves(set: &DataSet, shuffle: Option<u64>) -> Split {
    split(set, 0.5, shuffle).expect("a fair fraction")
}

fn parsed(table: &str) -> DataSet {
    parse_table(table.as_bytes(), "t.csv", &Reading::default()).expect("a good table")
}

fn fault_of(table: impl AsRef<[u8]>) -> String {
    parse_table(table.as_ref(), "t.csv", &Reading::default())
        .unwrap_err()
        .to_string()
}

fn count_by_class(set: &DataSet) -> Vec<usize> {
    (0..set.class_count())
        .map(|k| set.class.iter().filter(|class| **class == k).count())
        .collect()
}

fn bits(x: &Matrix) -> Vec<Vec<u64>> {
    x.iter()
        .map(|row| row.iter().map(|entry| entry.to_bits()).collect())
        .collect()
}

// The sets.

#[test]
fn every_set_has_the_shape_that_the_book_states_and_says_where_it_comes_from() {
    let expected = [
        ("clusters", 200, 2, 3),
        ("body", 100, 2, 3),
        ("iris", 150, 4, 3),
        ("wine", 178, 13, 3),
        ("digits", 1797, 64, 10),
        ("xor", 200, 2, 2),
        ("spiral", 300, 2, 3),
    ];
    assert_eq!(expected.map(|(name, ..)| name), NAMES);
    for (name, samples, inputs, classes) in expected {
        let set = set(name);
        let shape = (set.len(), set.inputs(), set.class_count());
        assert_eq!((&set.name[..], shape), (name, (samples, inputs, classes)));
        assert_eq!(set.class.len(), set.len(), "{name}");
        assert!(set.x.iter().all(|x| x.len() == set.inputs()), "{name}");
        assert!(set.x.iter().flatten().all(|x| x.is_finite()), "{name}");
        assert!(count_by_class(&set).iter().all(|n| *n > 0), "{name}");
        assert!(!set.source.is_empty() && !set.source.contains('\n'));
    }
}

#[test]
fn the_classes_of_the_measured_sets_are_as_frequent_as_their_authors_say() {
    assert_eq!(count_by_class(&set("iris")), [50, 50, 50]);
    assert_eq!(count_by_class(&set("wine")), [59, 71, 48]);
    let digits = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
    assert_eq!(count_by_class(&set("digits")), digits);
    assert_eq!(digits.iter().sum::<usize>(), 1797);
}

#[test]
fn the_measured_sets_keep_their_authors_order_and_numbers() {
    let iris = set("iris");
    assert_eq!(iris.classes, ["setosa", "versicolor", "virginica"]);
    assert_eq!(iris.x[0], [5.1, 3.5, 1.4, 0.2]);
    assert_eq!(iris.x[149], [5.9, 3.0, 5.1, 1.8]);
    // The two rows in which the UCI copy departs from Fisher's table.
    assert_eq!(iris.x[34], [4.9, 3.1, 1.5, 0.2]);
    assert_eq!(iris.x[37], [4.9, 3.6, 1.4, 0.1]);

    let wine = set("wine");
    assert_eq!(wine.classes, ["cultivar 1", "cultivar 2", "cultivar 3"]);
    assert_eq!((wine.x[0][0], wine.x[0][12]), (14.23, 1065.0));

    let digits = set("digits");
    assert_eq!(digits.classes[9], "9");
    assert_eq!(digits.features[63], "p77");
    assert_eq!(digits.x[0][..8], [0.0, 0.0, 5.0, 13.0, 9.0, 1.0, 0.0, 0.0]);
    let mut ink = digits.x.iter().flatten();
    assert!(ink.all(|ink| (0.0..=16.0).contains(ink)));
}

#[test]
fn the_summary_statistics_of_iris_are_those_of_its_description() {
    // Means and deviations as scikit-learn's description of the set prints them.
    let scaler = Scaler::learn(&set("iris"));
    let printed = [(5.84, 0.83), (3.05, 0.43), (3.76, 1.76), (1.20, 0.76)];
    for (i, (mean, deviation)) in printed.into_iter().enumerate() {
        let off = [scaler.mean[i] - mean, scaler.deviation[i] - deviation];
        assert!(off.iter().all(|off| off.abs() < 0.01), "{i}: {off:?}");
    }
}

#[test]
fn the_same_seed_draws_the_same_bits_and_another_seed_draws_others() {
    for name in ["clusters", "body", "xor", "spiral"] {
        let draw = |seed| load(name, seed).expect("a name that load knows");
        assert_eq!(bits(&draw(3).x), bits(&draw(3).x), "{name}");
        assert_ne!(bits(&draw(3).x), bits(&draw(4).x), "{name}");
        assert!(draw(3).source.contains("seed 3"), "{name}");
    }
}

#[test]
fn a_seed_keeps_its_meaning_from_release_to_release() {
    let firsts = ["clusters", "body", "xor", "spiral"].map(|name| set(name).x[0].clone());
    let pinned = [
        [-0.848_917_369_948_008_7, -1.122_539_774_003_784_1],
        [36.589_851_226_712_88, 6.384_973_483_997_477],
        [0.199_906_292_169_588_38, 0.209_589_894_633_496_14],
        [0.073_291_672_536_588_79, 0.237_746_611_899_758_2],
    ];
    for (first, pinned) in firsts.iter().zip(pinned) {
        // Cosines may differ in their last bit from system to system.
        assert!((first[0] - pinned[0]).abs() < 1e-12, "{firsts:?}");
        assert!((first[1] - pinned[1]).abs() < 1e-12, "{firsts:?}");
    }
}

#[test]
fn both_halves_of_a_drawn_set_hold_every_class_without_shuffling() {
    for name in ["clusters", "body", "xor", "spiral"] {
        let parts = halves(&set(name), None);
        for part in [&parts.train, &parts.test] {
            let counts = count_by_class(part);
            let (least, most) = (counts.iter().min(), counts.iter().max());
            assert!(most.unwrap() - least.unwrap() <= 1, "{name}: {counts:?}");
        }
    }
}

#[test]
fn the_clouds_lie_where_they_are_said_to_lie() {
    let set = set("clusters");
    for (k, centre) in [[-0.5, -0.5], [0.5, 1.0], [1.0, -0.5]].iter().enumerate() {
        for (i, centre_i) in centre.iter().enumerate() {
            let of_class: Vec<f64> = (0..set.len())
                .filter(|n| set.class[*n] == k)
                .map(|n| set.x[n][i])
                .collect();
            let mean = of_class.iter().sum::<f64>() / of_class.len() as f64;
            // Four standard errors: 4 · 0.45 / √66.
            assert!((mean - centre_i).abs() < 0.22, "class {k}, x{i}: {mean}");
        }
    }
}

#[test]
fn body_keeps_to_its_ranges_and_fills_them() {
    for seed in 0..50 {
        let x = load("body", seed).expect("a name that load knows").x;
        let range = |i: usize| {
            let column = || x.iter().map(|x| x[i]);
            (column().fold(99.0, f64::min), column().fold(0.0, f64::max))
        };
        let [(coldest, hottest), (lowest, highest)] = [range(0), range(1)];
        assert!((36.0..37.0).contains(&coldest) && (41.0..43.0).contains(&hottest));
        assert!((4.0..5.0).contains(&lowest) && (7.0..7.5).contains(&highest));
    }
}

#[test]
fn xor_is_the_sign_of_the_product_and_leaves_a_gap_at_the_axes() {
    let set = set("xor");
    for (x, class) in set.x.iter().zip(&set.class) {
        let differ = (x[0] > 0.0) != (x[1] > 0.0);
        assert_eq!(set.classes[*class] == "different", differ);
        assert_eq!(set.classes[*class] == "equal", !differ);
        assert!(x.iter().all(|x_i| (0.05..=1.0).contains(&x_i.abs())));
    }
}

#[test]
fn the_arms_of_the_spiral_follow_their_formula() {
    let set = set("spiral");
    for (x, class) in set.x.iter().zip(&set.class) {
        let radius = x[0].hypot(x[1]);
        // Turned back by its arm and by three quarters of a turn for each unit of radius, every point lies on the axis.
        let back = -std::f64::consts::TAU * (*class as f64 / 3.0 + 0.75 * radius);
        let (sine, cosine) = back.sin_cos();
        let across = x[0] * sine + x[1] * cosine;
        assert!(radius < 1.1 && across.abs() < 0.5 * 0.6, "{x:?}: {across}");
    }
}

// A small network can learn body, once it is scaled.

fn accuracy(network: &Network, samples: &[Sample]) -> f64 {
    let largest =
        |values: &[f64]| (0..values.len()).max_by(|a, b| values[*a].total_cmp(&values[*b]));
    let is_right = |sample: &&Sample| largest(&forward(network, &sample.x).y) == largest(&sample.t);
    samples.iter().filter(is_right).count() as f64 / samples.len() as f64
}

#[test]
fn a_network_of_two_hidden_units_learns_the_standardised_body_data() {
    for seed in 0..5 {
        let body = load("body", seed).expect("a name that load knows");
        let parts = halves(&body, None);
        let scaler = Scaler::learn(&parts.train);
        let train = scaler.apply(&parts.train).samples();
        let test = scaler.apply(&parts.test).samples();
        let w = [[0.5, 0.1, 0.0], [-0.3, 0.6, 0.1]].map(Vec::from).to_vec();
        let v = [[0.1, -0.1, 0.0], [-0.2, 0.3, 0.0], [0.1, 0.2, 0.0]];
        let v = v.map(Vec::from).to_vec();
        let mut network = Network { w, v };
        for _ in 0..400 {
            network = batch_step(&network, &train, 1.0);
        }
        let found = [&train, &test].map(|samples| accuracy(&network, samples));
        assert!(found.iter().all(|share| *share > 0.9), "{seed}: {found:?}");
    }
}

#[test]
fn unscaled_body_data_with_equal_weights_teaches_nothing_but_the_frequency_of_the_classes() {
    // The source's run: D = 2, M = 2, K = 3, every weight 1, α = 0.5, the first half trains.
    let parts = halves(&set("body"), None);
    let (train, test) = (parts.train.samples(), parts.test.samples());
    let (w, v) = (vec![vec![1.0; 3]; 2], vec![vec![1.0; 3]; 3]);
    let mut network = Network { w, v };
    for _ in 0..300 {
        network = batch_step(&network, &train, 0.5);
    }
    let mut w = network.w.iter().flatten();
    assert!(w.all(|w| (w - 1.0).abs() < 1e-9), "{:?}", network.w);
    let y = forward(&network, &test[0].x).y;
    assert!(y.iter().all(|y_k| (y_k - 1.0 / 3.0).abs() < 0.02), "{y:?}");
    assert!(accuracy(&network, &test) < 0.5);
}

// Samples, splits and scales.

#[test]
fn a_sample_is_the_inputs_with_a_bias_of_one_and_the_class_as_one_among_zeros() {
    let set = set("iris");
    let samples = set.samples();
    assert_eq!(samples.len(), 150);
    assert_eq!(samples[0].x, [5.1, 3.5, 1.4, 0.2, 1.0]);
    assert_eq!(samples[0].t, [1.0, 0.0, 0.0]);
    assert_eq!(samples[149].t, [0.0, 0.0, 1.0]);
}

#[test]
fn a_split_rounds_and_always_leaves_something_to_train_on() {
    let set = set("iris");
    for (fraction, expected) in [
        (0.5, 75),
        (0.25, 38),
        (0.33, 50),
        (1e-9, 1),
        (0.999, 150),
        (1.0, 150),
    ] {
        let parts = split(&set, fraction, Some(1)).expect("a fair fraction");
        assert_eq!(parts.train.len(), expected, "{fraction}");
        assert_eq!(parts.test.len(), 150 - expected, "{fraction}");
        assert_eq!(parts.test.is_empty(), expected == 150);
        assert_eq!(parts.test.classes, set.classes);
    }
}

#[test]
fn a_split_without_shuffling_keeps_the_order() {
    let set = set("wine");
    let parts = halves(&set, None);
    let again: Matrix = parts.train.x.iter().chain(&parts.test.x).cloned().collect();
    assert_eq!(again, set.x);
}

#[test]
fn a_shuffled_split_is_another_order_of_the_same_samples_and_the_seed_decides() {
    let set = set("wine");
    let parts = halves(&set, Some(1));
    assert_eq!(parts, halves(&set, Some(1)));
    assert_ne!(parts, halves(&set, Some(2)));
    assert_ne!(parts, halves(&set, None));

    let rows = |x: &[Vec<f64>], class: &[usize]| {
        let mut rows: Vec<String> = x.iter().zip(class).map(|row| format!("{row:?}")).collect();
        rows.sort();
        rows
    };
    let x = [parts.train.x, parts.test.x].concat();
    let class = [parts.train.class, parts.test.class].concat();
    assert_eq!(rows(&x, &class), rows(&set.x, &set.class));
}

#[test]
fn a_fraction_that_is_none_is_refused() {
    for fraction in [0.0, -0.5, 1.1, f64::NAN, f64::INFINITY] {
        let fault = split(&set("xor"), fraction, None).unwrap_err();
        assert!(matches!(fault, DataError::Fraction { .. }));
        assert!(fault.to_string().contains("greater than 0 and at most 1"));
    }
}

#[test]
fn standardised_training_data_has_mean_zero_and_variance_one() {
    for name in ["clusters", "body", "iris", "wine", "spiral"] {
        let parts = split(&set(name), 0.7, Some(1)).expect("a fair fraction");
        let scaler = Scaler::learn(&parts.train);
        let scaled = scaler.apply(&parts.train);
        let count = scaled.len() as f64;
        for i in 0..scaled.inputs() {
            let mean = scaled.x.iter().map(|x| x[i]).sum::<f64>() / count;
            let variance = scaled.x.iter().map(|x| (x[i] - mean).powi(2)).sum::<f64>() / count;
            assert!(mean.abs() < 1e-12, "{name}: {mean}");
            assert!((variance - 1.0).abs() < 1e-12, "{name}: {variance}");
        }
        // The test part is measured with the same rule, by its definition.
        let (x, z) = (&parts.test.x[0], &scaler.apply(&parts.test).x[0]);
        for i in 0..scaled.inputs() {
            let expected = (x[i] - scaler.mean[i]) / scaler.deviation[i];
            assert_eq!(z[i].to_bits(), expected.to_bits());
        }
    }
}

#[test]
fn a_constant_column_becomes_zero_and_is_named() {
    // A tenth has no exact binary form, so that the sum of many is not a multiple of it.
    let rows: Vec<String> = (0..77).map(|n| format!("0.1,{n},{}\n", n % 2)).collect();
    let set = parsed(&format!("steady,x,class\n{}", rows.concat()));
    let scaler = Scaler::learn(&set);
    assert_eq!(scaler.constant_columns(), ["steady"]);
    assert_eq!(scaler.deviation[0].to_bits(), 1.0_f64.to_bits());
    assert!(scaler.apply(&set).x.iter().all(|x| x[0] == 0.0));

    let digits = Scaler::learn(&self::set("digits"));
    assert_eq!(digits.constant_columns(), ["p00", "p40", "p47"]);
}

#[test]
fn a_scale_survives_the_largest_and_the_smallest_numbers() {
    let set = parsed(&format!(
        "huge,tiny,class\n{}",
        "1.7e308,1e-300,a\n-1.7e308,3e-300,b\n".repeat(2)
    ));
    let scaled = Scaler::learn(&set).apply(&set);
    for (x, sign) in scaled.x.iter().zip([1.0, -1.0].into_iter().cycle()) {
        assert!((x[0] - sign).abs() < 1e-12 && (x[1] + sign).abs() < 1e-12);
    }
}

// A reader's CSV.

#[test]
fn a_table_may_have_spaces_quotes_blank_lines_any_line_ends_and_a_byte_order_mark() {
    let plain = parsed("x0,x1,class\n1,2.5,a\n-3e2,4,b\n");
    assert_eq!(plain.x, [[1.0, 2.5], [-300.0, 4.0]]);
    for other in [
        "x0,x1,class\r\n1,2.5,a\r\n-3e2,4,b\r\n",
        "x0,x1,class\r1,2.5,a\r-3e2,4,b",
        "\u{feff}x0,x1,class\n1,2.5,a\n-3e2,4,b",
        "\u{feff}\"x0\",\"x1\",\"class\"\n\"1\",\"2.5\",\"a\"\n-3e2,4,b\n",
        " x0 ,\tx1, class\n 1 , 2.5, a \n-3e2,  4 ,b\n\n\n  \n",
        "\n\nx0,x1,class\n\n1, \"2.5\", \"a\"\n\r\n-3e2,4,b\n",
    ] {
        assert_eq!(parsed(other), plain, "{other}");
    }
}

#[test]
fn a_quoted_cell_may_hold_a_comma_and_quotes() {
    let set = parsed("\"width, cm\",class\n1,\"a, \"\"b\"\" c\"\n2,d\n");
    assert_eq!(set.features, ["width, cm"]);
    assert_eq!(set.classes, ["a, \"b\" c", "d"]);
}

#[test]
fn classes_that_are_integers_are_ordered_as_numbers_and_others_by_first_appearance() {
    for (labels, names, class) in [
        (["10", "9", "-1", "9"], &["-1", "9", "10"][..], [2, 1, 0, 1]),
        (["10", "9", "b", "9"], &["10", "9", "b"], [0, 1, 2, 1]),
        (["z", "a", "z", "a"], &["z", "a"], [0, 1, 0, 1]),
        (["2.0", "1.0", "2.0", "1.0"], &["1", "2"], [1, 0, 1, 0]),
    ] {
        let set = parsed(&format!(
            "x,class\n{}",
            labels.map(|label| format!("0,{label}\n")).concat()
        ));
        assert_eq!(set.classes, names);
        assert_eq!(set.class, class);
    }
}

#[test]
fn control_characters_never_leave_the_reader_raw() {
    let set = parsed("x\x1b[31m,class\n1,a\x07\n2,b\n");
    assert_eq!(set.features, ["x\\u{1b}[31m"]);
    assert_eq!(set.classes, ["a\\u{7}", "b"]);
    for table in [
        "x\x1b[31m,class\n1,a\ntext\x1b[2J,b\n",
        "x\x1b[31m,class\n,a\n1,b\n",
        "x,class\n1,a\x1b[2J\n",
        "x\u{202e},class\n1e999,a\n1,b\n",
    ] {
        let fault = parse_table(table.as_bytes(), "\x1b[2J.csv", &Reading::default()).unwrap_err();
        let message = fault.to_string();
        let is_raw = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!message.contains(is_raw), "{message:?}");
        assert!(message.starts_with("\\u{1b}[2J.csv: "), "{message}");
    }
}

#[test]
fn what_is_wrong_with_a_table_is_told_with_its_line() {
    for (table, words) in [
        ("", "line 1: the file is empty. Expected a table"),
        ("\n\n  \n", "line 1: the file is empty"),
        ("x,k\n", "line 1: there is a header but no row below it"),
        ("\nx,k\n\n", "line 2: there is a header but no row"),
        (
            "class\na\n",
            "line 1: found one column, expected at least two",
        ),
        (
            "x,k\n1,\"a\n2,b\n3,c\n",
            "line 2: a quotation mark is never closed",
        ),
        (
            "x,y,k\n1,2,a\n1,a\n",
            "1 row of another length than 3 cells, the first in line 3 with 2",
        ),
        ("x,k\n1,a\n\n\n2,3,b\n", "the first in line 5 with 3"),
        ("x,k\r\n1,a\r\n\r\n2,3,b\r\n", "the first in line 4 with 3"),
        ("x,k\r1,a\r\r2,3,b\r", "the first in line 4 with 3"),
        ("\u{feff}x,k\n1,a\n2,3,b\n", "the first in line 3 with 3"),
        (
            "x,y,k\n1,,a\n2,3,b\n",
            "values are missing: 1 in \"y\", the first in line 2",
        ),
        (
            "x,y,k\n1,2,a\n1,3,b\n1,2, \n",
            "1 in \"k\", the first in line 4",
        ),
        (
            "x,k\n1,a\nNaN,b\n",
            "values are missing: 1 in \"x\", the first in line 3",
        ),
        (
            "x,y,k\n1,2,a\n1,many,b\n",
            "cells are words among numbers: 1 in \"y\", the first in line 3 (\"many\")",
        ),
        ("x,k\n1,a\n-inf,b\n", "the first in line 3 (\"-inf\")"),
        (
            "x,k\n1e999,b\n2,c\n",
            "numbers are too large: 1 in \"x\", the first in line 2 (\"1e999\")",
        ),
        (
            "x,k\n1,a\n2,a\n",
            "the column \"k\" cannot be the class: it has the same value in every row, \"a\"",
        ),
    ] {
        let message = fault_of(table);
        assert!(message.starts_with("t.csv"), "{message}");
        assert!(message.contains(words), "{message}\n{words}");
    }
}

#[test]
fn utf_16_is_recognised_without_a_byte_order_mark_too() {
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let table: Vec<u8> = "x,class\n1,a\n2,é\n"
            .encode_utf16()
            .flat_map(order)
            .collect();
        let set = parse_table(&table, "t.csv", &Reading::default()).expect("a table");
        assert_eq!(set.classes, ["a", "é"]);
    }
}

#[test]
fn a_long_cell_is_cut_in_the_message() {
    let message = fault_of(format!("x,class\n{},a\n", "é".repeat(10_000)));
    assert!(message.len() < 400, "{message}");
}

#[test]
fn a_word_that_is_no_set_and_no_file_lists_the_sets() {
    let message = load("irish", 0).unwrap_err().to_string();
    assert!(message.starts_with("irish: "), "{message}");
    assert!(NAMES.iter().all(|name| message.contains(name)), "{message}");
}

fn scratch() -> (tempfile::TempDir, impl Fn(&str) -> PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().to_path_buf();
    (folder, move |name| root.join(name))
}

#[test]
fn a_table_is_loaded_from_a_file_and_a_directory_is_not_a_file() {
    let (folder, at) = scratch();
    std::fs::write(at("t.csv"), "x,class\n1,a\n2,b\n").expect("a file");
    let path = at("t.csv").display().to_string();
    let set = load(&path, 0).expect("a good table");
    assert_eq!(
        (set.len(), set.source),
        (
            2,
            format!("read from {path}: cells separated by commas, a header")
        )
    );

    let fault = load(&folder.path().display().to_string(), 0).unwrap_err();
    assert!(matches!(fault, DataError::Directory { .. }));
    assert!(fault.to_string().contains("this is a directory"));
}

// Network files.

fn network() -> Network {
    let w = vec![vec![0.1, -0.0, 1e-310], vec![f64::MAX, 1.0 / 3.0, -2.5]];
    let last = vec![0.1 + 0.2, 5e-324, 123_456_789.123_456_78];
    let v = vec![vec![1.0, 2.0, f64::MIN_POSITIVE], last];
    Network { w, v }
}

#[test]
fn a_network_comes_back_from_its_file_bit_by_bit() {
    let (_folder, at) = scratch();
    write_network(&network(), &at("net.json"), false).expect("written");
    let back = read_network(&at("net.json")).expect("read");
    assert_eq!(bits(&back.w), bits(&network().w));
    assert_eq!(bits(&back.v), bits(&network().v));
}

#[test]
fn a_network_file_is_overwritten_only_where_that_is_allowed() {
    let (folder, at) = scratch();
    std::fs::write(at("net.json"), "mine").expect("a file");
    let fault = write_network(&network(), &at("net.json"), false).unwrap_err();
    assert!(matches!(fault, DataError::Exists { .. }), "{fault}");
    let left = std::fs::read_to_string(at("net.json"));
    assert_eq!(left.expect("a file"), "mine");

    write_network(&network(), &at("net.json"), true).expect("overwritten");
    assert_eq!(read_network(&at("net.json")).expect("read"), network());
    // Nothing is left beside it.
    let files = std::fs::read_dir(folder.path()).expect("a folder");
    assert_eq!(files.count(), 1);
}

#[test]
fn a_network_that_cannot_be_written_says_why() {
    let (folder, at) = scratch();
    let mut diverged = network();
    diverged.v[1][2] = f64::NAN;
    for (network, path, words) in [
        (network(), folder.path().to_owned(), "this is a directory"),
        (
            network(),
            at("none/net.json"),
            "cannot be written: its folder does not exist",
        ),
        (
            diverged,
            at("net.json"),
            "v[1][2] is NaN, expected a finite number. If training led there, lower the learning rate",
        ),
    ] {
        let fault = write_network(&network, &path, true).unwrap_err();
        assert!(fault.to_string().contains(words), "{fault}");
    }
    assert!(!at("net.json").exists());
}

#[cfg(unix)]
#[test]
fn a_saved_network_may_be_read_by_whom_any_other_file_may() {
    use std::os::unix::fs::PermissionsExt as _;

    let (_folder, at) = scratch();
    std::fs::write(at("plain.json"), "{}").expect("a file");
    write_network(&network(), &at("net.json"), false).expect("a saved network");
    let modes = ["net.json", "plain.json"].map(|name| {
        std::fs::metadata(at(name))
            .expect("a file")
            .permissions()
            .mode()
    });
    assert_eq!(modes[0], modes[1]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_replaced_by_a_network() {
    use std::os::unix::fs::FileTypeExt as _;
    use std::os::unix::net::UnixListener;

    // A socket of its own: a device of the machine would be lost if the program were wrong.
    let (_folder, at) = scratch();
    let _listener = UnixListener::bind(at("socket")).expect("a socket");
    let fault = write_network(&network(), &at("socket"), true).unwrap_err();
    assert!(fault.to_string().contains("it is not a file"), "{fault}");
    let about = std::fs::metadata(at("socket")).expect("the socket");
    assert!(about.file_type().is_socket());
}

#[test]
fn what_is_wrong_with_a_network_is_told_with_the_shape_found_and_expected() {
    let json = |w: &str, v: &str| format!(r#"{{"w": {w}, "v": {v}}}"#);
    let good = "[[1, 2], [1, 2]]";
    for (json, words) in [
        (json("[]", "[[1], [1]]"), "w has no rows, expected M"),
        (json("[[1, 2]]", "[]"), "v has no rows, expected K"),
        (
            json("[[1, 2], [1]]", good),
            "row 1 of w has 1 weight but row 0",
        ),
        (
            json("[[1, 2]]", "[[1, 2], [1, 2, 3]]"),
            "row 1 of v has 3 weights but",
        ),
        (
            json("[[1]]", good),
            "w has rows of 1 weight, expected D + 1",
        ),
        (
            json(good, "[[1, 2, 3, 4], [1, 2, 3, 4]]"),
            "v has rows of 4 weights, but w has 2 rows (M = 2), so each row of v needs 3: one for each hidden unit and one for the bias",
        ),
        (
            json("[[1, 2]]", "[[1, 2]]"),
            "v has 1 row (K = 1), expected at",
        ),
        (
            json("[[1, 1e999]]", good),
            "number out of range at line 1 column",
        ),
        (json("[[1, NaN]]", good), "at line 1 column"),
        (
            json("[[1, 2]]", "\n[[1, \"2\"]]"),
            "expected f64 at line 2 column",
        ),
        (r#"{"w": [[1, 2]]}"#.to_owned(), "missing field `v`"),
        (
            json("[[1, 2]], \"w\": [[1, 2]]", good),
            "duplicate field `w`",
        ),
        (
            String::new(),
            "{\"w\": [[…]], \"v\": [[…]]}, rows of finite",
        ),
        ("\0{".to_owned(), "this is no JSON object"),
    ] {
        let fault = parse_network(json.as_bytes(), "net.json").unwrap_err();
        let message = fault.to_string();
        assert!(message.contains(words), "{message}\n{words}");
        assert!(message.starts_with("net.json"), "{message}");
        assert!(!message.contains(char::is_control), "{message:?}");
    }
}

#[test]
fn a_network_file_that_is_not_there_is_named() {
    let (folder, at) = scratch();
    let message = read_network(&at("net.json")).unwrap_err().to_string();
    assert!(
        message.contains("net.json: there is no such file"),
        "{message}"
    );
    let fault = read_network(folder.path()).unwrap_err();
    assert!(matches!(fault, DataError::Directory { .. }), "{fault}");
}

// Whatever is written comes back.

fn finite() -> impl Strategy<Value = f64> {
    use proptest::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    POSITIVE | NEGATIVE | NORMAL | SUBNORMAL | ZERO
}

fn table() -> impl Strategy<Value = Matrix> {
    (1_usize..6).prop_flat_map(|width| {
        let row = proptest::collection::vec(finite(), width);
        proptest::collection::vec(row, 2..20)
    })
}

proptest! {
    #[test]
    fn any_finite_table_written_as_csv_is_read_back_bit_by_bit(x in table(), spaces in " {0,2}", end in "\r?\n") {
        let names: Vec<String> = (0..x[0].len()).map(|i| format!("x{i},")).collect();
        let mut text = format!("{}class{end}", names.concat());
        for (n, row) in x.iter().enumerate() {
            for entry in row {
                let _ = write!(text, "{entry:?}{spaces},");
            }
            let _ = write!(text, "{}{end}", n % 2);
        }
        let set = parsed(&text);
        prop_assert_eq!(bits(&set.x), bits(&x));
        prop_assert!(set.class.iter().enumerate().all(|(n, class)| *class == n % 2));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[x1,;\"\n\r \u{feff}a.-]{0,60}") {
        let _ = parse_table(&bytes, "t.csv", &Reading::default());
        let _ = parse_table(text.as_bytes(), "t.csv", &Reading::default());
        let _ = parse_network(&bytes, "net.json");
    }

    #[test]
    fn any_split_parts_the_samples(fraction in 1e-6..=1.0, seed: u64) {
        let set = load("xor", 0).expect("a set");
        let parts = split(&set, fraction, Some(seed)).expect("a fair fraction");
        prop_assert_eq!(parts.train.len() + parts.test.len(), set.len());
        prop_assert!(!parts.train.is_empty());
    }

    #[test]
    fn any_finite_table_has_a_finite_scale(x in table()) {
        let mut set = load("xor", 0).expect("a set");
        set.features = (0..x[0].len()).map(|i| format!("x{i}")).collect();
        set.class = vec![0; x.len()];
        set.x = x;
        let scaled = Scaler::learn(&set).apply(&set);
        prop_assert!(scaled.x.iter().flatten().all(|entry| entry.is_finite()));
    }
}
