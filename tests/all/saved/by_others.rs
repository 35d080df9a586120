//! Networks, rows and options as others have them.

use super::*;

/// A usage error or another one, told in one line.
fn fault(words: &[&str], status: i32) -> String {
    let output = run(words);
    let told = errors(&output);
    assert_eq!(output.status.code(), Some(status), "{words:?}: {told}");
    assert_eq!(told.trim_end().lines().count(), 1, "{told}");
    told
}

/// The class of each row, and its probabilities. Their last digits may depend on how many rows are computed at once.
fn answers(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let rounded = |cell: &String| match cell.parse::<f64>() {
        Ok(y) => format!("{y:.12}"),
        Err(_) => cell.clone(),
    };
    let answer = |row: &Vec<String>| row[row.len() - 4..].iter().map(rounded).collect();
    rows[1..].iter().map(answer).collect()
}

fn network_and_data<'a>(trained: &'a Trained, data: &'a str) -> [&'a str; 4] {
    ["--network", trained.path(), "--data", data]
}

#[test]
fn names_of_columns_are_found_in_another_case() {
    let trained = Trained::on(&["--data", "plain.csv"]);
    let table = case("plain.csv").replace("leaf,bark,height,species", "Leaf,BARK,Height,Species");
    let upper = trained.beside("upper.csv", &table);
    let (expected, _) = trained.classify("plain.csv", &[]);
    let (rows, said) = trained.classify(&upper, &[]);
    assert_eq!((answers(&rows), &said[..]), (answers(&expected), ""));
    let words = ["--steps", "0", "--train-fraction", "1"];
    let [again, other] = ["plain.csv", &upper]
        .map(|data| train(&[&network_and_data(&trained, data)[..], &words].concat()));
    assert_eq!(again["train_error"], other["train_error"]);
    assert_eq!(again["data"]["inputs"], other["data"]["inputs"]);
    // One name in two cases is two names.
    let table = "leaf,Leaf,bark,height\n9.0,1,8.4,24.2\n";
    let (rows, _) = trained.classify(&trained.beside("both.csv", table), &[]);
    assert_eq!(answers(&rows)[0], answers(&expected)[0]);
}

#[test]
fn without_names_a_column_that_no_input_takes_is_passed_over() {
    let trained = Trained::on(&["--data", "plain.csv"]);
    let (expected, _) = trained.classify("plain.csv", &[]);
    for table in ["no-header.csv", "blanks.txt", "no-header-class-first.csv"] {
        let (rows, said) = trained.classify(table, &[]);
        assert_eq!(answers(&rows), answers(&expected), "{table}");
        assert!(
            said.contains("are taken in their order for leaf, bark, height"),
            "{said}"
        );
    }
    // What trained without names meets names, and its class in another place.
    let nameless = Trained::on(&["--data", "no-header.csv"]);
    let (expected, said) = nameless.classify("no-header.csv", &[]);
    assert_eq!(said, "");
    for table in ["plain.csv", "class-first.csv", "no-header-class-first.csv"] {
        let (rows, _) = nameless.classify(table, &[]);
        assert_eq!(answers(&rows), answers(&expected), "{table}");
    }
    // Numbers alone do not say which of them are the inputs.
    let words = [
        &["classify"],
        &network_and_data(&trained, "regression.csv")[..],
    ]
    .concat();
    let told = fault(&words, 1);
    assert!(
        told.contains("there are 4 to take in their order"),
        "{told}"
    );
    let (rows, _) = trained.classify("regression.csv", &["--columns", "1,2,3"]);
    assert_eq!(rows.len(), 61);
}

