//! `nn28 figure` and `nn28 figures`: some of the figures, of the book or of a run, and all of the book.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::{FigureOptions, index};
use crate::cli::training::TrainingOptions;
use crate::cli::{LookOptions, Numbers, Usage, neuron, options, place, print_json, shown};
use crate::engine::Method;
use crate::equation::Chapter;
use crate::figure::Format;
use crate::scene::Figure;
use crate::stage::{Animation, Frames, RUN_FIGURES, book_figures, with_command};

/// Some figures: of the book, or of a run with data, a network or settings of one's own.
#[derive(Debug, Clone, Args)]
pub struct FigureCommand {
    /// Names or numbers of figures, such as 43 or backprop-training
    #[arg(value_name = "NAME|NUMBER", required_unless_present = "list")]
    names: Vec<String>,
    /// The names of all figures, with the captions of the book's
    #[arg(long)]
    list: bool,
    /// The weights of a neuron, the bias last
    #[arg(long, value_name = "W0,W1,…,BIAS", allow_hyphen_values = true)]
    w: Option<Numbers>,
    /// The inputs of a neuron, without the bias
    #[arg(long, value_name = "X0,X1,…", allow_hyphen_values = true)]
    x: Option<Numbers>,
    #[command(flatten)]
    run: TrainingOptions,
}

impl FigureCommand {
    /// Draws the figures that are named, or lists all.
    ///
    /// # Errors
    /// When there is no such figure, the folder cannot be written, or a run fails as its own program would.
    pub fn run(&self) -> anyhow::Result<()> {
        let (files, look) = self.run.output();
        if self.list {
            return Ok(look.say(list(&book_figures()))?);
        }
        let (moving, still): (Vec<&String>, Vec<&String>) =
            (self.names.iter()).partition(|name| name.parse::<Animation>().is_ok());
        if let Some(name) = still.first() {
            files.refuse_apng(&format!("figure {name}"))?;
        }
        let moving: Vec<Animation> = moving.iter().filter_map(|name| name.parse().ok()).collect();
        let is_of_run = self.w.is_some() || self.x.is_some() || self.run.is_given();
        let book = if still.is_empty() {
            Vec::new()
        } else {
            book_figures()
        };
        let wanted = still.iter().map(|name| Wanted::of(&book, name, is_of_run));
        let wanted = wanted.collect::<anyhow::Result<Vec<Wanted>>>()?;
        self.run.refuse_other_outputs("figure")?;
        files.try_folder()?;
        let command = place::launch().nn28(&format!("figure {}", self.names.join(" ")));
        let figures = self.figures(wanted, &command)?;
        let (mut paths, _) = files.write(look, || figures)?;
        paths.extend(self.animate(&moving, is_of_run, &command)?);
        report(look, &paths)
    }

    /// The figures, those of runs after one run for each chapter.
    fn figures(&self, wanted: Vec<Wanted>, command: &str) -> anyhow::Result<Vec<Figure>> {
        let mut of_runs = Vec::new();
        for chapter in Chapter::ALL {
            let is_asked = |one: &Wanted| matches!(one, Wanted::OfRun(own, _) if *own == chapter);
            if wanted.iter().any(is_asked) {
                of_runs.extend(match chapter {
                    Chapter::Neuron => {
                        neuron::figures(self.w.as_ref(), self.x.as_ref(), &self.run)?
                    }
                    _ => self.of_training(chapter)?,
                });
            }
        }
        let found = wanted.into_iter().map(|one| match one {
            Wanted::OfBook(figure) => Ok(with_command(vec![figure], command).remove(0)),
            Wanted::OfRun(_, name) => {
                let found = of_runs.iter().find(|figure| figure.name == name).cloned();
                let names = of_runs.iter().map(|figure| figure.name.as_str());
                let names = names.collect::<Vec<_>>().join(", ");
                found.ok_or_else(|| {
                    Usage::error(&format!("this run has no figure {name}: it has {names}"))
                })
            }
        });
        found.collect()
    }

    /// The figures of a run on data, each with the command that draws it alone.
    fn of_training(&self, chapter: Chapter) -> anyhow::Result<Vec<Figure>> {
        let outcome = self.run.outcome(chapter)?;
        let (options, steps) = (outcome.experiment.options(), outcome.steps);
        let mut figures = outcome.figures;
        for figure in &mut figures {
            let arguments = format!("figure {} {options} --steps {steps}", figure.name);
            figure.command = place::launch().nn28(&arguments);
        }
        Ok(figures)
    }

    fn animate(
        &self,
        moving: &[Animation],
        is_of_run: bool,
        command: &str,
    ) -> anyhow::Result<Vec<PathBuf>> {
        let (files, look) = self.run.output();
        let count = usize::from(files.frames);
        let formats = match &files.format[..] {
            [] => &[Format::Apng],
            formats => formats,
        };
        let mut paths = Vec::new();
        for &one in moving {
            let (frames, command) = if is_of_run {
                self.of_run(one, count)?
            } else {
                (one.of_book(count), command.to_owned())
            };
            paths.extend(files.animate(look, formats, std::iter::once(frames), &command)?);
        }
        Ok(paths)
    }

