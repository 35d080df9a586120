//! Colours and letters as deep as a terminal has them, and a theme for its background.
#![cfg(all(unix, feature = "terminal"))]

use std::time::Duration;

use crate::pty::{PROGRAMS, Terminal, with_each_program};
use vt100::{Color, MouseProtocolEncoding, MouseProtocolMode, Screen};

/// The colour of x on dark and on light terminals.
const DARK_X: Color = Color::Rgb(0x56, 0xb4, 0xe9);
const LIGHT_X: Color = Color::Rgb(0x00, 0x61, 0xa1);
const WHITE: &str = "]11;rgb:ffff/ffff/ffff";
const BEL: &str = "\x07";

/// A program whose environment says something about its terminal.
fn told(name: &str, options: &[&str], environment: &[(&str, &str)]) -> Terminal {
    Terminal::configured(name, |command| {
        command.args(options);
        for (variable, value) in environment {
            command.env(variable, value);
        }
    })
}

fn neuron(environment: &[(&str, &str)]) -> Terminal {
    let neuron = told("neuron", &[], environment);
    neuron.wait_for("weights source");
    neuron
}

fn in_full_colour(options: &[&str]) -> Terminal {
    let neuron = told("neuron", options, &[("COLORTERM", "truecolor")]);
    neuron.wait_for("weights source");
    neuron
}

/// All colours on a screen, of letters and of backgrounds.
fn colours(screen: &Screen) -> Vec<Color> {
    let (rows, columns) = screen.size();
    let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let cells = cells.filter_map(|(row, column)| screen.cell(row, column));
    let colours = cells.flat_map(|cell| [cell.fgcolor(), cell.bgcolor()]);
    let mut shown = Vec::new();
    for colour in colours.filter(|colour| *colour != Color::Default) {
        if !shown.contains(&colour) {
            shown.push(colour);
        }
    }
    shown
}

fn wait_for_colour(terminal: &Terminal, colour: Color) {
    terminal.wait_until(&format!("{colour:?}"), |screen| {
        colours(screen).contains(&colour)
    });
}

#[test]
fn each_terminal_gets_the_colours_that_it_has() {
    type Holds = fn(Color) -> bool;
    type Environment = &'static [(&'static str, &'static str)];
    let is_full: Holds = |colour| matches!(colour, Color::Rgb(..));
    let is_of_256: Holds = |colour| matches!(colour, Color::Idx(16..));
    let is_of_16: Holds = |colour| matches!(colour, Color::Idx(..16));
    let depths: [(Environment, Option<Holds>); 10] = [
        (&[("COLORTERM", "truecolor")], Some(is_full)),
        (&[("COLORTERM", "24bit"), ("TERM", "xterm")], Some(is_full)),
        (&[("TERM", "xterm-direct")], Some(is_full)),
        (&[("TERM", "xterm-256color")], Some(is_of_256)),
        (&[("TERM", "screen-256color")], Some(is_of_256)),
        (&[("TERM", "xterm")], Some(is_of_16)),
        (&[("TERM", "linux")], Some(is_of_16)),
        (&[("TERM", "vt100")], None),
        (&[("COLORTERM", "truecolor"), ("NO_COLOR", "1")], None),
        (&[("TERM", "xterm"), ("NO_COLOR", "1")], None),
    ];
    for (environment, holds) in depths {
        for name in ["neuron", "backprop"] {
            let mut dashboard = told(name, &[], environment);
            dashboard.wait_for_frame();
            dashboard.press("v");
            let shown = dashboard.look(colours);
            match holds {
                Some(holds) => assert!(
                    shown.len() > 3,
                    "{environment:?}: {shown:?} {}",
                    holds(DARK_X)
                ),
                None => assert!(shown.is_empty(), "{environment:?}: {shown:?}"),
            }
            let is_right = |colour: &Color| holds.is_none_or(|holds| holds(*colour));
            assert!(shown.iter().all(is_right), "{environment:?}: {shown:?}");
            dashboard.quit();
        }
    }
}