#[test]
fn without_names_the_number_of_a_column_counts_only_where_the_class_is_where_it_was() {
    let cells = |table: &str, columns: &[usize]| {
        let rows = table.lines().map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let chosen = columns.iter().map(|column| cells[*column]);
            chosen.collect::<Vec<_>>().join(",") + "\n"
        });
        rows.collect::<String>()
    };
    // An integer that counts up, a letter that is the class, three inputs.
    let table = case("no-header-id-and-letter.csv");
    let trained = Trained::on(&["--data", "no-header-id-and-letter.csv"]);
    let (expected, _) = trained.classify("no-header-id-and-letter.csv", &[]);
    for columns in [
        &[0, 2, 3, 4][..],
        &[2, 3, 4],
        &[2, 3, 4, 1],
        &[1, 2, 3, 4, 0],
    ] {
        let path = trained.beside("rows.csv", &cells(&table, columns));
        let (rows, _) = trained.classify(&path, &[]);
        for (row, expected) in rows[1..].iter().zip(&expected[1..]) {
            assert_eq!(row[row.len() - 3], expected[5], "{columns:?}");
        }
    }
    // A class of integers in front.
    let table = case("label-first-numeric.csv");
    let (_, table) = table.split_once('\n').expect("a header");
    let trained = Trained::on(&["--data", "label-first-numeric.csv"]);
    let path = trained.beside("first.csv", table);
    train(&[
        "--data",
        &path,
        "--class",
        "1",
        "--steps",
        "200",
        "--force",
        "--save",
        trained.path(),
    ]);
    let (expected, said) = trained.classify(&path, &[]);
    assert_eq!(said, "");
    let inputs = trained.beside("inputs.csv", &cells(table, &[1, 2, 3]));
    let (rows, _) = trained.classify(&inputs, &[]);
    assert_eq!(answers(&rows), answers(&expected));
    // The columns 2 to 4 are others here, and nothing says so but their order.
    let more = trained.beside("more.csv", &cells(table, &[1, 2, 3, 1]));
    let words = [&["classify"], &network_and_data(&trained, &more)[..]].concat();
    assert!(fault(&words, 1).contains("there are 4 to take in their order"));
    let last = trained.beside("last.csv", &cells(table, &[1, 2, 3, 0]));
    let (rows, _) = trained.classify(&last, &["--class", "4"]);
    assert_eq!(answers(&rows), answers(&expected));
}

#[test]
fn without_names_inputs_are_taken_in_the_order_of_the_columns_that_are_given() {
    let trained = Trained::on(&["--data", "plain.csv"]);
    let (expected, _) = trained.classify("plain.csv", &[]);
    let turned = trained.beside("turned.csv", "24.2,9.0,8.4\n29.9,11.5,5.0\n");
    let words = ["--no-header", "--columns", "2,3,1"];
    let (rows, _) = trained.classify(&turned, &words);
    assert_eq!(answers(&rows), answers(&expected)[..2]);
    let nameless = Trained::on(&["--data", "no-header.csv"]);
    let (expected, _) = nameless.classify("no-header.csv", &[]);
    let (rows, _) = nameless.classify(&turned, &words);
    assert_eq!(answers(&rows), answers(&expected)[..2]);
}

#[test]
fn a_class_that_is_an_input_or_a_quantity_is_refused() {
    let trained = Trained::on(&["--data", "plain.csv"]);
    let data = network_and_data(&trained, "plain.csv");
    for column in ["bark", "2"] {
        let words = [&["backprop", "--json"], &data[..], &["--class", column]].concat();
        let told = fault(&words, 2);
        assert!(
            told.contains("\"bark\" is an input of the network"),
            "{told}"
        );
        let words = [
            "equation",
            "8",
            "--network",
            trained.path(),
            "--class",
            column,
        ];
        assert!(fault(&words, 2).contains("--class contradicts the network"));
    }
    let words = [&["classify"], &data[..], &["--class", "bark"]].concat();
    assert!(fault(&words, 1).contains("is an input of the network"));
    let rows = case("plain.csv")
        .replace(",species", ",weight")
        .replace("ash", "0.5");
    let weights = rows.replace("oak", "1.5").replace("elm", "2.5");
    let path = trained.beside("weights.csv", &weights);
    let data = network_and_data(&trained, &path);
    let words = [&["backprop", "--json"], &data[..], &["--class", "weight"]].concat();
    assert!(fault(&words, 2).contains("a quantity and no class"));
    // Rows without a class do not train, and are told where they belong.
    let rows = weights
        .lines()
        .map(|line| line.rsplit_once(',').map_or("", |(row, _)| row));
    let path = trained.beside("rows.csv", &rows.collect::<Vec<_>>().join("\n"));
    let words = [
        &["backprop", "--json"],
        &network_and_data(&trained, &path)[..],
    ]
    .concat();
    let told = fault(&words, 1);
    assert!(told.contains("there is no column \"species\""), "{told}");
    assert!(told.contains("classify"), "{told}");
}