    /// The frames of a run, and the command that draws them.
    fn of_run(&self, one: Animation, count: usize) -> anyhow::Result<(Frames, String)> {
        let (files, _) = self.run.output();
        let chapter = match one {
            Animation::Descent => Chapter::NumericalGradient,
            Animation::Training | Animation::Backpropagation => Chapter::Backprop,
        };
        let outcome = self.run.outcome(chapter)?;
        files.check_frames(&outcome.experiment)?;
        let (steps, run) = (outcome.steps, outcome.experiment.file_name());
        let options = outcome.experiment.options();
        let command = place::launch().nn28(&format!("figure {one} {options} --steps {steps}"));
        let frames = one.of_run(&outcome.experiment, Method::Backprop, steps, count);
        Ok((frames.named(&run), command))
    }
}

/// A figure as it is asked for.
enum Wanted {
    OfBook(Figure),
    OfRun(Chapter, &'static str),
}

impl Wanted {
    /// Finds a figure by its name or number: the book's, unless there is a run.
    fn of(book: &[Figure], wanted: &str, is_of_run: bool) -> anyhow::Result<Self> {
        let number = wanted
            .strip_prefix("figure-")
            .unwrap_or(wanted)
            .parse()
            .ok();
        let in_book = book
            .iter()
            .find(|figure| figure.name == wanted || number.is_some() && figure.number == number);
        let of_run = RUN_FIGURES
            .iter()
            .find(|row| row.1 == wanted || number.is_some() && row.2 == number);
        match (in_book, of_run) {
            (Some(figure), _) if !is_of_run => Ok(Self::OfBook(figure.clone())),
            (_, Some(&(chapter, name, _))) => Ok(Self::OfRun(chapter, name)),
            (Some(figure), None) => Err(Usage::error(&format!(
                "{} is of the book alone: ask for it without data, network or settings",
                figure.name
            ))),
            (None, None) => {
                let stills = book.iter().map(|figure| figure.name.as_str());
                let names = stills.chain(of_runs_alone(book)).chain(Animation::WORDS);
                let names = names.collect::<Vec<_>>().join(", ");
                Err(Usage::error(&format!(
                    "there is no figure {wanted:?}: expected one of {names}"
                )))
            }
        }
    }
}

/// Every figure of the book.
#[derive(Debug, Clone, Args)]
pub struct FiguresCommand {
    #[command(flatten)]
    files: FigureOptions,
    #[command(flatten)]
    look: LookOptions,
}

impl FiguresCommand {
    pub(in crate::cli) fn new(files: FigureOptions, look: LookOptions) -> Self {
        Self { files, look }
    }

    /// Draws all figures of the book, with a page that shows them, and names the files.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn run(&self) -> anyhow::Result<()> {
        let (files, look) = (&self.files, &self.look);
        files.try_folder()?;
        let command = place::launch().nn28("figures");
        let figures = with_command(book_figures(), &command);
        let (mut paths, _) = files.write(look, || figures.clone())?;
        if files.has_apng() {
            let count = usize::from(files.frames);
            let moving = Animation::ALL.map(|one| one.of_book(count));
            paths.extend(files.animate(look, &[Format::Apng], moving.into_iter(), &command)?);
        }
        if !files.no_figures && files.has_stills() {
            let (path, remark) = index::write(files, &figures, &paths)?;
            paths.extend(path);
            options::remark(&Vec::from_iter(remark));
        }
        report(look, &paths)
    }
}

/// Names the files.
fn report(look: &LookOptions, paths: &[PathBuf]) -> anyhow::Result<()> {
    if look.json {
        print_json(&serde_json::json!({ "figures": paths }))?;
    } else if !look.quiet {
        for path in paths {
            writeln!(std::io::stdout(), "figure {}", shown(path))?;
        }
    }
    Ok(())
}

/// The names of figures of runs that the book has under another name, or not at all.
fn of_runs_alone(book: &[Figure]) -> impl Iterator<Item = &str> {
    let is_new = |name: &&str| !book.iter().any(|figure| figure.name == *name);
    RUN_FIGURES.iter().map(|row| row.1).filter(is_new)
}

/// The names of figures and animations, with captions.
fn list(book: &[Figure]) -> String {
    let line = |figure: &Figure| format!("{}  {}\n", figure.name, figure.caption);
    let moving = |one: &Animation| format!("{one}  Animation: {}\n", one.caption());
    let of_runs = of_runs_alone(book).map(|name| format!("{name}  Of a run\n"));
    let stills = book.iter().map(line).chain(of_runs);
    stills.chain(Animation::ALL.iter().map(moving)).collect()
}
