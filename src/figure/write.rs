//! Figures as files: each is complete or does not exist.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{FigureError, Theme, png, svg};
use crate::scene::Figure;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Svg,
    Png,
}

choices!(Format, "format", Svg "svg", Png "png");

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
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Vec<PathBuf>, FigureError> {
    if let Err(source) = fs::create_dir_all(folder) {
        let path = folder.to_owned();
        return Err(FigureError::Folder { path, source });
    }
    let all = figures.len() * formats.len() * themes.len();
    let mut paths = Vec::with_capacity(all);
    for figure in figures {
        for &theme in themes {
            let svg = svg(figure, theme)?;
            for &format in formats {
                let path = folder.join(format!("{}-{theme}.{format}", figure.name));
                let bytes = match format {
                    Format::Svg => svg.clone().into_bytes(),
                    Format::Png => png(&svg)?,
                };
                if let Err(source) = replace(&path, folder, &bytes) {
                    return Err(FigureError::File { path, source });
                }
                paths.push(path);
                progress(paths.len(), all);
            }
        }
    }
    Ok(paths)
}

/// Replaces a file as a whole, by a temporary file in the same folder, since a rename does not reach across disks. It removes
/// itself if anything fails; only a process that is killed leaves it behind, hidden and harmless.
fn replace(path: &Path, folder: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".figure-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Others may read it, as far as the user's mask allows.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
