//! `nn28` without a subcommand: the contents, from which the dashboards open. Without a terminal, it makes all figures and the book.

use std::fmt::Write as _;
use std::path::Path;

use clap::Args;

use super::memory::Memory;
use super::{BookFiles, FigureOptions, Interrupted, LookOptions, NativeHost, place};
use crate::equation::{Chapter, Number};
use crate::stage::{self, Action, Contents, Experiment, Stage};
use crate::terminal::{self, Exit, Session};

#[derive(Debug, Clone, Args)]
pub struct ContentsCommand {
    #[command(flatten)]
    files: FigureOptions,
    #[command(flatten)]
    look: LookOptions,
}

impl ContentsCommand {
    /// Shows the contents, or draws and builds everything if there is no terminal.
    ///
    /// # Errors
    /// When the terminal fails, or a file cannot be written.
    pub fn run(self, book: BookFiles) -> anyhow::Result<()> {
        if self.look.is_dumb_alone() {
            self.look.explain_narration();
            self.list()
        } else if self.look.is_headless() {
            self.make_everything(book)
        } else {
            #[cfg(feature = "figures")]
            self.files.refuse_apng("a dashboard")?;
            self.show()
        }
    }

    /// Prints the contents, for a terminal that cannot move its cursor.
    fn list(&self) -> anyhow::Result<()> {
        if self.look.quiet {
            return Ok(());
        }
        let mut text = String::from("A Neural Network in 28 Equations.\n");
        for row in Contents::new().scene().rows {
            let _ = match row.depth {
                0 => writeln!(text, "\nChapter: {}.", row.text),
                1 => writeln!(text, "Section: {}.", row.text),
                _ => {
                    let number = row.number.trim_matches(['(', ')']);
                    writeln!(text, "Equation {number}: {}.", row.text)
                }
            };
        }
        let launch = place::launch();
        let equation = launch.nn28("equation 4");
        let chapters = Chapter::ALL.map(|chapter| launch.chapter(chapter, ""));
        let _ = write!(
            text,
            "\nAn equation with its numbers: {equation}\nA chapter: {}\n",
            chapters.join(", ")
        );
        Ok(self.look.say(text)?)
    }

    /// Draws all figures and builds the book, as far as this program was built with them.
    #[cfg_attr(
        not(feature = "figures"),
        allow(clippy::unused_self, clippy::unnecessary_wraps)
    )]
    #[cfg_attr(not(feature = "book"), allow(unused_variables))]
    fn make_everything(self, book: BookFiles) -> anyhow::Result<()> {
        #[cfg(feature = "figures")]
        if !self.files.no_figures {
            let (files, look) = (self.files, self.look.clone());
            super::figures::command::FiguresCommand::new(files, look).run()?;
        }
        #[cfg(feature = "book")]
        super::book::BookCommand {
            look: self.look,
            ..Default::default()
        }
        .run(book)?;
        Ok(())
    }

    /// Shows the contents and the dashboards opened from there, until the reader leaves.
    fn show(self) -> anyhow::Result<()> {
        let look = self.look.screen();
        let folder = super::exercise::FolderOptions::default().path();
        let host = NativeHost::new(self.files, self.look);
        let memory = Memory::of(folder.clone());
        let host = host.remembering(memory.clone());
        let mut session = Session::start()?;
        let launch = place::launch();
        let mut contents = Contents::launched_by(launch);
        show_progress(&mut contents, &folder);
        let mut carried = None;
        let mut left: Option<(Chapter, Box<dyn Stage>)> = None;
        while let Exit::Towards(chapter, number) =
            terminal::run(&mut session, &mut contents, look, &host)?
        {
            let mut stage = entered(chapter, number, left, carried.as_ref());
            stage.set_launch(launch);
            stage.set_home();
            stage.set_marks(memory.marks());
            let exit = terminal::run(&mut session, &mut stage, look, &host)?;
            contents.hold(stage.has_trained_long());
            show_progress(&mut contents, &folder);
            if let Ok(number) = stage.scene().equation.number.parse() {
                contents.come_from(chapter, number);
            }
            // The next dashboard keeps data, network and sample.
            carried = stage.experiment().cloned().or(carried);
            left = Some((chapter, stage));
            if exit == Exit::Ended {
                break;
            }
        }
        Interrupted::check(&session)
    }
}

fn show_progress(contents: &mut Contents, folder: &Path) {
    if let Some((marks, progress)) = super::exercise::progress(folder) {
        contents.set_progress(marks, progress);
    }
}

/// The dashboard of a chapter: the one that was left, or another one with its data, network and sample.
fn entered(
    chapter: Chapter,
    number: Option<Number>,
    left: Option<(Chapter, Box<dyn Stage>)>,
    carried: Option<&Experiment>,
) -> Box<dyn Stage> {
    match left {
        Some((other, mut stage)) if other == chapter => {
            if let Some(number) = number {
                stage.act(Action::Show(number));
            }
            stage
        }
        _ => stage::of_chapter(chapter, number, carried),
    }
}