#[test]
fn the_json_of_a_training_goes_through_a_pipe_in_any_unicode() {
    let trained = Trained::on(&["--data", "plain.csv"]);
    let (expected, _) = trained.classify("plain.csv", &[]);
    let json = trained.report.to_string();
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(json.encode_utf16().flat_map(u16::to_le_bytes));
    for bytes in [json.as_bytes(), &utf16] {
        let words = [
            "classify",
            "--network",
            "-",
            "--data",
            "plain.csv",
            "--output",
            "-",
        ];
        let output = piped(&words, bytes);
        assert_eq!(rows(&output.stdout), expected, "{}", errors(&output));
    }
    assert!(
        !Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/cases/-")
            .exists()
    );
    let words = ["classify", "--network", "-", "--data", "-"];
    let output = piped(&words, json.as_bytes());
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("cannot both be standard input"));
}

#[test]
fn a_file_that_is_no_network_is_told_so_in_words_of_the_command_line() {
    let trained = Trained::on(&["--data", "plain.csv"]);
    for end in ["onnx", "safetensors"] {
        let path = trained.file.with_extension(end);
        let path = path.to_str().expect("a name");
        train(&["--network", trained.path(), "--steps", "0", "--save", path]);
        let told = fault(&["classify", "--network", path, "--data", "plain.csv"], 1);
        assert!(
            told.contains("no JSON object") && told.contains("other engines"),
            "{told}"
        );
    }
    for text in ["[]", "", "leaf,bark\n1,2\n", "{}", "{\"w\": 3}"] {
        let path = trained.beside("other.json", text);
        let told = fault(&["classify", "--network", &path, "--data", "plain.csv"], 1);
        assert!(
            told.contains("as --save FILE.json and --json write them"),
            "{told}"
        );
        assert!(!told.contains("struct"), "{told}");
    }
}

#[test]
fn a_network_whose_data_are_elsewhere_names_them() {
    let trained = Trained::on(&["--data", "plain.csv"]);
    for words in [
        &["backprop", "--json"][..],
        &["equation", "8"],
        &["neuron", "--json"],
    ] {
        let mut command = program(&[words, &["--network", trained.path()]].concat());
        let output = command
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("a run");
        assert_eq!(output.status.code(), Some(2));
        let told = errors(&output);
        assert!(
            told.contains("was trained with plain.csv, and there is no such file here"),
            "{told}"
        );
    }
}

#[test]
fn a_neuron_of_a_network_sees_the_data_on_the_scale_of_the_training() {
    let trained = Trained::on(&["--data", "plain.csv", "--train-fraction", "0.5"]);
    let words = [
        "neuron",
        "--json",
        "--no-figures",
        "--network",
        trained.path(),
    ];
    let neuron = |options: &[&str]| -> Value {
        let output = run(&[&words[..], options].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", errors(&output)))
    };
    let alone = neuron(&[]);
    assert_eq!(alone["w"], trained.report["w"][0]);
    assert_eq!(alone["x"], neuron(&["--data", "plain.csv"])["x"]);
    // Some row of the table, scaled.
    let scale = |key: &str, i: usize| {
        trained.report["data"]["scale"][key][i]
            .as_f64()
            .expect("it")
    };
    let x = |i: usize| alone["x"][i].as_f64().expect("a number");
    let is_row = |row: &str| {
        let mut cells = row.split(',').take(3).enumerate();
        cells.all(|(i, cell)| {
            let cell: f64 = cell.parse().expect("a number");
            ((cell - scale("mean", i)) / scale("deviation", i) - x(i)).abs() < 1e-12
        })
    };
    assert!(case("plain.csv").lines().skip(1).any(is_row), "{alone}");
    let told = fault(&[&words[..], &["--scale", "none"]].concat(), 2);
    assert!(told.contains("--scale none"), "{told}");
    let output = run(&[&words[..], &["--x", "1,2,3"]].concat());
    assert_eq!(output.status.code(), Some(2));
    let (w, v) = (&trained.report["w"], &trained.report["v"]);
    let path = trained.beside("alone.json", &json!({"w": w, "v": v}).to_string());
    assert!(fault(&["neuron", "--json", "--network", &path], 2).contains("weights alone"));
}
