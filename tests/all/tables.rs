//! Tables as people have them, in `tests/cases`: what is understood of each without an option, what is said about it, and what the options add.

use std::fs;

use nn28::data::{DataSet, Decimal, Missing, Names, Reading, Separator, parse_table};

fn bytes(name: &str) -> Vec<u8> {
    fs::read(format!("{}/tests/cases/{name}", env!("CARGO_MANIFEST_DIR")))
        .expect("a file among the cases")
}

fn read(name: &str, reading: &Reading) -> Result<DataSet, String> {
    parse_table(&bytes(name), name, reading).map_err(|error| error.to_string())
}

fn text(table: &str, reading: &Reading) -> Result<DataSet, String> {
    parse_table(table.as_bytes(), "own.csv", reading).map_err(|error| error.to_string())
}

fn names(words: &str) -> Names {
    words.parse().expect("names")
}

fn plain() -> Reading {
    Reading::default()
}

#[test]
fn every_case_is_read_without_an_option_and_what_was_found_out_is_said() {
    let trees = ["leaf", "bark", "height"];
    let numbered = ["column 1", "column 2", "column 3"];
    for (name, inputs, class, said) in [
        ("plain.csv", trees, "species", "commas"),
        ("plain.csv.gz", trees, "species", "commas"),
        ("tabs.tsv", trees, "species", "tabs"),
        ("excel-sep-line.csv", trees, "species", "semicolons"),
        ("comments.csv", trees, "species", "2 comment lines"),
        ("utf-16.csv", trees, "species", "UTF-16LE"),
        ("class-first.csv", trees, "species", "a header"),
        (
            "class-in-the-middle.csv",
            trees,
            "diagnosis",
            "\"id\" counts the rows and is left out",
        ),
        (
            "index-column.csv",
            trees,
            "species",
            "\"column 1\" counts the rows and is left out",
        ),
        (
            "semicolon-decimal-comma.csv",
            trees,
            "species",
            "decimal commas",
        ),
        ("no-header.csv", numbered, "column 4", "no header"),
        ("blanks.txt", numbered, "column 4", "blanks"),
        (
            "no-header-class-first.csv",
            ["column 2", "column 3", "column 4"],
            "column 1",
            "no header",
        ),
    ] {
        let set = read(name, &plain()).expect(name);
        assert_eq!(
            (set.len(), &set.features[..]),
            (60, &inputs.map(str::to_owned)[..]),
            "{name}"
        );
        assert_eq!(set.about.class, class, "{name}");
        let mut classes = set.classes.clone();
        classes.sort();
        assert_eq!(classes, ["ash", "elm", "oak"], "{name}");
        assert!(
            (0..3).all(|k| set.class.iter().filter(|class| **class == k).count() == 20),
            "{name}"
        );
        // The same rows in another form.
        let same = read("plain.csv", &plain()).expect("plain.csv");
        assert_eq!(set.x, same.x, "{name}");
        let told = format!("{} {}", set.source, set.about.remarks.join(" "));
        assert!(told.contains(said), "{name}: {told}");
    }
}

