//! Figures as files: each is complete or does not exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::parallel::in_order;
use super::{
    Drawing, FigureError, Letters, Style, Theme, csv, drawing, fonts, json, pdf, png, svg_in,
};
use crate::scene::Figure;
use crate::whole_file;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Svg,
    Png,
    Pdf,
    /// An animation; a still figure has none.
    Apng,
    Csv,
    Json,
}

choices!(Format, "format", Svg "svg", Png "png", Pdf "pdf", Apng "apng", Csv "csv", Json "json");

impl Format {
    /// True for the numbers of a figure, which have no theme.
    fn is_data(self) -> bool {
        matches!(self, Self::Csv | Self::Json)
    }

    /// The name of a file; none if it is the same as that of the first theme.
    pub(super) fn file(
        self,
        (theme, themes): (Theme, &[Theme]),
        (name, rest): (&str, &str),
    ) -> Option<String> {
        if self.is_data() {
            let is_first = themes.first() == Some(&theme);
            return is_first.then(|| format!("{name}{rest}.{self}"));
        }
        Some(format!("{name}-{theme}{rest}.{self}"))
    }
}

/// The number of files of a figure.
pub(super) fn count(formats: &[Format], themes: &[Theme]) -> usize {
    let data = formats.iter().filter(|format| format.is_data()).count();
    (formats.len() - data) * themes.len() + data
}

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
    /// The letters that DejaVu lacks.
    foreign: BTreeSet<char>,
}

impl Written {
    /// Keeps what should be known of a figure, and returns the figure.
    pub(super) fn remark(&mut self, mut drawn: Drawing) -> String {
        let remark = drawn.remark;
        let new = remark.filter(|remark| !self.remarks.contains(remark));
        self.remarks.extend(new);
        self.foreign.append(&mut drawn.foreign);
        drawn.svg
    }

    pub(super) fn done(mut self) -> Self {
        self.remarks.extend(fonts::remarks(&self.foreign));
        self
    }
}

/// Writes each figure in each format of stills and each theme into a folder, as `NAME-THEME.FORMAT`, its data as
/// `NAME.FORMAT`, and returns what was written.
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
    let all = figures.len() * count(&formats, themes);
    let drawings = figures.len() * themes.len();
    let draw = |index: usize| {
        let (figure, theme) = (&figures[index / themes.len()], themes[index % themes.len()]);
        files(figure, (theme, themes), &formats, style)
    };
    let mut written = Written::default();
    in_order(drawings, draw, |drawn| {
        for drawn in drawn {
            let (drawing, files) = drawn?;
            written.remark(drawing);
            for (file, bytes) in files {
                let path = folder.join(file);
                write_whole(&path, &bytes)?;
                written.paths.push(path);
                progress(written.paths.len(), all);
            }
        }
        Ok::<_, FigureError>(())
    })?;
    Ok(written.done())
}

/// A name and bytes.
type File = (String, Vec<u8>);

/// A figure in a theme, and its files.
fn files(
    figure: &Figure,
    (theme, themes): (Theme, &[Theme]),
    formats: &[Format],
    style: &Style,
) -> Result<(Drawing, Vec<File>), FigureError> {
    let drawing = drawing(figure, theme, style)?;
    let name = figure.file_name();
    let files = formats.iter().filter_map(|&format| {
        let file = format.file((theme, themes), (&name, ""))?;
        let bytes = still(figure, &drawing.svg, theme, format, style);
        Some(bytes.map(|bytes| (file, bytes)))
    });
    let files = files.collect::<Result<Vec<_>, FigureError>>()?;
    Ok((drawing, files))
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
        // A PDF has its fonts with it, and can be searched.
        Format::Pdf => pdf(&svg_in(figure, theme, &live)?),
        Format::Csv => csv(figure),
        Format::Json => json(figure),
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
