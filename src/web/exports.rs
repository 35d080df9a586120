//! What the page's script calls. One instance of the program runs one dashboard.
//!
//! A function that a page calls by its name has to keep that name, and so it needs the attribute `no_mangle`, which counts as unsafe
//! because two functions of one name would be confused. `src/` has one other unsafe line, in `terminal/signals.rs`. Texts pass
//! through `buffers`.
#![allow(unsafe_code, reason = "the names of the exports")]

use std::cell::RefCell;

use super::buffers::{hand_over, text};
use super::dashboard::Dashboard;
use super::{html, svg};
use crate::scene::Pane;
use crate::scene::spoken::screen::aloud;
use crate::stage::keys::Key;
use crate::view::Theme;

thread_local! {
    static DASHBOARD: RefCell<Option<Dashboard>> = const { RefCell::new(None) };
}

/// Does something with the dashboard, if there is one, and returns the effects that the page is asked for.
fn with(act: impl FnOnce(&mut Dashboard)) -> u32 {
    DASHBOARD.with_borrow_mut(|dashboard| {
        let Some(dashboard) = dashboard else { return 0 };
        act(dashboard);
        dashboard.effects()
    })
}

fn short(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// Begins with a line of steps (0), takes the steps of one (1), restores the state of an address (2), or prepares a line of steps
/// to begin with later (3).
#[unsafe(no_mangle)]
pub extern "C" fn start(how: u32) -> u32 {
    let text = text();
    if how == 0 && DASHBOARD.with_borrow(Option::is_none) {
        DASHBOARD.set(Dashboard::start(&text).ok());
        return with(|_| {});
    }
    with(|dashboard| {
        let done = match how {
            0 => dashboard.begin(&text),
            1 => dashboard.perform(&text),
            2 => {
                dashboard.restore(&text);
                Ok(())
            }
            _ => dashboard.prepare(&text),
        };
        if let Err(fault) = done {
            dashboard.say(fault);
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn size(columns: u32, rows: u32) -> u32 {
    with(|dashboard| dashboard.resize(short(columns), short(rows)))
}

/// A key: a letter by its code, one without a letter by the number that its control character has, an arrow or a leap by a small number.
#[unsafe(no_mangle)]
pub extern "C" fn key(code: u32) -> u32 {
    let key = match code {
        1 => Some(Key::Left),
        2 => Some(Key::Right),
        3 => Some(Key::Up),
        4 => Some(Key::Down),
        5 => Some(Key::Home),
        6 => Some(Key::End),
        7 => Some(Key::PageUp),
        11 => Some(Key::PageDown),
        8 => Some(Key::BackTab),
        9 => Some(Key::Tab),
        127 => Some(Key::Backspace),
        13 => Some(Key::Enter),
        27 => Some(Key::Escape),
        code => char::from_u32(code).map(Key::Char),
    };
    with(|dashboard| {
        if let Some(key) = key {
            dashboard.key(key);
        }
    })
}

/// A click at a column and a row.
#[unsafe(no_mangle)]
pub extern "C" fn pointer(column: u32, row: u32) -> u32 {
    with(|dashboard| dashboard.pointer(short(column), short(row)))
}

/// A thirtieth of a second has passed (0); there is time for a slice of what takes long (1); the next part of a measurement (2),
/// where the part before took so many milliseconds; there is time for what was prepared for (3).
#[unsafe(no_mangle)]
pub extern "C" fn tick(what: u32, milliseconds: f64) -> u32 {
    with(|dashboard| match what {
        0 => dashboard.tick(),
        1 => dashboard.work(),
        2 => dashboard.measure(milliseconds / 1000.0),
        _ => dashboard.go_ahead(),
    })
}

/// Prepares a text, and returns its length in bytes: the screen as HTML on light (0) or dark paper (1), as SVG (2, 3), what an address
/// says (4), the command (5), the selected equation (6), the screen in sentences (7), what brings the state back later (8), the pane
/// with the focus and then all panes (9).
#[unsafe(no_mangle)]
pub extern "C" fn frame(what: u32) -> usize {
    let theme = [Theme::Light, Theme::Dark][what as usize % 2];
    let text = DASHBOARD.with_borrow_mut(|dashboard| match (what, dashboard) {
        (_, None) => String::new(),
        (0 | 1, Some(dashboard)) => html::frame(&dashboard.draw(theme), theme),
        (2 | 3, Some(dashboard)) => svg::drawing(&dashboard.draw(theme), theme),
        (4, Some(dashboard)) => dashboard.address(),
        (5, Some(dashboard)) => dashboard.command(),
        (7, Some(dashboard)) => aloud(&dashboard.scene()),
        (8, Some(dashboard)) => dashboard.kept(),
        (9, Some(dashboard)) => {
            format!("{} {}", dashboard.scene().focus, Pane::WORDS.join(" "))
        }
        (_, Some(dashboard)) => dashboard.equation().to_owned(),
    });
    hand_over(text)
}