#[test]
fn cases_of_other_rows_are_understood_too() {
    for (name, inputs, classes, said) in [
        (
            "label-first-numeric.csv",
            vec!["leaf", "bark", "height"],
            vec!["1", "2", "3"],
            "a header",
        ),
        (
            "header-of-numbers.csv",
            vec!["0", "1", "2"],
            vec!["0", "1", "2"],
            "a header",
        ),
        (
            "truth-table.csv",
            vec!["a", "b"],
            vec!["0", "1"],
            "a header",
        ),
        (
            "no-header-id-and-letter.csv",
            vec!["column 3", "column 4", "column 5"],
            vec!["B", "M"],
            "\"column 1\" counts the rows",
        ),
        (
            "latin-1.csv",
            vec!["Blatt", "Rinde", "Höhe"],
            vec!["Esche", "Eiche", "Ulme (grün)"],
            "windows-1252",
        ),
        (
            "thousands.csv",
            vec!["people", "income"],
            vec!["ash", "oak", "elm"],
            "\",\" between thousands",
        ),
        (
            "category-input.csv",
            vec!["leaf", "soil peat", "soil clay", "soil sand", "height"],
            vec!["ash", "oak", "elm"],
            "\"soil\" becomes 3 inputs",
        ),
        (
            "labels-that-differ-by-form.csv",
            vec!["leaf", "bark", "height"],
            vec!["No", "yes", "no", "Yes", "YES"],
            "yes, Yes, YES look like one",
        ),
    ] {
        let set = read(name, &plain()).expect(name);
        assert_eq!(set.features, inputs, "{name}");
        assert_eq!(set.classes, classes, "{name}");
        let told = format!("{} {}", set.source, set.about.remarks.join(" "));
        assert!(told.contains(said), "{name}: {told}");
    }
    let set = read("thousands.csv", &plain()).expect("thousands.csv");
    assert_eq!(set.x[0], [9_000.0, 23_885.0]);
}

#[test]
fn a_column_of_words_becomes_one_input_for_each_word() {
    let set = read("category-input.csv", &plain()).expect("category-input.csv");
    assert_eq!(set.x[0], [9.0, 1.0, 0.0, 0.0, 24.2]);
    assert_eq!(set.x[1], [11.5, 0.0, 1.0, 0.0, 29.9]);
    assert_eq!(
        set.about.words,
        [(
            "soil".to_owned(),
            ["peat", "clay", "sand"].map(str::to_owned).to_vec()
        )]
    );
    let dropped = Reading {
        drop: names("soil"),
        ..plain()
    };
    assert_eq!(
        read("category-input.csv", &dropped)
            .expect("two inputs")
            .features,
        ["leaf", "height"]
    );
}

#[test]
fn what_cannot_be_read_is_refused_once_with_all_its_faults() {
    for (name, parts) in [
        (
            "missing.csv",
            &[
                "1 in \"leaf\", the first in line 9 (\"NA\")",
                "4 in \"bark\", the first in line 5",
                "1 in \"height\", the first in line 23 (\"?\")",
                "add --missing drop",
            ][..],
        ),
        (
            "missing-class.csv",
            &[
                "3 in \"species\", the first in line 7",
                "add --missing drop",
            ],
        ),
        (
            "regression.csv",
            &["\"price\" cannot be the class", "fractions"],
        ),
        ("arff.arff", &["ARFF", "CSV"]),
    ] {
        let fault = read(name, &plain()).expect_err(name);
        for part in parts {
            assert!(fault.contains(part), "{name}: {fault}");
        }
    }
}

#[test]
fn the_advice_of_a_refusal_leads_to_a_table() {
    let rows = (0..40).map(|n| {
        let size = if n == 7 {
            "large".to_owned()
        } else {
            n.to_string()
        };
        let (town, colour, kind) = (n % 30, n % 2, ["a", "b"][n % 3 % 2]);
        format!("t{town},{size},c{colour},{kind}\n")
    });
    let mixed = "town,size,colour,kind\n".to_owned() + &rows.collect::<Vec<_>>().concat();
    let fault = text(&mixed, &plain()).expect_err("two faults");
    assert!(
        fault.contains("1 in \"size\", the first in line 9 (\"large\")")
            && fault.contains("\"town\" has 30 different words"),
        "{fault}"
    );
    assert!(fault.ends_with("add --drop size,town"), "{fault}");
    let drop = names("size,town");
    assert_eq!(
        text(&mixed, &Reading { drop, ..plain() })
            .expect("a table")
            .features,
        ["colour c0", "colour c1"]
    );
}

