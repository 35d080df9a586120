//! Animations as files: an APNG, or a still of each frame.

use std::path::Path;

use super::write::{self, Format, Written, make_folder, still, stills, write_whole};
use super::{FigureError, Style, Theme, apng, drawing};
use crate::scene::Figure;

/// An animation of `count` frames, which can be drawn in any order, on any thread.
pub struct Animation<'a> {
    pub name: String,
    pub count: usize,
    pub frame: &'a (dyn Fn(usize) -> Figure + Sync),
    /// The time of all frames together.
    pub seconds: u16,
    /// The pixels of an APNG to an inch.
    pub dpi: u16,
}

/// Writes an animation in each format and theme into a folder, as `NAME-THEME.apng` or as `NAME-THEME-0.FORMAT`,
/// `NAME-THEME-1.FORMAT` and so on, and returns what was written. After each frame, `progress` is told the number of frames so far and of all.
///
/// # Errors
/// As [`super::write()`].
pub fn write_animation(
    animation: &Animation,
    folder: &Path,
    formats: &[Format],
    themes: &[Theme],
    style: &Style,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Written, FigureError> {
    make_folder(folder)?;
    let style = Style {
        moving: true,
        ..*style
    };
    let all = animation.count * write::count(formats, themes);
    let (mut written, mut done) = (Written::default(), 0);
    let mut count = || {
        done += 1;
        progress(done, all);
    };
    for &theme in themes {
        if formats.contains(&Format::Apng) {
            let first = written.remark(drawing(&(animation.frame)(0), theme, &style)?);
            let path = folder.join(format!("{}-{theme}.apng", animation.name));
            write_whole(
                &path,
                &apng::encode(animation, theme, &style, &first, &mut count)?,
            )?;
            written.paths.push(path);
        }
        let stills = stills(formats);
        for index in (0..animation.count).filter(|_| !stills.is_empty()) {
            let figure = (animation.frame)(index);
            let svg = written.remark(drawing(&figure, theme, &style)?);
            for &format in &stills {
                let names = (animation.name.as_str(), &*format!("-{index}"));
                let Some(file) = format.file((theme, themes), names) else {
                    continue;
                };
                let path = folder.join(file);
                write_whole(&path, &still(&figure, &svg, theme, format, &style)?)?;
                written.paths.push(path);
                count();
            }
        }
    }
    Ok(written.done())
}
