//! `nn28 book`: the book, with the figures, the screens and the transcripts that its pages ask for.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clap::{Args, Parser};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::equation::EquationCommand;
use super::training::TrainingOptions;
use super::{BookFiles, LookOptions, live, place};
use crate::book::{self, Content, FigureParts, FrameParts, Outcome, Plan, Programs};
use crate::equation::Chapter;
use crate::figure::Theme;
use crate::scene::{Figure, Scene};
use crate::stage::script::{self, Step};
use crate::stage::{self, Action, book_figures, keys};
use crate::terminal::RenderOptions;
use crate::view;
use crate::web::html;

/// Upper bound on the slices of long computations per frame.
const MAX_SLICES: usize = 5_000;

#[derive(Debug, Default, Clone, Args)]
pub struct BookCommand {
    /// Open the book in a browser
    #[arg(long)]
    pub(super) open: bool,
    /// The folder for the book
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Leave the dashboards in the pages as still frames
    #[arg(long)]
    pub(super) no_live: bool,
    #[command(flatten)]
    pub(super) look: LookOptions,
}

impl BookCommand {
    /// Builds the book and says where it is: from the files of a clone if it is started in one, else from `files`.
    ///
    /// # Errors
    /// Everything in the pages that names something that is not there, or a folder that cannot be written.
    pub fn run(&self, files: BookFiles) -> anyhow::Result<()> {
        let unpacked;
        let root = if let Some(root) = place::clone_root() {
            root
        } else {
            unpacked = tempfile::tempdir()?;
            book::unpack(files, unpacked.path())?;
            unpacked.path().to_owned()
        };
        let mut options = book::Options::of_package(&root, CONTENT);
        if let Some(output) = &self.output {
            options.output.clone_from(output);
        }
        options.live = live_programs(&options.book, self.no_live, self.look.quiet);
        let spinner = super::progress::bar("book", self.look.quiet);
        let built = book::build(&options);
        spinner.finish_and_clear();
        let index = built?;
        if self.look.json {
            super::print_json(&serde_json::json!({ "book": index }))?;
        } else if !self.look.quiet {
            writeln!(std::io::stdout(), "book {}", super::shown(&index))?;
        }
        if self.open {
            opener::open_browser(&index)?;
        }
        Ok(())
    }
}

/// `nn28 preprocess`: what `book.toml` names as the preprocessor of a stock `mdbook build`.
#[derive(Debug, Clone, Args)]
pub struct PreprocessCommand {
    /// `supports html`: a question that mdbook asks first
    #[arg(value_name = "supports RENDERER", num_args = 0..=2)]
    question: Vec<String>,
    /// Leave the dashboards in the pages as still frames
    #[arg(long)]
    no_live: bool,
}

impl PreprocessCommand {
    /// Reads the book from standard input and writes it to standard output, or says whether a renderer is supported.
    ///
    /// # Errors
    /// All faults of the pages; or a renderer that is not supported, which is how mdbook wants to be told.
    pub fn run(&self) -> anyhow::Result<()> {
        let question: Vec<&str> = self.question.iter().map(String::as_str).collect();
        match question[..] {
            [] => Ok(book::preprocess(
                CONTENT,
                |book| live_programs(book, self.no_live, true),
                std::io::stdin().lock(),
                std::io::stdout().lock(),
            )?),
            ["supports", "html"] => Ok(()),
            ["supports", renderer] => {
                anyhow::bail!("the pages are made for html, not for {renderer}")
            }
            _ => anyhow::bail!("expected nothing, or supports RENDERER"),
        }
    }
}

/// The programs for the pages of a book, unless they are unwanted.
fn live_programs(book: &Path, unwanted: bool, quiet: bool) -> Programs {
    if unwanted || live::is_unwanted() {
        return Programs::default();
    }
    let root = book.parent().filter(|root| *root != Path::new(""));
    live::programs(root.unwrap_or(Path::new(".")), quiet)
}

/// The program itself, as the book sees it.
pub const CONTENT: Content = Content {
    figure,
    frame,
    transcript,
    run,
    plan,
};

/// A figure by its name or its number. The numbers of the figures come from trainings, so they are made once.
fn figure(name: &str) -> Option<FigureParts> {
    static FIGURES: LazyLock<Vec<Figure>> = LazyLock::new(book_figures);
    let number = |figure: &Figure| figure.number.map(|number| number.to_string());
    let named = |figure: &&Figure| {
        figure.name == name || number(figure).is_some_and(|number| number == name)
    };
    let figure = FIGURES.iter().find(named)?;
    Some(FigureParts {
        light_svg: crate::figure::svg(figure, Theme::Light).ok()?,
        dark_svg: crate::figure::svg(figure, Theme::Dark).ok()?,
        caption: figure.caption.clone(),
        alt: figure.alternative.clone(),
    })
}

