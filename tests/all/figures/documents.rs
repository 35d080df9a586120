//! What PNG and PDF say beside their picture, and PDF as the same bytes on every run.

use nn28::figure::{Background, DPI, Style, Theme, pdf, png, svg_in};
use png as png_reader;

use super::runs::book;
use super::{drawn, samples};

#[test]
fn a_pdf_has_its_fonts_and_can_be_searched() {
    let svg = drawn(&samples::pleasant()[0], Theme::Light);
    let bytes = pdf(&svg).expect("a PDF");
    assert!(bytes.starts_with(b"%PDF-"));
    let says = |words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
    assert!(says(b"DejaVuSans") && says(b"ToUnicode") && says(b"FontFile"));
    assert!(pdf("no drawing").is_err());
}

/// svg2pdf goes over hash maps, and each thread has hashers of its own.
#[test]
fn a_pdf_has_the_same_bytes_on_every_run() {
    for name in ["figure-46", "network-regions"] {
        let svg = drawn(book(name), Theme::Light);
        let once = || std::thread::scope(|scope| scope.spawn(|| pdf(&svg)).join());
        let runs = (0..12).map(|_| once().expect("a thread").expect("a PDF"));
        let mut runs: Vec<Vec<u8>> = runs.collect();
        runs.dedup();
        assert_eq!(runs.len(), 1, "{name}");
    }
}

fn position(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|part| part == word)
}

/// The text of an object without its stream, found where the table at the end says that it is.
fn object(bytes: &[u8], number: usize) -> String {
    let table = position(bytes, b"\nxref\n0 ").expect("a table") + 1;
    let (_, last) = split(&bytes[table..], "startxref\n");
    assert_eq!(last.lines().next(), Some(table.to_string().as_str()));
    let text = String::from_utf8_lossy(&bytes[table..]);
    let line = text.lines().nth(2 + number).expect("a line of the table");
    let place: usize = line[..10].parse().expect("a place");
    let (object, _) = split(&bytes[place..], "endobj");
    assert!(object.starts_with(&format!("{number} 0 obj\n")), "{line}");
    object
}

/// What lies before a word and after it.
fn split(bytes: &[u8], word: &str) -> (String, String) {
    let at = position(bytes, word.as_bytes()).expect("the word");
    let [before, after] = [&bytes[..at], &bytes[at + word.len()..]];
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    (text(before), text(after))
}

#[test]
fn every_object_of_a_pdf_is_where_its_table_says_and_all_that_are_referred_to_are_there() {
    let bytes = pdf(&drawn(book("figure-46"), Theme::Light)).expect("a PDF");
    let (_, size) = split(&bytes, "/Size ");
    let size: usize = size
        .split(' ')
        .next()
        .and_then(|size| size.parse().ok())
        .expect("a size");
    let mut referred = vec![1];
    for number in 1..size {
        let object = object(&bytes, number);
        let (dictionary, _) = object.split_once("\nstream\n").unwrap_or((&object, ""));
        let words: Vec<&str> = dictionary.split(['[', ']', ' ', '\n']).collect();
        let references = words.windows(3).filter(|words| words[1..] == ["0", "R"]);
        referred.extend(references.map(|words| words[0].parse::<usize>().expect("a number")));
    }
    referred.sort_unstable();
    referred.dedup();
    // The last one is the information, to which the trailer refers.
    assert!(size > 20);
    assert_eq!(referred, (1..size - 1).collect::<Vec<usize>>());
    assert!(object(&bytes, size - 1).contains("/Producer"));
    assert!(object(&bytes, 1).contains("/Catalog"));
}

/// The title, the description, the command, and licence and citation.
fn said() -> [String; 4] {
    let metadata = format!(
        "Licence: {}\nCite: A Neural Network in 28 Equations (nn28 {})",
        "MIT OR Apache-2.0",
        env!("CARGO_PKG_VERSION")
    );
    [
        "Figure 41. What it shows & why".to_owned(),
        "The same in words, y < 1.".to_owned(),
        samples::COMMAND.to_owned(),
        metadata,
    ]
}

#[test]
fn a_png_says_what_it_shows_and_how_it_was_made() {
    let svg = drawn(&samples::pleasant()[0], Theme::Light);
    let bytes = png(&svg, DPI).expect("pixels");
    let reader = png_reader::Decoder::new(&bytes[..])
        .read_info()
        .expect("a PNG");
    let texts = reader.info().utf8_text.iter();
    let found: Vec<(&str, String)> = texts
        .map(|text| (text.keyword.as_str(), text.get_text().expect("text")))
        .collect();
    let keywords = ["Title", "Description", "Source", "Copyright"];
    let expected: Vec<(&str, String)> = keywords.into_iter().zip(said()).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_pdf_says_what_it_shows_and_how_it_was_made() {
    let svg = drawn(&samples::pleasant()[0], Theme::Light);
    let bytes = pdf(&svg).expect("a PDF");
    for (key, text) in ["Title", "Subject", "Creator", "Keywords"]
        .into_iter()
        .zip(said())
    {
        let (_, value) = split(&bytes, &format!("/{key} <FEFF"));
        let (digits, _) = value.split_once('>').expect("an end");
        let unit = |at| u16::from_str_radix(&digits[at..at + 4], 16).expect("digits");
        let units: Vec<u16> = (0..digits.len()).step_by(4).map(unit).collect();
        assert_eq!(String::from_utf16(&units).expect("text"), text);
    }
}

#[test]
fn a_png_says_its_resolution_and_has_no_alpha_where_nothing_is_transparent() {
    let figure = &samples::pleasant()[0];
    let kind_of = |background| {
        let style = Style {
            background,
            ..Style::default()
        };
        let svg = svg_in(figure, Theme::Light, &style).expect("drawn");
        let bytes = png(&svg, 300).expect("pixels");
        let decoder = png_reader::Decoder::new(&bytes[..]);
        let reader = decoder.read_info().expect("a PNG");
        let info = reader.info();
        let meter = info.pixel_dims.map(|dims| dims.xppu);
        assert_eq!(meter, Some(11811));
        info.color_type
    };
    let red = "#ff0000".parse().expect("a colour");
    for (background, kind) in [
        (Background::OfTheme, png_reader::ColorType::Rgb),
        (red, png_reader::ColorType::Rgb),
        (Background::None, png_reader::ColorType::Rgba),
    ] {
        assert_eq!(kind_of(background), kind);
    }
}
