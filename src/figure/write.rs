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
}

choices!(Format, "format", Svg "svg", Png "png", Pdf "pdf");

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
    fn remark(&mut self, remark: Option<String>) {
        let new = remark.filter(|remark| !self.remarks.contains(remark));
        self.remarks.extend(new);
    }
}

/// Writes each figure in each format and theme into a folder, as `NAME-THEME.FORMAT`, and returns what was written.
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
    if let Err(source) = fs::create_dir_all(folder) {
        let path = folder.to_owned();
        return Err(FigureError::Folder { path, source });
    }
    let all = figures.len() * formats.len() * themes.len();
    let live = Style {
        letters: Letters::Live,
        ..*style
    };
    let mut written = Written::default();
    for figure in figures {
        for &theme in themes {
            let drawn = drawing(figure, theme, style)?;
            written.remark(drawn.remark);
            for &format in formats {
                let path = folder.join(format!("{}-{theme}.{format}", figure.file_name()));
                let bytes = match format {
                    Format::Svg => drawn.svg.clone().into_bytes(),
                    Format::Png => png(&drawn.svg, style.dpi)?,
                    // A PDF has its fonts with it, and is to be searched.
                    Format::Pdf => pdf(&svg_in(figure, theme, &live)?)?,
                };
                if let Err(source) = whole_file::write(&path, ".figure-", &bytes, true) {
                    return Err(FigureError::File { path, source });
                }
                written.paths.push(path);
                progress(written.paths.len(), all);
            }
        }
    }
    Ok(written)
}