#[test]
fn missing_values_are_left_out_or_replaced_by_the_mean() {
    let drop = Reading {
        missing: Missing::Drop,
        ..plain()
    };
    let set = read("missing.csv", &drop).expect("a table");
    assert_eq!((set.len(), set.about.left_out), (54, 6));
    let mean = Reading {
        missing: Missing::Mean,
        ..plain()
    };
    assert_eq!(read("missing.csv", &mean).expect("a table").len(), 60);
    // Rows without a class are left out either way.
    assert_eq!(read("missing-class.csv", &mean).expect("a table").len(), 57);
    let set = text("x,kind\n1,a\n?,b\n3,a\n5,b\n", &mean).expect("a table");
    assert_eq!(set.x, [[1.0], [3.0], [3.0], [5.0]]);
    for word in ["", "NA", "n/a", "NaN", "null", "?", "-", "."] {
        let fault = text(&format!("x,kind\n1,a\n{word},b\n3,a\n"), &plain()).expect_err(word);
        assert!(
            fault.contains("1 in \"x\", the first in line 3"),
            "{word}: {fault}"
        );
    }
}

#[test]
fn columns_are_chosen_by_name_and_by_number() {
    let class = |word: &str| Reading {
        class: word.to_owned(),
        ..plain()
    };
    for word in ["species", "SPECIES", "4"] {
        assert_eq!(
            read("plain.csv", &class(word)).expect(word).about.class,
            "species"
        );
    }
    let columns = Reading {
        columns: names("height,1"),
        ..plain()
    };
    assert_eq!(
        read("plain.csv", &columns).expect("a table").features,
        ["leaf", "height"]
    );
    let drop = Reading {
        drop: names("2"),
        ..plain()
    };
    assert_eq!(
        read("plain.csv", &drop).expect("a table").features,
        ["leaf", "height"]
    );
    let fault = read("plain.csv", &class("colour")).expect_err("no such column");
    assert!(fault.contains("--class colour: there is no such column. The columns are leaf, bark, height, species, or 1 to 4"), "{fault}");
    // A counting column that is asked for is an input.
    let asked = Reading {
        columns: names("id"),
        ..plain()
    };
    assert_eq!(
        read("class-in-the-middle.csv", &asked)
            .expect("a table")
            .features,
        ["id"]
    );
}

#[test]
fn options_say_outright_what_would_be_found_out() {
    let table = "1|2,5|a\n3|4,5|b\n";
    let reading = Reading {
        may_have_header: false,
        separator: Separator::Bar,
        decimal: Decimal::Comma,
        ..plain()
    };
    assert_eq!(
        text(table, &reading).expect("a table").x,
        [[1.0, 2.5], [3.0, 4.5]]
    );
    let skipped = Reading { skip: 2, ..plain() };
    let set = text("A title\n\nx,kind\n1,a\n2,b\n", &skipped).expect("a table");
    assert_eq!(
        (set.features, set.x),
        (vec!["x".to_owned()], vec![vec![1.0], vec![2.0]])
    );
}

#[test]
fn the_class_is_the_column_that_people_mean() {
    for (header, row, class) in [
        ("Target,size,kind", "1,2,a;0,3,b;1,4,a", "Target"),
        ("x,y", "1,0;2,1;3,1", "y"),
        ("size,colour,n", "1,red,5;2,blue,6;3,red,5", "colour"),
        ("size,colour,kind", "1,red,a;2,blue,b;3,red,a", "kind"),
        // One that cannot be a class is passed over.
        ("class,size,kind", "0.5,1,a;0.7,2,b;0.1,3,a", "kind"),
    ] {
        let table = format!("{header}\n{}\n", row.replace(';', "\n"));
        assert_eq!(
            text(&table, &plain()).expect(header).about.class,
            class,
            "{header}"
        );
    }
}

