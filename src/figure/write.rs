//! Figures as files: each is complete or does not exist.

use std::fs;
use std::path::{Path, PathBuf};

use super::{FigureError, Letters, Style, Theme, drawing, pdf, png, svg_in};
use crate::scene::Figure;
use crate::whole_file;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Svg,
    Png,
    Pdf,
    /// An animation; a still figure has none.
    Apng,
}

choices!(Format, "format", Svg "svg", Png "png", Pdf "pdf", Apng "apng");

/// Tries whether figures can be written into a folder, which need not exist yet.
///
/// # Errors
/// If it cannot be made or written to.
pub fn try_folder(folder: &Path) -> Result<(), FigureError> {
    let path = folder.to_owned();
    whole_file::try_folder(folder).map_err(|source| FigureError::Folder { path, source })
}

/// The files of figures, and what a reader should know of them.
#[derive(Debug, Default)]
pub struct Written {
    pub paths: Vec<PathBuf>,
    pub remarks: Vec<String>,
}

impl Written {
    pub(super) fn remark(&mut self, remark: Option<String>) {
        let new = remark.filter(|remark| !self.remarks.contains(remark));
        self.remarks.extend(new);
    }
}

/// Writes each figure in each format of stills and each theme into a folder, as `NAME-THEME.FORMAT`, and returns what was written.
/// After each file, `progress` is told the number of files so far and of all.
///
/// # Errors
/// If a figure cannot be drawn or the folder cannot be written. Files written before that remain; they are complete.
pub fn write(
    figures: &[Figure],
    folder: &Path,
    formats: &[Format],
    themes: &[Theme],
    style: &Style,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Written, FigureError> {
    make_folder(folder)?;
    let formats = stills(formats);
    let all = figures.len() * formats.len() * themes.len();
    let mut written = Written::default();
    for figure in figures {
        for &theme in themes {
            let drawn = drawing(figure, theme, style)?;
            written.remark(drawn.remark);
            for &format in &formats {
                let path = folder.join(format!("{}-{theme}.{format}", figure.file_name()));
                write_whole(&path, &still(figure, &drawn.svg, theme, format, style)?)?;
                written.paths.push(path);
                progress(written.paths.len(), all);
            }
        }
    }
    Ok(written)
}

/// The formats that a still figure has.
pub(super) fn stills(formats: &[Format]) -> Vec<Format> {
    let formats = formats.iter().copied();
    formats.filter(|format| *format != Format::Apng).collect()
}

pub(super) fn still(
    figure: &Figure,
    svg: &str,
    theme: Theme,
    format: Format,
    style: &Style,
) -> Result<Vec<u8>, FigureError> {
    let live = Style {
        letters: Letters::Live,
        ..*style
    };
    match format {
        Format::Svg => Ok(svg.as_bytes().to_vec()),
        Format::Png | Format::Apng => png(svg, style.dpi),
        // A PDF has its fonts with it, and is to be searched.
        Format::Pdf => pdf(&svg_in(figure, theme, &live)?),
    }
}

pub(super) fn make_folder(folder: &Path) -> Result<(), FigureError> {
    let path = folder.to_owned();
    fs::create_dir_all(folder).map_err(|source| FigureError::Folder { path, source })
}

/// Writes a file of a folder of figures, whole or not at all.
///
/// # Errors
/// If it cannot be written.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), FigureError> {
    let written = whole_file::write(path, ".figure-", bytes, true);
    let path = path.to_owned();
    written.map_err(|source| FigureError::File { path, source })
}
