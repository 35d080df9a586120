//! Figures as files: where they go, and in what form.

#[cfg(feature = "figures")]
pub mod command;
#[cfg(feature = "figures")]
mod index;

use std::path::PathBuf;

use clap::Args;

use super::LookOptions;
#[cfg(feature = "figures")]
use crate::figure;
use crate::scene::Figure;

/// The files of figures, and remarks.
type Drawn = (Vec<PathBuf>, Vec<String>);

/// Where figures go.
#[derive(Debug, Clone, Args)]
pub struct FigureOptions {
    /// The folder for figures
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "DIR", default_value = "output/figures")]
    pub figures: PathBuf,
    /// The file formats of figures [default: svg,png; of an animation apng]
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "svg,png,pdf,apng,csv,json", value_delimiter = ',')]
    pub format: Vec<figure::Format>,
    /// The beginning of the names of files, in place of data and shape
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "NAME", value_parser = file_name)]
    pub name: Option<String>,
    /// Frames of an animation
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u16).range(2..=600))]
    pub frames: u16,
    /// Seconds that an animation takes
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "S", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=600))]
    pub seconds: u16,
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
    /// Pixels of a PNG to an inch [default: 192; of an animation 96]
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(24..=1200))]
    pub dpi: Option<u16>,
    /// No figures
    #[arg(long)]
    pub no_figures: bool,
}

impl FigureOptions {
    /// Writes figures unless they are unwanted or this program cannot draw, and returns their paths. What should be
    /// known of them is said on standard error, and returned for the JSON.
    pub(super) fn write(
        &self,
        look: &LookOptions,
        figures: impl FnOnce() -> Vec<Figure>,
    ) -> anyhow::Result<Drawn> {
        if self.no_figures || !self.has_stills() {
            return Ok(Drawn::default());
        }
        let drawn = self.draw(figures(), look)?;
        super::options::remark(&drawn.1);
        Ok(drawn)
    }

    /// Tries whether figures can be written, before the work that they show.
    #[cfg(feature = "figures")]
    pub(super) fn try_folder(&self) -> Result<(), figure::FigureError> {
        if self.no_figures {
            return Ok(());
        }
        figure::try_folder(&self.figures)
    }

    /// The formats of stills.
    #[cfg(feature = "figures")]
    fn formats(&self) -> Vec<figure::Format> {
        match self.format[..] {
            [] => vec![figure::Format::Svg, figure::Format::Png],
            _ => self.format.clone(),
        }
    }

    #[cfg(feature = "figures")]
    fn has_stills(&self) -> bool {
        self.format != [figure::Format::Apng]
    }

    #[cfg(not(feature = "figures"))]
    #[expect(clippy::unused_self)]
    fn has_stills(&self) -> bool {
        false
    }

    #[cfg(feature = "figures")]
    pub(super) fn themes(look: &LookOptions) -> Vec<figure::Theme> {
        let theme = look.theme.as_deref().and_then(|theme| theme.parse().ok());
        theme.map_or(figure::Theme::ALL.to_vec(), |theme| vec![theme])
    }

    #[cfg(feature = "figures")]
    pub(super) fn style(&self) -> figure::Style {
        figure::Style {
            letters: self.text,
            background: self.background.unwrap_or_default(),
            titles: self.title == "on",
            is_grey: self.grey,
            width: self.width.map(|millimetres| figure::Width {
                millimetres,
                points: self.text_size,
            }),
            dpi: self.dpi.unwrap_or(figure::DPI),
            ..figure::Style::default()
        }
    }

    /// The options that change what a figure looks like, as they follow a command.
    #[cfg(feature = "figures")]
    pub(super) fn arguments(&self) -> String {
        let usual = figure::Style::default();
        let mut words = String::new();
        let mut add = |is_given: bool, option: &str, value: &dyn std::fmt::Display| {
            if is_given {
                words += format!(" --{option} {value}").trim_end();
            }
        };
        add(
            self.width.is_some(),
            "width",
            &self.width.unwrap_or_default(),
        );
        add(self.width.is_some(), "text-size", &self.text_size);
        let background = self.background.unwrap_or_default();
        add(background != usual.background, "background", &background);
        add(self.title != "on", "title", &self.title);
        add(self.grey, "grey", &"");
        add(self.dpi.is_some(), "dpi", &self.dpi.unwrap_or_default());
        words
    }

    /// Draws figures with a progress bar, and returns their files and what should be known of them.
    #[cfg(feature = "figures")]
    pub(super) fn draw(&self, mut all: Vec<Figure>, look: &LookOptions) -> anyhow::Result<Drawn> {
        let arguments = self.arguments();
        for figure in &mut all {
            figure.command += &arguments;
            if let Some(name) = &self.name {
                figure.run.clone_from(name);
            }
        }
        let themes = Self::themes(look);
        let bar = super::progress::bar("figures", look.quiet);
        let mut progress = |done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        };
        let style = self.style();
        let (folder, formats) = (&self.figures, &self.formats());
        let written = figure::write(&all, folder, formats, &themes, &style, &mut progress);
        bar.finish_and_clear();
        let written = written?;
        Ok((written.paths, written.remarks))
    }

    #[cfg(not(feature = "figures"))]
    #[expect(clippy::unused_self)]
    pub(super) fn draw(&self, _: Vec<Figure>, _: &LookOptions) -> anyhow::Result<Drawn> {
        anyhow::bail!("this program was built without figures: build it with --features figures")
    }
}

/// A word that can begin the name of a file on every system.
#[cfg(feature = "figures")]
fn file_name(word: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_name = word.starts_with(char::is_alphanumeric) && word.chars().all(is_plain);
    let name = is_name.then(|| word.to_owned());
    name.ok_or_else(|| {
        "expected letters, digits, - _ and . (the folder is --figures DIR)".to_owned()
    })
}

/// A number between two others.
#[cfg(feature = "figures")]
fn between<const LOW: u16, const HIGH: u16>(word: &str) -> Result<f64, String> {
    let range = f64::from(LOW)..=f64::from(HIGH);
    let number = word.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| format!("expected a number from {LOW} to {HIGH}"))
}
