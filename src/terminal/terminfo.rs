//! The number of colours in the compiled description of a terminal, which systems other than Windows keep in a file for each name in TERM.
//!
//! A description begins with six numbers of two bytes: a mark, the bytes of the names, the counts of switches, numbers and texts, and the
//! bytes of the texts. Names, switches and numbers follow in this order; the numbers begin at an even byte. See term(5).

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// Where descriptions lie if the environment does not say.
const FOLDERS: [&str; 5] = [
    "/etc/terminfo",
    "/lib/terminfo",
    "/usr/share/terminfo",
    "/usr/lib/terminfo",
    "/usr/local/share/terminfo",
];
/// The marks of descriptions whose numbers have two bytes, and four.
const MARKS: [(u16, usize); 2] = [(0o432, 2), (0o1036, 4)];
/// The place of `max_colors` among the numbers.
const COLORS: usize = 13;

/// The colours of a terminal by its description, 0 if that names none; nothing if there is no description.
pub(super) fn colors(term: &str) -> Option<u32> {
    // A name is no path.
    let first = term.chars().next().filter(|_| !term.contains('/'))?;
    let folders = folders().into_iter();
    let mut files = folders.flat_map(|folder| {
        // On macOS the folders have the numbers of the letters.
        let names = [first.to_string(), format!("{:x}", u32::from(first))];
        names.map(|name| folder.join(name).join(term))
    });
    files.find_map(|file| of_description(&fs::read(file).ok()?))
}

fn folders() -> Vec<PathBuf> {
    let home = env::var_os("HOME").map(|home| Path::new(&home).join(".terminfo"));
    let own = env::var_os("TERMINFO").map(PathBuf::from);
    let listed: OsString = env::var_os("TERMINFO_DIRS").unwrap_or_default();
    let listed: Vec<PathBuf> = env::split_paths(&listed).collect();
    let usual = FOLDERS.into_iter().map(PathBuf::from);
    let folders = own.into_iter().chain(home).chain(listed).chain(usual);
    folders.filter(|folder| folder.is_absolute()).collect()
}

fn of_description(bytes: &[u8]) -> Option<u32> {
    let short = |at: usize| Some(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    let (_, wide) = MARKS
        .into_iter()
        .find(|(mark, _)| short(0) == Some(*mark))?;
    let [names, switches, numbers] = [2, 4, 6].map(|at| short(at).map(usize::from));
    if numbers? <= COLORS {
        return Some(0);
    }
    let first = (12 + names? + switches?).next_multiple_of(2);
    let at = first + COLORS * wide;
    let mut number = [0; 4];
    number[..wide].copy_from_slice(bytes.get(at..at + wide)?);
    let number = u32::from_le_bytes(number);
    // One that is not given has all bits set.
    let is_given = number < 1 << (8 * wide - 1);
    Some(if is_given { number } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A description with a number of colours, of two or of four bytes.
    fn description(mark: u16, colors: &[u8]) -> Vec<u8> {
        let names = b"odd|a terminal\0";
        let header = [mark, names.len() as u16, 2, COLORS as u16 + 1, 0, 0];
        let mut bytes: Vec<u8> = header.into_iter().flat_map(u16::to_le_bytes).collect();
        bytes.extend(names);
        bytes.extend([1, 0]);
        // 12 + 15 + 2 is odd.
        bytes.push(0);
        bytes.extend(vec![0xff; COLORS * colors.len()]);
        bytes.extend(colors);
        bytes
    }

    #[test]
    fn a_description_says_how_many_colours_there_are() {
        assert_eq!(of_description(&description(0o432, &[0, 1])), Some(256));
        assert_eq!(of_description(&description(0o432, &[8, 0])), Some(8));
        assert_eq!(of_description(&description(0o432, &[0xff; 2])), Some(0));
        let direct = description(0o1036, &[0, 0, 0, 1]);
        assert_eq!(of_description(&direct), Some(1 << 24));
        assert_eq!(of_description(&direct[..direct.len() - 1]), None);
        assert_eq!(of_description(b"no description"), None);
        assert_eq!(colors("../../etc/passwd"), None);
    }
}
