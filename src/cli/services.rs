//! What a dashboard asks of the world: figures written beside the loop, pages opened in a browser.

use std::path::Path;
use std::sync::mpsc::{self, Receiver};

use super::{FigureOptions, LookOptions};
use crate::scene::Figure;
use crate::terminal::Services;

/// The world as the options describe it.
pub(super) struct World {
    pub files: FigureOptions,
    pub look: LookOptions,
}

impl Services for World {
    fn save(&self, figures: Vec<Figure>) -> Receiver<String> {
        let (say, hear) = mpsc::channel();
        let (files, look) = (
            self.files.clone(),
            LookOptions {
                quiet: true,
                ..self.look.clone()
            },
        );
        std::thread::spawn(move || {
            // Nobody listens any more once the dashboard is closed.
            let _ = say.send(save(&figures, &files, &look));
        });
        hear
    }

    fn open_page(&self, page: &str) -> String {
        let (file, anchor) = page.split_once('#').unwrap_or((page, ""));
        let Ok(path) = Path::new("output/book").join(file).canonicalize() else {
            return "the book is not built yet: cargo run --release -- book".to_owned();
        };
        let anchor = if anchor.is_empty() {
            String::new()
        } else {
            format!("#{anchor}")
        };
        match opener::open_browser(format!("file://{}{anchor}", path.display())) {
            Ok(()) => format!("opened output/book/{page}"),
            Err(error) => {
                format!("no browser could be opened ({error}); the page is output/book/{page}")
            }
        }
    }
}

#[cfg(feature = "figures")]
fn save(figures: &[Figure], files: &FigureOptions, look: &LookOptions) -> String {
    match super::figures::write(
        figures,
        &FigureOptions {
            no_figures: false,
            ..files.clone()
        },
        look,
    ) {
        Ok(paths) => format!(
            "saved {} files in {}",
            paths.len(),
            super::shown(&files.figures)
        ),
        Err(error) => crate::data::escaped(&error.to_string()),
    }
}

#[cfg(not(feature = "figures"))]
fn save(_: &[Figure], _: &FigureOptions, _: &LookOptions) -> String {
    "this program was built without figures: build it with --features figures".to_owned()
}
