//! Figures as files: each is complete or does not exist.

use std::fs;
use std::path::{Path, PathBuf};

use super::{FigureError, Letters, Style, Theme, pdf, png, svg_in};
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

/// Writes each figure in each format and theme into a folder, as `NAME-THEME.FORMAT`, and returns their paths.
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
) -> Result<Vec<PathBuf>, FigureError> {
    if let Err(source) = fs::create_dir_all(folder) {
        let path = folder.to_owned();
        return Err(FigureError::Folder { path, source });
    }
    let all = figures.len() * formats.len() * themes.len();
    let live = Style {
        letters: Letters::Live,
        ..*style
    };
    let mut paths = Vec::with_capacity(all);
    for figure in figures {
        for &theme in themes {
            let svg = svg_in(figure, theme, style)?;
            for &format in formats {
                let path = folder.join(format!("{}-{theme}.{format}", figure.name));
                let bytes = match format {
                    Format::Svg => svg.clone().into_bytes(),
                    Format::Png => png(&svg, style.dpi)?,
                    // A PDF has its fonts with it, and is to be searched.
                    Format::Pdf => pdf(&svg_in(figure, theme, &live)?)?,
                };
                if let Err(source) = whole_file::write(&path, ".figure-", &bytes, true) {
                    return Err(FigureError::File { path, source });
                }
                paths.push(path);
                progress(paths.len(), all);
            }
        }
    }
    Ok(paths)
}