#[test]
fn sixteen_colours_are_asked_for_as_every_terminal_knows_them() {
    let mut neuron = neuron(&[("TERM", "xterm")]);
    let written = neuron.written();
    assert!(written.contains("\x1b[9"), "bright colours");
    for deep in ["38;5;", "48;5;", "38;2;", "48;2;"] {
        assert!(!written.contains(deep), "{deep}");
    }
    neuron.quit();
}

#[test]
fn a_printed_equation_has_the_colours_of_its_terminal() {
    for (variable, value, colour) in [
        ("COLORTERM", "truecolor", DARK_X),
        ("TERM", "xterm-256color", Color::Idx(74)),
        ("TERM", "xterm", Color::Idx(14)),
    ] {
        let mut equation = told("nn28", &["equation", "1"], &[(variable, value)]);
        assert_eq!(equation.ended(), 0);
        let shown = equation.look(colours);
        assert!(shown.contains(&colour), "{value}: {shown:?}");
    }
}

#[test]
fn a_light_terminal_is_noticed_by_its_answer() {
    let rest = ["\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\", "\x1b]11;#ffffff\x07"];
    for answer in rest {
        let mut neuron = in_full_colour(&[]);
        wait_for_colour(&neuron, DARK_X);
        assert!(neuron.written().contains("\x1b]11;?"));
        neuron.press(answer);
        wait_for_colour(&neuron, LIGHT_X);
        // A frame comes in pieces.
        neuron.wait_until("no dark ground's colour", |screen| {
            !colours(screen).contains(&DARK_X)
        });
        neuron.quit();
    }
}

#[test]
fn what_the_contents_were_told_holds_for_the_dashboards_behind_them() {
    let mut nn28 = told("nn28", &[], &[("COLORTERM", "truecolor")]);
    nn28.wait_for("A Neural Network in 28 Equations");
    nn28.press(&format!("\x1b{WHITE}{BEL}"));
    nn28.press("\r");
    nn28.wait_for("weighted");
    wait_for_colour(&nn28, LIGHT_X);
    assert_eq!(nn28.written().matches("\x1b]11;?").count(), 1);
    nn28.press("\x03");
    nn28.assert_ends(0);
}

#[test]
fn a_light_terminal_is_noticed_by_its_environment_and_a_dark_answer_is_believed_more() {
    let light = [("COLORFGBG", "0;15"), ("COLORTERM", "truecolor")];
    let mut neuron = neuron(&light);
    wait_for_colour(&neuron, LIGHT_X);
    neuron.press("\x1b]11;rgb:0000/0000/0000\x1b\\");
    wait_for_colour(&neuron, DARK_X);
    neuron.quit();
}

#[test]
fn a_theme_that_was_asked_for_stays_and_no_question_is_asked() {
    let mut neuron = in_full_colour(&["--theme", "dark"]);
    neuron.press(&format!("\x1b{WHITE}{BEL}"));
    neuron.press("?");
    neuron.wait_for("Shift-Tab");
    neuron.press("\x1b");
    neuron.wait_until("no page", |screen| !screen.contents().contains("Shift-Tab"));
    assert!(!neuron.written().contains("\x1b]11;?"));
    assert!(neuron.look(colours).contains(&DARK_X));
    neuron.quit();
}

/// Sends pieces with a pause in between, and asserts that none of them is a key.
fn assert_no_keys(neuron: &mut Terminal, pieces: &[&str], pause: u64) {
    neuron.wait_for("q quit");
    let before = neuron.contents();
    for piece in pieces {
        neuron.press(piece);
        std::thread::sleep(Duration::from_millis(pause));
    }
    std::thread::sleep(Duration::from_millis(700));
    assert_eq!(neuron.contents(), before, "{pieces:?}");
}

