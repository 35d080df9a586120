//! Any table comes back as it was, in whatever form it is written: separator, decimal sign, quotes, line ends, encoding, header, place of the class.

use nn28::data::{DataSet, Reading, parse_table};
use proptest::prelude::*;

/// What is to come back.
#[derive(Debug, Clone)]
struct Table {
    inputs: Vec<Vec<f64>>,
    class: Vec<usize>,
    kinds: usize,
}

/// How it is written.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools)]
struct Form {
    separator: char,
    decimal_comma: bool,
    quotes: bool,
    line_end: &'static str,
    encoding: Encoding,
    header: bool,
    class_first: bool,
    comment: bool,
}

#[derive(Debug, Clone, Copy)]
enum Encoding {
    Utf8,
    Utf8WithMark,
    Utf16,
    Latin,
}

const WORDS: [&str; 5] = ["Größe", "rot", "weiß", "ein Wort", "très"];

fn tables() -> impl Strategy<Value = Table> {
    let cell = (-9_999_999_i64..9_999_999).prop_map(|number| number as f64 / 10_000.0);
    (1_usize..6, 12_usize..60, 2_usize..=5).prop_flat_map(move |(inputs, rows, kinds)| {
        let row = prop::collection::vec(cell.clone(), inputs);
        (prop::collection::vec(row, rows), Just(kinds)).prop_map(move |(inputs, kinds)| Table {
            class: (0..inputs.len()).map(|n| n % kinds).collect(),
            inputs,
            kinds,
        })
    })
}

fn forms() -> impl Strategy<Value = Form> {
    let separator = prop::sample::select(vec![',', ';', '\t', '|', ' ']);
    let line_end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    let encoding = prop::sample::select(vec![
        Encoding::Utf8,
        Encoding::Utf8WithMark,
        Encoding::Utf16,
        Encoding::Latin,
    ]);
    let switches = any::<[bool; 5]>();
    (separator, line_end, encoding, switches).prop_map(
        |(separator, line_end, encoding, [comma, quotes, header, class_first, comment])| Form {
            decimal_comma: comma && separator != ',',
            // A word with a blank in it needs quotes between blanks.
            quotes: quotes || separator == ' ',
            separator,
            line_end,
            encoding,
            header,
            class_first,
            comment,
        },
    )
}

impl Form {
    fn write(&self, table: &Table) -> Vec<u8> {
        let mut lines = Vec::new();
        if self.comment {
            lines.push("# measured in May".to_owned());
        }
        if self.header {
            let names = (0..table.inputs[0].len()).map(|i| format!("Länge{i}"));
            lines.push(self.line(names.collect(), self.word("Art")));
        }
        for (x, class) in table.inputs.iter().zip(&table.class) {
            let cells = x.iter().map(|number| self.number(*number)).collect();
            lines.push(self.line(cells, self.word(WORDS[*class])));
        }
        self.encode(&(lines.join(self.line_end) + self.line_end))
    }

    fn line(&self, mut cells: Vec<String>, class: String) -> String {
        cells.insert(if self.class_first { 0 } else { cells.len() }, class);
        cells.join(&self.separator.to_string())
    }

    /// Four places always: 1.234 alone would be a thousand to a reader of Berlin.
    fn number(&self, number: f64) -> String {
        let text = format!("{number:.4}");
        if self.decimal_comma {
            text.replace('.', ",")
        } else {
            text
        }
    }

    fn word(&self, word: &str) -> String {
        if self.quotes {
            format!("\"{word}\"")
        } else {
            word.to_owned()
        }
    }

    fn encode(&self, text: &str) -> Vec<u8> {
        match self.encoding {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Utf8WithMark => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            Encoding::Utf16 => {
                let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
                units.flat_map(u16::to_le_bytes).collect()
            }
            // Its letters are the first 256 of Unicode.
            Encoding::Latin => text.chars().map(|letter| letter as u8).collect(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_table_comes_back_as_it_was_in_any_form(table in tables(), form in forms()) {
        let bytes = form.write(&table);
        let read = parse_table(&bytes, "own.csv", &Reading::default());
        let shown = || String::from_utf8_lossy(&bytes).into_owned();
        let set: DataSet = read.map_err(|fault| TestCaseError::fail(format!("{fault}\n{}", shown())))?;
        prop_assert_eq!(&set.x, &table.inputs, "{}", shown());
        prop_assert_eq!(&set.class, &table.class, "{}", shown());
        prop_assert_eq!(&set.classes, &WORDS[..table.kinds], "{}", shown());
        if form.header {
            prop_assert_eq!(&set.about.class, "Art");
            prop_assert_eq!(&set.features[0], "Länge0");
        }
    }
}