fn frame(name: &str, arguments: &str) -> Result<FrameParts, String> {
    let chapter = chapter(name).ok_or_else(|| {
        let words = Chapter::ALL.map(Chapter::word).join(", ");
        format!("there is no dashboard {name:?}: expected one of {words}")
    })?;
    let (width, height, steps) = frame_arguments(arguments)?;
    let scene = scene_after(chapter, &steps)?;
    let drawn = |theme| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        view::draw(&scene, theme, buffer.area, &mut buffer);
        html::frame(&buffer, theme)
    };
    let html = drawn(view::Theme::Dark);
    let light_html = Some(drawn(view::Theme::Light)).filter(|light| *light != html);
    let fact = |(name, value): &(_, _)| format!("{name} {value}");
    let facts: Vec<String> = scene.facts.iter().map(fact).collect();
    let (title, number) = (chapter.title(), scene.equation.number);
    Ok(FrameParts {
        html,
        light_html,
        caption: format!(
            "The dashboard of the chapter “{title}” with equation {number} and the picture “{}”, on a screen of {width} columns and {height} rows.",
            scene.views.0[scene.views.1],
        ),
        alt: format!(
            "The dashboard of the chapter “{title}”: its diagram with {}, equation {number}, {}, and along the bottom “{}”.",
            facts.join(", "),
            scene.equation.title,
            scene.training.picture.title(),
        ),
    })
}

/// The scene of a dashboard on which keys were pressed. A long computation is finished first, but a play without end is cut off.
fn scene_after(chapter: Chapter, steps: &[Step]) -> Result<Scene, String> {
    let mut stage = stage::of_chapter(chapter, None, None);
    for step in steps {
        match step {
            Step::Key(key) => {
                keys::action_while(stage.is_typing(), *key).and_then(|action| stage.act(action))
            }
            Step::Set(name, _) => Err(format!("a frame begins with keys, not with {name:?}"))?,
        };
    }
    let mut slices = 0..MAX_SLICES;
    while stage.busy() && slices.next().is_some() {
        stage.act(Action::Slice);
    }
    stage.act(Action::Tick);
    Ok(stage.scene())
}

fn chapter(word: &str) -> Option<Chapter> {
    let mut chapters = Chapter::ALL.into_iter();
    chapters.find(|chapter| chapter.word() == word)
}

fn transcript(command_line: &str) -> Result<String, String> {
    let words: Vec<&str> = command_line.split_whitespace().collect();
    if !words.starts_with(&["nn28", "equation"]) {
        return Err(format!(
            "{command_line:?} is not to be had as a transcript: expected nn28 equation …"
        ));
    }
    let equation = EquationCommand::try_parse_from(&words[1..]);
    let text = equation
        .map_err(|error| error.to_string())?
        .text(RenderOptions::of(view::Theme::Plain), 80);
    text.map_err(|error| error.to_string())
}

/// The numbers of a run, as its JSON has them.
fn run(command_line: &str) -> Result<Outcome, String> {
    let (options, chapter) = training(command_line)?;
    let report = options.result(chapter).map_err(|error| error.to_string())?;
    Ok(report.numbers())
}

fn plan(command_line: &str) -> Result<Plan, String> {
    let (options, chapter) = training(command_line)?;
    options.plan(chapter).map_err(|error| error.to_string())
}

/// The options of a command line that trains, and the chapter of its program.
fn training(command_line: &str) -> Result<(TrainingOptions, Chapter), String> {
    let words: Vec<&str> = command_line.split_whitespace().collect();
    let word = words.first().copied().unwrap_or_default();
    let chapter = chapter(word).filter(|chapter| *chapter != Chapter::Neuron);
    let chapter = chapter.ok_or_else(|| {
        format!("{word:?} trains nothing: expected network, numerical_gradient or backprop")
    })?;
    let options = TrainingOptions::try_parse_from(&words).map_err(|error| error.to_string())?;
    Ok((options, chapter))
}

/// `100x32 keys="] Tab Right"`: the size of the screen, and the keys that were pressed before.
fn frame_arguments(arguments: &str) -> Result<(u16, u16, Vec<Step>), String> {
    let expected = || {
        format!(
            "expected a size and perhaps keys, as in 100x32 keys=\"] Tab Right\", found {arguments:?}"
        )
    };
    let arguments = arguments.trim();
    let parts = arguments.split_once(' ');
    let (size, keys) = parts.unwrap_or((arguments, "keys=\"\""));
    let (width, height) = size.split_once('x').ok_or_else(expected)?;
    let number = |text: &str| {
        let number = text.parse().ok();
        number
            .filter(|number| (1..=500).contains(number))
            .ok_or_else(expected)
    };
    let keys = keys.trim().strip_prefix("keys=\"");
    let keys = keys.and_then(|rest| rest.strip_suffix('"'));
    let steps = script::parse(keys.ok_or_else(expected)?)?;
    Ok((number(width)?, number(height)?, steps))
}