#[test]
fn files_that_are_no_tables_are_called_by_their_names() {
    for (start, name) in [
        (&b"PK\x03\x04 xl/"[..], "workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0....", "old Excel workbook"),
        (b"{\"w\": [[1]]}", "JSON"),
        (b"<!DOCTYPE html>", "HTML"),
        (b"ab\0c", "bytes of 0"),
    ] {
        let fault = parse_table(start, "own", &plain())
            .expect_err(name)
            .to_string();
        assert!(
            fault.starts_with("own: this is ") && fault.contains(name),
            "{fault}"
        );
    }
}

#[test]
fn marks_between_thousands_trailing_separators_and_rules_of_markdown_are_understood() {
    let of = |x: &str| format!("x;y;kind\n{x};0,5;a\n2;0,5;b\n");
    for mark in ["'", "’", " ", "\u{a0}", "\u{202f}"] {
        let set = text(&of(&format!("1{mark}234")), &plain()).expect("a table");
        assert_eq!(set.x, [[1234.0, 0.5], [2.0, 0.5]], "{mark:?}");
    }
    let expected = (
        vec!["x".to_owned(), "y".to_owned()],
        vec![vec![1.0, 2.0], vec![3.0, 4.0]],
    );
    for table in [
        "x,y,kind\n1,2,a,\n3,4,b,\n",
        "x,y,kind,\n1,2,a,\n3,4,b,\n",
        "| x | y | kind |\n|---|:--:|---|\n| 1 | 2 | a |\n| 3 | 4 | b |\n",
    ] {
        let set = text(table, &plain()).expect("a table");
        assert_eq!((set.features, set.x), expected, "{table}");
    }
}

#[test]
fn a_title_is_passed_over_and_doubled_separators_are_refused_with_the_option_that_reads_them() {
    let titled = "A title\n\nx,kind\n1,a\n2,b\n";
    let skipped = text(titled, &Reading { skip: 2, ..plain() }).expect("a table");
    assert_eq!(text(titled, &plain()).expect("a table").x, skipped.x);
    let rows = (0..30).map(|n| {
        format!(
            "{n}.5\t{}2\t{}\n",
            ["", "\t"][usize::from(n % 9 == 0)],
            n % 2
        )
    });
    let doubled = rows.collect::<Vec<_>>().concat();
    let fault = text(&doubled, &plain()).expect_err("doubled tabs");
    assert!(fault.ends_with("add --separator blanks"), "{fault}");
    let separator = Separator::Blanks;
    let set = text(
        &doubled,
        &Reading {
            separator,
            ..plain()
        },
    )
    .expect("a table");
    assert_eq!((set.len(), set.inputs()), (30, 2));
}

/// Sixty rows of two numbers and a word, each with the ends and separators that are asked for.
fn rows(line: impl Fn(usize) -> String) -> String {
    (0..60).map(line).collect()
}

