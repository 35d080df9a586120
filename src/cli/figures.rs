//! Figures as files, and `nn28 figures`, which writes every figure of the book.

#[cfg(feature = "figures")]
use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::LookOptions;
#[cfg(feature = "figures")]
use crate::figure;
use crate::scene::Figure;
#[cfg(feature = "figures")]
use crate::stage::{book_figures, with_command};

/// The files of figures, and remarks.
type Drawn = (Vec<PathBuf>, Vec<String>);

/// Where figures go.
#[derive(Debug, Clone, Args)]
pub struct FigureOptions {
    /// The folder for figures
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "DIR", default_value = "output/figures")]
    pub figures: PathBuf,
    /// The file formats of figures
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "svg,png,pdf", default_value = "svg,png")]
    #[arg(value_delimiter = ',')]
    pub format: Vec<figure::Format>,
    /// Text in SVG: live (searched, but in the font that the program has) or outlines (the same everywhere)
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "live|outlines", default_value = "outlines")]
    pub text: figure::Letters,
    /// The ground: none, or a colour instead of the theme's
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "none|#rrggbb")]
    pub background: Option<figure::Background>,
    /// The titles of panels, and of the steps of a procedure
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "on|off", default_value = "on", value_parser = ["on", "off"])]
    pub title: String,
    /// The width to lay figures out for, in millimetres: text keeps its size
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "MM", value_parser = between::<20, 2000>)]
    pub width: Option<f64>,
    /// The size of the numbers on axes in that width, in points; other text is a little larger
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "PT", default_value = "8", requires = "width")]
    #[arg(value_parser = between::<4, 48>)]
    pub text_size: f64,
    /// Patterns and shades alone, for print without colours
    #[cfg(feature = "figures")]
    #[arg(long)]
    pub grey: bool,
    /// Pixels of a PNG to an inch
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "N", default_value_t = figure::DPI, value_parser = clap::value_parser!(u16).range(24..=1200))]
    pub dpi: u16,
    /// No figures
    #[arg(long)]
    pub no_figures: bool,
}

impl FigureOptions {
    /// Writes figures unless they are unwanted or this program cannot draw, and returns their paths.
    pub(super) fn write(
        &self,
        look: &LookOptions,
        figures: impl FnOnce() -> Vec<Figure>,
    ) -> anyhow::Result<Vec<PathBuf>> {
        if self.no_figures || cfg!(not(feature = "figures")) {
            return Ok(Vec::new());
        }
        let (paths, remarks) = self.draw(&figures(), look)?;
        super::options::remark(&remarks);
        Ok(paths)
    }

    /// Tries whether figures can be written, before the work that they show.
    #[cfg(feature = "figures")]
    pub(super) fn try_folder(&self) -> Result<(), figure::FigureError> {
        if self.no_figures {
            return Ok(());
        }
        figure::try_folder(&self.figures)
    }

    #[cfg(feature = "figures")]
    fn style(&self) -> figure::Style {
        figure::Style {
            letters: self.text,
            background: self.background.unwrap_or_default(),
            titles: self.title == "on",
            is_grey: self.grey,
            width: self.width.map(|millimetres| figure::Width {
                millimetres,
                points: self.text_size,
            }),
            dpi: self.dpi,
        }
    }

    /// Draws figures with a progress bar, and returns their files and what should be known of them.
    #[cfg(feature = "figures")]
    pub(super) fn draw(&self, all: &[Figure], look: &LookOptions) -> anyhow::Result<Drawn> {
        let theme = look.theme.as_deref().and_then(|theme| theme.parse().ok());
        let themes = theme.map_or(figure::Theme::ALL.to_vec(), |theme| vec![theme]);
        let bar = super::progress::bar("figures", look.quiet);
        let mut progress = |done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        };
        let style = self.style();
        let (folder, formats) = (&self.figures, &self.format);
        let written = figure::write(all, folder, formats, &themes, &style, &mut progress);
        bar.finish_and_clear();
        let written = written?;
        Ok((written.paths, written.remarks))
    }

    #[cfg(not(feature = "figures"))]
    #[expect(clippy::unused_self)]
    pub(super) fn draw(&self, _: &[Figure], _: &LookOptions) -> anyhow::Result<Drawn> {
        anyhow::bail!("this program was built without figures: build it with --features figures")
    }
}

/// A number between two others.
#[cfg(feature = "figures")]
fn between<const LOW: u16, const HIGH: u16>(word: &str) -> Result<f64, String> {
    let range = f64::from(LOW)..=f64::from(HIGH);
    let number = word.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| format!("expected a number from {LOW} to {HIGH}"))
}

/// Some of the book's figures.
#[cfg(feature = "figures")]
#[derive(Debug, Clone, Args)]
pub struct FigureCommand {
    /// Names or numbers of figures, such as 43 or backprop-training
    #[arg(value_name = "NAME|NUMBER", required_unless_present = "list")]
    names: Vec<String>,
    /// The names of all figures, with their captions
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    command: FiguresCommand,
}

#[cfg(feature = "figures")]
impl FigureCommand {
    /// Draws the figures that are named, or lists all.
    ///
    /// # Errors
    /// When there is no such figure, or the folder cannot be written.
    pub fn run(&self) -> anyhow::Result<()> {
        let all = book_figures();
        if self.list {
            let line = |figure: &Figure| format!("{}  {}\n", figure.name, figure.caption);
            let lines: String = all.iter().map(line).collect();
            return Ok(self.command.look.say(lines)?);
        }
        let chosen = self.names.iter().map(|name| Self::find(&all, name));
        let chosen = chosen.collect::<anyhow::Result<Vec<Figure>>>()?;
        let arguments = format!("figure {}", self.names.join(" "));
        let command = super::place::launch().nn28(&arguments);
        self.command.write(|| with_command(chosen, &command))
    }

    fn find(all: &[Figure], wanted: &str) -> anyhow::Result<Figure> {
        let number: Option<u8> = wanted.parse().ok();
        let is_it =
            |figure: &&Figure| figure.name == wanted || number.is_some() && figure.number == number;
        let found = all.iter().find(is_it).cloned();
        found.ok_or_else(|| {
            let names: Vec<&str> = all.iter().map(|figure| figure.name.as_str()).collect();
            let names = names.join(", ");
            super::Usage::error(&format!(
                "there is no figure {wanted:?}: expected one of {names}"
            ))
        })
    }
}

#[cfg(feature = "figures")]
#[derive(Debug, Clone, Args)]
pub struct FiguresCommand {
    #[command(flatten)]
    pub(super) files: FigureOptions,
    #[command(flatten)]
    pub(super) look: LookOptions,
}

#[cfg(feature = "figures")]
impl FiguresCommand {
    /// Draws all figures of the book and names the files.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn run(&self) -> anyhow::Result<()> {
        let command = super::place::launch().nn28("figures");
        self.write(|| with_command(book_figures(), &command))
    }

    fn write(&self, figures: impl FnOnce() -> Vec<Figure>) -> anyhow::Result<()> {
        self.files.try_folder()?;
        let paths = self.files.write(&self.look, figures)?;
        if self.look.json {
            super::print_json(&serde_json::json!({ "figures": paths }))?;
        } else if !self.look.quiet {
            for path in paths {
                writeln!(std::io::stdout(), "figure {}", super::shown(&path))?;
            }
        }
        Ok(())
    }
}
