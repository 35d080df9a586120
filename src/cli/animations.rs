//! Animations as files: those of the book, and those of a run.

use std::path::PathBuf;

use super::{FigureOptions, LookOptions, Usage, place, progress};
use crate::engine::Method;
use crate::equation::Chapter;
use crate::figure::{self, Format};
use crate::stage::{Animation, Experiment, Frames};

/// Upper bound on the weights of all frames together, which are kept: 400 MB.
const MAX_WEIGHTS: usize = 50_000_000;

/// The animations of a chapter's program.
fn of_chapter(chapter: Chapter) -> &'static [Animation] {
    match chapter {
        Chapter::Neuron | Chapter::Network => &[],
        Chapter::NumericalGradient => &[Animation::Training, Animation::Descent],
        Chapter::Backprop => &[Animation::Training, Animation::Backpropagation],
    }
}

impl FigureOptions {
    pub(super) fn has_apng(&self) -> bool {
        self.format.contains(&Format::Apng) && !self.no_figures
    }

    /// Returns a usage error if an animation is asked of something that has none.
    pub(super) fn refuse_apng(&self, what: &str) -> anyhow::Result<()> {
        Usage::ensure(!self.has_apng(), || {
            let launch = place::launch();
            let names = Animation::ALL.map(|animation| launch.nn28(&format!("figure {animation}")));
            let programs = [Chapter::Backprop, Chapter::NumericalGradient];
            let programs = programs.map(|chapter| launch.chapter(chapter, "--headless"));
            let (names, programs) = (names.join(", "), programs.join(", "));
            format!("--format apng is for animations, and {what} has none: try {names}, {programs}")
        })
    }

    /// The same for a chapter's program.
    pub(super) fn check_apng(&self, chapter: Chapter, is_headless: bool) -> anyhow::Result<()> {
        match of_chapter(chapter) {
            [] => self.refuse_apng(chapter.word()),
            _ if is_headless => Ok(()),
            _ => self.refuse_apng("a dashboard"),
        }
    }

    /// Returns a usage error if the frames of an experiment would fill the memory.
    pub(super) fn check_frames(&self, experiment: &Experiment) -> anyhow::Result<()> {
        let most = MAX_WEIGHTS / experiment.shape().parameters();
        let fits = !self.has_apng() || usize::from(self.frames) <= most;
        Usage::ensure(fits, || {
            format!(
                "the memory holds {most} frames of a network this large: give --frames {most} or fewer"
            )
        })
    }

    /// Writes the animations of a run of so many steps, if they are asked for.
    pub(super) fn animate_run(
        &self,
        look: &LookOptions,
        (chapter, experiment, steps): (Chapter, &Experiment, u64),
        command: &str,
    ) -> anyhow::Result<Vec<PathBuf>> {
        if !self.has_apng() {
            return Ok(Vec::new());
        }
        let method = match chapter {
            Chapter::NumericalGradient => experiment.numerical(),
            _ => Method::Backprop,
        };
        let count = usize::from(self.frames);
        let run = experiment.file_name();
        let frames = |animation: &Animation| {
            let frames = animation.of_run(experiment, method, steps, count);
            // Both programs have a training.
            match (animation, method) {
                (Animation::Training, Method::Numerical(..)) => {
                    frames.named(&format!("{run}-numerical"))
                }
                _ => frames.named(&run),
            }
        };
        let moving = of_chapter(chapter).iter().map(frames);
        let command = format!("{command} --headless --format apng");
        self.animate(look, &[Format::Apng], moving, &command)
    }

    /// Writes animations in some formats, with a progress bar, and returns the paths of their files.
    pub(super) fn animate(
        &self,
        look: &LookOptions,
        formats: &[Format],
        all: impl Iterator<Item = Frames>,
        command: &str,
    ) -> anyhow::Result<Vec<PathBuf>> {
        let command = format!(
            "{command} --frames {} --seconds {}{}",
            self.frames,
            self.seconds,
            self.arguments()
        );
        let bar = progress::bar("frames", look.quiet);
        let mut progress = |done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        };
        let mut paths = Vec::new();
        let all = all.filter(|_| !self.no_figures);
        for mut frames in all.map(|frames| frames.with_command(&command)) {
            if let Some(name) = &self.name {
                frames = frames.named(name);
            }
            let animation = figure::Animation {
                name: frames.file_name(),
                count: frames.count,
                frame: &|index| frames.frame(index),
                seconds: self.seconds,
                dpi: self.dpi.unwrap_or(figure::SCREEN_DPI),
            };
            let (folder, themes, style) = (&self.figures, Self::themes(look), self.style());
            let written = figure::write_animation(
                &animation,
                folder,
                formats,
                &themes,
                &style,
                &mut progress,
            );
            let written = written?;
            super::options::remark(&written.remarks);
            paths.extend(written.paths);
        }
        bar.finish_and_clear();
        Ok(paths)
    }
}