#[test]
fn what_people_write_around_a_table_is_passed_over_and_said() {
    let body = rows(|n| format!("{n}.5,{}.25,{}\n", n % 7, ["x", "y"][n % 2]));
    let ended = rows(|n| format!("{n}.5,{}.25,{},\n", n % 7, ["x", "y"][n % 2]));
    let quoted = rows(|n| format!("'{n}.5','{}.25','{}'\n", n % 7, ["x", "y"][n % 2]));
    let pair = body.split_at(body.find("30.5").expect("row 30"));
    for (table, said) in [
        (
            format!("a,b,kind,,\n{}", body.replace('\n', ",,\n")),
            "a header",
        ),
        (format!("a,b,kind\n{ended}"), "a header"),
        (format!("a,b,kind,\n{body}"), "a header"),
        (
            format!("Trees of 2024\n\na,b,kind\n{body}"),
            "1 line above the table",
        ),
        (
            format!("Trees of 2024,,\n,,\na,b,kind\n{body}"),
            "1 line above the table",
        ),
        (
            format!("% from a laboratory\n// again\na,b,kind\n{body}"),
            "2 lines above the table",
        ),
        (
            format!("a,b,kind\n{body}\nTotal: 60 rows\n"),
            "1 line below the table",
        ),
        (
            format!("a,b,kind\n{body}Source: a laboratory,,\n"),
            "1 line below the table",
        ),
        (
            format!("a,b,kind\n(cm),(cm),-\n{body}"),
            "Line 2 has units or types and is left out",
        ),
        (
            format!("a,b,kind\ncontinuous,continuous,discrete\n,,class\n{body}"),
            "Line 3 has units",
        ),
        (
            format!("a,b,kind\n{}\u{feff}a,b,kind\n{}", pair.0, pair.1),
            "1 row below the header repeat",
        ),
        (format!("\u{feff}\u{feff}a,b,kind\n{body}"), "a header"),
        (
            format!("a|b|kind\n---|:-:|---\n{}", body.replace(',', " | ")),
            "bars",
        ),
        (
            format!(
                " a | b | kind \n---+---+-----\n{}(60 rows)\n",
                body.replace(',', " | ")
            ),
            "1 line below",
        ),
        (format!("'a','b','kind'\n{quoted}"), "a header"),
        (format!("# a, b, kind\n{body}"), "1 comment line"),
    ] {
        let set = text(&table, &plain()).unwrap_or_else(|fault| panic!("{fault}\n{table}"));
        let start = &table[..60];
        assert_eq!(
            (set.len(), &set.features[..]),
            (60, &["a", "b"].map(str::to_owned)[..]),
            "{start}"
        );
        assert_eq!(
            (&set.x[3], &set.classes[..]),
            (&vec![3.5, 3.25], &["x", "y"].map(str::to_owned)[..]),
            "{start}"
        );
        let told = format!("{} {}", set.source, set.about.remarks.join(" "));
        assert!(told.contains(said), "{start}: {told}");
    }
}