#[test]
fn an_answer_presses_no_keys_however_late_and_torn_it_is() {
    let torn: [&[&str]; 5] = [
        &["\x1b", WHITE, BEL],
        &["\x1b]", "11;rgb:ffff/ffff/ffff", BEL],
        &["\x1b]11;rgb:ff", "ff/ffff/", "ffff", "\x1b", "\\"],
        &["\x1b]11;rgb:ffff/ffff/ffff\x1b", "\\"],
        &["\x1b]11;rgb:ffff/ffff/ffff\x1b\\"],
    ];
    for pieces in torn {
        let mut neuron = in_full_colour(&[]);
        std::thread::sleep(Duration::from_secs(1));
        assert_no_keys(&mut neuron, pieces, 15);
        wait_for_colour(&neuron, LIGHT_X);
        neuron.quit();
    }
}

#[test]
fn a_broken_answer_changes_nothing_and_keys_behind_it_are_keys() {
    for broken in [
        "\x1b]11;?\x07",
        "\x1b]11;rgb:ffff\x07",
        "\x1b]11;rgb:\x1b\\",
        "\x1b]11;rgb:ffff/ffff",
        "\x1b]10;rgb:ffff/ffff/ffff\x07",
        "\x1b]4;1;rgb:ffff/ffff/ffff\x07",
    ] {
        let mut neuron = in_full_colour(&[]);
        assert_no_keys(&mut neuron, &[broken], 0);
        assert!(neuron.look(colours).contains(&DARK_X), "{broken:?}");
        neuron.press("?");
        neuron.wait_for("Shift-Tab");
        neuron.press("\x1b");
        neuron.wait_until("no page", |screen| !screen.contents().contains("Shift-Tab"));
        neuron.quit();
    }
    // A key follows an unfinished answer at once.
    let mut neuron = in_full_colour(&[]);
    neuron.press("\x1b]11;rgb:ff?");
    neuron.press("q");
    neuron.assert_ends(0);
}

#[test]
fn the_console_of_linux_gets_no_sign_that_its_fonts_lack() {
    let known = "─│┌┐└┘├┤┬┴┼░▒▓█▀▄■▲◆○·°±²½←→↑↓≤≥≠";
    for name in PROGRAMS {
        let mut dashboard = told(name, &[], &[("TERM", "linux")]);
        dashboard.wait_for_frame();
        assert!(!dashboard.written().contains("\x1b]11;?"), "{name}");
        for keys in ["", "v", "v", "]]", "?"] {
            dashboard.press(keys);
            std::thread::sleep(Duration::from_millis(100));
            let shown = dashboard.contents();
            let is_known = |sign: char| sign.is_ascii() || known.contains(sign);
            let unknown: String = shown.chars().filter(|sign| !is_known(*sign)).collect();
            assert_eq!(unknown, "", "{name}: {shown}");
        }
        dashboard.press("\x1b");
        // Together they would be another key.
        std::thread::sleep(Duration::from_millis(200));
        dashboard.quit();
    }
}

#[test]
fn a_locale_without_utf8_is_believed_and_none_at_all_is_utf8() {
    for (locale, is_ascii) in [("en_US", true), ("de_DE@euro", true), ("", false)] {
        let others = [("LC_ALL", locale), ("LC_CTYPE", ""), ("LANG", "")];
        let mut dashboard = told("backprop", &[], &others);
        dashboard.wait_for_frame();
        assert_eq!(dashboard.contents().is_ascii(), is_ascii, "{locale:?}");
        dashboard.quit();
    }
}

#[test]
fn motion_of_the_mouse_is_not_asked_for_and_frames_are_whole() {
    with_each_program(|name| {
        let mut dashboard = Terminal::with(name, &[]);
        dashboard.wait_for_frame();
        dashboard.look(|screen| {
            assert_eq!(
                screen.mouse_protocol_mode(),
                MouseProtocolMode::ButtonMotion
            );
            assert_eq!(screen.mouse_protocol_encoding(), MouseProtocolEncoding::Sgr);
        });
        dashboard.press("]");
        dashboard.quit();
        let written = dashboard.written();
        assert!(!written.contains("?1003h") && !written.contains("?1015h"));
        let count = |mode| written.matches(mode).count();
        assert!(count("\x1b[?2026h") > 0);
        assert_eq!(count("\x1b[?2026h"), count("\x1b[?2026l"));
    });
}