#[test]
fn a_row_of_data_is_not_taken_for_what_is_around_a_table() {
    // Names of rows, as R writes them, differ; without a header the first row is data.
    let named = rows(|n| format!("r{n} {}.5 {}\n", n % 7, ["x", "y"][n % 2]));
    let set = text(&format!("a b\n{named}"), &plain()).expect("R");
    assert_eq!(
        (set.features, set.about.class),
        (vec!["a".to_owned()], "b".to_owned())
    );
    // The first row holds a word that comes again among numbers.
    let fault = text(
        &rows(|n| {
            format!(
                "{},{n}.5,{}\n",
                ["more", "2", "4"][n % 3],
                ["x", "y"][n % 2]
            )
        }),
        &plain(),
    );
    let fault = fault.expect_err("words among numbers");
    assert!(
        fault.contains("20 in \"column 1\", the first in line 1 (\"more\")"),
        "{fault}"
    );
    // A wrong first row, whose class comes again, has no units.
    let fault = text("a,b,kind\nlarge,2.5,x\n1.5,2,y\n2.5,3,x\n", &plain()).expect_err("a word");
    assert!(
        fault.contains("1 in \"a\", the first in line 2 (\"large\")"),
        "{fault}"
    );
    // A sheet's error begins with the sign of a comment.
    let fault =
        text("a,b,kind\n#N/A,2,x\n1.5,#DIV/0!,y\n2.5,3,x\n", &plain()).expect_err("missing");
    assert!(
        fault.contains("1 in \"a\", the first in line 2 (\"NA\"), 1 in \"b\", the first in line 3"),
        "{fault}"
    );
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (cell, number) in [
        ("1e5", 1e5),
        ("1E-5", 1e-5),
        ("+3", 3.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("-.5", -0.5),
        ("1'234", 1234.0),
        ("1’234.5", 1234.5),
        ("1 234", 1234.0),
        ("1\u{a0}234,5", 1234.5),
        ("1\u{202f}234 567", f64::NAN),
        ("12 34", f64::NAN),
        ("12.345,6", 12_345.6),
        ("45.5%", 45.5),
        ("45,5 %", 45.5),
        ("$1.50", 1.5),
        ("£ 3", 3.0),
        ("2,5 €", 2.5),
        ("\u{2212}1.5", -1.5),
        ("%", f64::NAN),
        ("$", f64::NAN),
        ("inf", f64::NAN),
        ("1e", f64::NAN),
        ("0x10", f64::NAN),
    ] {
        let table = format!("x;kind\n{cell};a\n{cell};b\n7;a\n");
        let read = text(&table, &plain()).map(|set| set.x[0][0]);
        if number.is_nan() {
            let fault = read.expect_err(cell);
            assert!(
                fault.contains("cells are words among numbers: 2 in \"x\""),
                "{cell}: {fault}"
            );
        } else {
            assert_eq!(read, Ok(number), "{cell}");
        }
    }
    // A point before three digits is a mark between thousands where others have decimal commas.
    let set = text("people;area;kind\n12.345;50,12;a\n9.876;7,5;b\n", &plain()).expect("German");
    assert_eq!(set.x, [[12_345.0, 50.12], [9_876.0, 7.5]]);
    let set = text("people;area;kind\n12.345;50.12;a\n9.876;7.5;b\n", &plain()).expect("English");
    assert_eq!(set.x, [[12.345, 50.12], [9.876, 7.5]]);
}

#[test]
fn cells_are_separated_as_people_mean_it() {
    // Tabs and blanks between numbers; a name behind a tab.
    let mixed = rows(|n| format!(" {n}.5\t 3.25   {}\t{}\n", n % 5, n % 2 + 1));
    assert_eq!(text(&mixed, &plain()).expect("blanks").inputs(), 3);
    let cars = rows(|n| format!("{}.0   8   3{n}.5  {}\t\"car {}\"\n", n % 7, n % 4, n % 3));
    let set = text(&cars, &plain()).expect("a name in quotes");
    assert_eq!((set.inputs(), set.classes.len()), (4, 3));
    // Marks within cells: escaped as in C, or for inches.
    let escaped = rows(|n| {
        format!(
            "{n}.5,\"say \\\"so\\\", {}\",{}\n",
            n % 2,
            ["x", "y"][n % 2]
        )
    });
    let set = text(&format!("a,note,kind\n{escaped}"), &plain()).expect("escaped");
    assert_eq!(
        set.features,
        ["a", "note say \"so\", 0", "note say \"so\", 1"]
    );
    let inches = rows(|n| format!("{n}.5,{}\" pipe,{}\n", n % 2, ["x", "y"][n % 2]));
    let set = text(&format!("a,size,kind\n{inches}"), &plain()).expect("inches");
    assert_eq!(set.features[1], "size 0\" pipe");
    let open = text("a,kind\n1,\"x\n2,y\n", &plain()).expect_err("an open mark");
    assert!(
        open.contains("line 2: a quotation mark is never closed"),
        "{open}"
    );
    let open = text("a,kind\r1,x\r2,\"y\r3,x", &plain()).expect_err("an open mark");
    assert!(
        open.contains("line 3: a quotation mark is never closed"),
        "{open}"
    );
}

#[test]
fn whole_numbers_are_one_class_however_they_are_written() {
    let set = text(
        "x,kind\n1.5,3.0\n2,1\n3,2.0e0\n4,3\n5,1.0\n6,+2\n",
        &plain(),
    )
    .expect("a table");
    assert_eq!(set.classes, ["1", "2", "3"]);
    assert_eq!(set.class, [2, 0, 1, 2, 0, 1]);
}

#[test]
fn a_column_that_may_name_the_rows_is_remarked() {
    let ids = rows(|n| format!("{},{n}.5,{}\n", 8_000 + n * 7919 % 1009, ["B", "M"][n % 2]));
    let set = text(&ids, &plain()).expect("a table");
    assert!(
        set.about
            .remarks
            .join(" ")
            .contains("leave it out: --drop 'column 1'"),
        "{:?}",
        set.about.remarks
    );
    let drop = names("column 1");
    assert_eq!(
        text(&ids, &Reading { drop, ..plain() })
            .expect("a table")
            .features,
        ["column 2"]
    );
}

#[test]
fn the_rows_that_are_left_out_take_their_other_faults_along() {
    let table = "a,b,kind\n".to_owned()
        + &rows(|n| format!("{n}.5,{n}.1,{}\n", ["x", "y"][n % 2]))
        + "Total,,60\n";
    let fault = text(&table, &plain()).expect_err("a total");
    assert!(
        fault.contains("the class is \"kind\"") && fault.ends_with("add --missing drop"),
        "{fault}"
    );
    let missing = Missing::Drop;
    let set = text(&table, &Reading { missing, ..plain() }).expect("a table");
    assert_eq!((set.len(), set.about.left_out, set.inputs()), (60, 1, 2));
}

#[test]
fn other_files_are_called_by_their_names_too() {
    let mut archive = b"PK\x03\x04".to_vec();
    archive.extend(b"....word/document.xml");
    for (bytes, name) in [
        (&archive[..], "docx"),
        (b"PK\x03\x04....iris.csv", "zip archive"),
        (b"\x1f\x8b\x08\0\0", "gzip file that is cut off"),
        (b"RDX3\nX\n", "R data file"),
        (b"\x80\x04\x95\0", "Python pickle"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"{\\rtf1 1,2}", "RTF"),
        (b"- a: 1\n  b: 2\n", "YAML"),
        (b"+1 1:0.5 3:2\n-1 2:1\n", "LIBSVM"),
        (b"% Title\n%\n@RELATION iris\n", "ARFF"),
        (b"\n\xef\xbb\xbf<html>", "HTML"),
        (b"\\begin{tabular}", "LaTeX"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
    ] {
        let fault = parse_table(bytes, "own", &plain())
            .expect_err(name)
            .to_string();
        assert!(
            fault.starts_with("own: this is ") && fault.contains(name),
            "{fault}"
        );
    }
    // Shift-JIS has bytes that are no letters in Windows-1252.
    let japanese = b"\x82\xaa\x82\xad,\x8e\xed\n1,\x8d\xf7\n2,\x94\x7e\n";
    let fault = parse_table(japanese, "own", &plain())
        .expect_err("an encoding")
        .to_string();
    assert!(fault.contains("--encoding shift_jis"), "{fault}");
    let encoding = "shift_jis".to_owned();
    let set = parse_table(
        japanese,
        "own",
        &Reading {
            encoding,
            ..plain()
        },
    )
    .expect("Shift-JIS");
    assert_eq!(set.classes, ["桜", "梅"]);
}

#[test]
fn dates_are_no_class_beside_a_column_that_can_be_one() {
    let table = rows(|n| {
        let (day, minute) = (n % 15 + 1, n % 15 + 10);
        format!("2015-02-{day:02} 17:{minute}:00,{n}.5,{}\n", n % 2)
    });
    let fault = text(
        &format!("date,light,occupied\n{}", table.repeat(2)),
        &plain(),
    );
    let set = fault.expect("days become inputs, and what is occupied is the class");
    assert_eq!(set.about.class, "occupied");
    assert!(
        set.about
            .remarks
            .iter()
            .all(|remark| !remark.contains("--class"))
    );
}

#[test]
fn a_header_of_measurements_is_none_of_the_samples() {
    let spectra = rows(|n| format!("0.{n},1.{n},0.5{n},m{}\n", n % 3));
    let set = text(&format!("400,402.5,405,material\n{spectra}"), &plain()).expect("spectra");
    assert_eq!(set.features, ["400", "402.5", "405"]);
    assert_eq!((set.classes.len(), set.len()), (3, 60));
    // Growing numbers before a word that comes again are a sample, and so are those before a word in a column of names.
    let data = text(&format!("0.1,0.2,0.3,m1\n{spectra}"), &plain()).expect("data");
    assert_eq!(data.len(), 61);
}

#[test]
fn the_first_line_of_scikit_learns_files_is_no_header() {
    let body = rows(|n| format!("{n}.1,{}.5,2.{n},0.2,{}\n", n % 7, n % 3));
    let set = text(
        &format!("60,4,setosa,versicolor,virginica\n{body}"),
        &plain(),
    );
    let set = set.expect("a table below its sizes");
    assert_eq!((set.len(), set.class_count()), (60, 3));
    assert_eq!(set.features[0], "column 1");
    assert!(
        set.source.contains("1 line above the table"),
        "{}",
        set.source
    );
}

#[test]
fn apostrophes_around_words_are_taken_off_beside_numbers_and_missing_values() {
    let body = rows(|n| {
        format!(
            "{},'{}',{n}.5,'{}'\n",
            if n % 9 == 0 { "nan" } else { "'a'" },
            n % 2,
            ["no", "yes"][n % 2]
        )
    });
    let set = text(
        &body,
        &Reading {
            missing: Missing::Drop,
            ..plain()
        },
    )
    .expect("a table");
    assert_eq!(set.classes, ["yes", "no"]);
}

#[test]
fn the_class_that_a_refusal_names_comes_with_all_that_makes_the_table_readable() {
    let cars = rows(|n| {
        let weight = if n == 5 {
            String::new()
        } else {
            format!("{}.5", n * 3)
        };
        format!(
            "{},{weight},{},car {}\n",
            n % 5 + 3,
            ["usa", "japan"][n % 2],
            n % 40
        )
    });
    let cars = format!("cylinders,weight,origin,name\n{cars}");
    let fault = text(&cars, &plain()).expect_err("names of cars are no class");
    assert!(
        fault.ends_with("add --class origin --missing drop --drop name"),
        "{fault}"
    );
    let set = text(
        &cars,
        &Reading {
            class: "origin".to_owned(),
            missing: Missing::Drop,
            drop: names("name"),
            ..plain()
        },
    );
    let set = set.expect("as advised");
    assert_eq!(
        (&set.classes[..], set.len()),
        (&["usa".to_owned(), "japan".to_owned()][..], 59)
    );
    // A reader who names a class cannot name two.
    let class = "name".to_owned();
    let fault = text(&cars, &Reading { class, ..plain() }).expect_err("no class");
    assert!(
        fault.ends_with("Another would be --class origin"),
        "{fault}"
    );
}

#[test]
fn a_refusal_with_faults_in_many_columns_stays_readable() {
    let long = |i: usize| format!("a column with a name of some length {i}");
    let header: Vec<String> = (0..60).map(long).collect();
    let header = header.join(",") + ",kind\n";
    let row = |n: usize| {
        let cell = |i: usize| match (i % 3, n) {
            (0, 7) => String::new(),
            (1, 8) => "word".to_owned(),
            (2, _) => format!("w{n}"),
            _ => format!("{}.5", n + i),
        };
        (0..60).map(|i| cell(i) + ",").collect::<String>() + ["a\n", "b\n"][n % 2]
    };
    let twice = rows(|n| row(n % 30));
    let fault = text(&(header + &twice), &plain()).expect_err("faults in every column");
    let (told, advice) = fault.rsplit_once('\n').expect("lines");
    assert!(fault.lines().count() <= 12, "{fault}");
    assert!(
        told.lines().all(|line| line.chars().count() <= 130),
        "{fault}"
    );
    assert!(fault.contains("and more in 17 other columns"), "{fault}");
    // Forty names would fill the screen; their numbers do not.
    assert!(advice.contains("--drop 2,3,5,6,8,9,"), "{fault}");
    assert!(advice.chars().count() < 200, "{fault}");
}
