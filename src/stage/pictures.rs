//! Pictures that several dashboards show, and what pictures have in common.

use super::experiment::{Experiment, Scores};
use crate::data::DataSet;
use crate::engine::Score;
use crate::model::network::forward;
use crate::scene::number::percent;
use crate::scene::{Axis, Bar, Image, Matrices, Matrix, Picture, Series, Table, TableRow, text};

/// The smallest and the largest of the finite numbers, if there are any.
pub(super) fn finite_range(numbers: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    numbers
        .filter(|number| number.is_finite())
        .map(|number| (number, number))
        .reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
}

/// The largest finite y of some curves, or `least` if that is larger.
pub(super) fn highest(series: &[Series], least: f64) -> f64 {
    let points = series.iter().flat_map(|series| &series.points);
    let finite = points.map(|point| point.1).filter(|y| y.is_finite());
    finite.fold(least, f64::max)
}

/// Where rest + s·x + t·y = 0 crosses the plane, if it does.
pub(super) fn zero_line(
    rest: f64,
    (s, t): (f64, f64),
    x: &Axis,
    y: &Axis,
) -> Option<Vec<(f64, f64)>> {
    let inside = |at: f64, axis: &Axis| (axis.range.0..=axis.range.1).contains(&at);
    let on_sides = [x.range.0, x.range.1].map(|x| (x, -(rest + s * x) / t));
    let on_ends = [y.range.0, y.range.1].map(|y| (-(rest + t * y) / s, y));
    let mut points = on_sides.to_vec();
    points.retain(|point| inside(point.1, y));
    points.extend(on_ends.into_iter().filter(|point| inside(point.0, x)));
    points.sort_by(|one, other| one.partial_cmp(other).unwrap_or(std::cmp::Ordering::Equal));
    let (first, last) = (*points.first()?, *points.last()?);
    (first != last).then(|| vec![first, last])
}

/// The heads of a table's columns, with commas between them, each with the letter whose colour it has, or a blank.
pub(super) fn columns(heads: &str, letters: &str) -> Vec<(String, Option<char>)> {
    let column = |(head, letter): (&str, char)| {
        let letter = Some(letter).filter(|letter| *letter != ' ');
        (head.to_owned(), letter)
    };
    heads.split(',').zip(letters.chars()).map(column).collect()
}

/// The picture of a sample, where the inputs are no pixels of an image.
pub(super) fn left_out(experiment: &Experiment) -> Option<&'static str> {
    (experiment.set().name != "digits").then_some("image")
}

/// A sample of a part as an image with the outputs beside it, where the inputs are pixels.
/// The outputs are left out where they are not computed yet.
pub(super) fn image(
    experiment: &Experiment,
    (part, n): (&DataSet, usize),
    with_outputs: bool,
) -> Option<Image> {
    if left_out(experiment).is_some() {
        return None;
    }
    // The pixels are as they were measured; the network sees them scaled.
    let pixels = experiment.spread(&experiment.unscaled(&part.x[n]));
    let y = forward(&experiment.network(), &part.sample(n).x).y;
    let target = part.class[n];
    let shown = if with_outputs { y.len() } else { 0 };
    let bar = |(class, share): (usize, &f64)| Bar {
        name: part.classes[class].clone(),
        share: if share.is_finite() { *share } else { 0.0 },
        is_target: class == target,
    };
    Some(Image {
        title: format!("sample {n}: a {}", part.classes[target]),
        width: 8,
        pixels: pixels.iter().map(|x| (x / 16.0).clamp(0.0, 1.0)).collect(),
        bars: y.iter().enumerate().take(shown).map(bar).collect(),
    })
}

/// The confusion matrix of the test part or, where there is none, of the training part.
///
/// An entry that is chosen is said in words.
pub(super) fn confusion(
    experiment: &Experiment,
    scores: &Scores,
    chosen: Option<(usize, usize)>,
) -> Matrices {
    let (score, part) = match scores {
        (_, Some(test)) => (test, "test"),
        (train, None) => (train, "training"),
    };
    let row = |row: &Vec<usize>| row.iter().map(|count| Some(*count as f64)).collect();
    let worst = worst_confusions(&score.confusion);
    let classes = &experiment.train().classes;
    let last = classes.len() - 1;
    let chosen = chosen.map(|(row, column)| (row.min(last), column.min(last)));
    let said = chosen.map(|entry| entry_in_words(score, classes, entry));
    Matrices {
        title: format!("confusion, {part} part: class down, taken for across"),
        verdict: said.unwrap_or_default() + &confusion_verdict(score, classes, &worst, part),
        matrices: vec![Matrix {
            name: "class ↓ answer →".to_owned(),
            letter: None,
            rows: classes.clone(),
            columns: classes.clone(),
            entries: score.confusion.iter().map(row).collect(),
            decimals: 0,
            selected: chosen,
            worst,
            is_confusion: true,
        }],
    }
}

/// An entry with the names of its classes, its count and its part of the row.
fn entry_in_words(score: &Score, classes: &[String], (class, other): (usize, usize)) -> String {
    let row = &score.confusion[class];
    let (count, all) = (row[other], row.iter().sum::<usize>());
    let share = match all {
        0 => String::new(),
        all => format!(" ({})", percent(count as f64 / all as f64)),
    };
    let [class, taken] = [class, other].map(|class| &classes[class]);
    if class == taken {
        return format!("{class}: {count} of {all} correct{share}. ");
    }
    format!("{class} taken for {taken}: {count} of {all}{share}. ")
}

fn confusion_verdict(
    score: &Score,
    classes: &[String],
    worst: &[(usize, usize)],
    part: &str,
) -> String {
    let (right, count) = (score.right, score.count);
    let Some(&(class, other)) = worst.first() else {
        return format!("All {count} {part} samples are correct.");
    };
    let times = match score.confusion[class][other] {
        1 => "once".to_owned(),
        times => format!("{times} times"),
    };
    let pair = |(class, other): &(usize, usize)| {
        format!("{} taken for {}", classes[*class], classes[*other])
    };
    let pairs: Vec<String> = worst.iter().take(2).map(pair).collect();
    let others = match worst.len() {
        ..=2 => String::new(),
        3 => ", and one other pair".to_owned(),
        count => format!(", and {} other pairs", count - 2),
    };
    let each = if worst.len() > 1 { " each" } else { "" };
    format!(
        "{right} of {count} {part} samples are correct. Most often wrong: {}{others}, {times}{each}.",
        pairs.join(" and ")
    )
}

/// All pairs of classes that are taken for each other as often as no others are.
fn worst_confusions(confusion: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let classes = confusion.len();
    let entries = (0..classes * classes).map(|entry| (entry / classes, entry % classes));
    let wrong: Vec<_> = entries.filter(|entry| entry.0 != entry.1).collect();
    let count = |(class, other): (usize, usize)| confusion[class][other];
    let most = wrong.iter().map(|entry| count(*entry)).max().unwrap_or(0);
    let is_worst = |entry: &(usize, usize)| most > 0 && count(*entry) == most;
    wrong.into_iter().filter(is_worst).collect()
}

pub(super) fn score_table(experiment: &Experiment, scores: &Scores) -> Picture {
    let cells = |score: &Score| {
        let (error, accuracy) = (text(score.error, 6), text(score.accuracy(), 4));
        let [count, right] = [score.count, score.right].map(|count| count.to_string());
        [count, error, right, accuracy]
    };
    let row = |name: &str, cells: [String; 4]| TableRow {
        cells: [&[name.to_owned()], &cells[..]].concat(),
        right: None,
    };
    let nothing = || ["0", "–", "–", "–"].map(str::to_owned);
    let test = scores.1.as_ref().map_or_else(nothing, cells);
    let classes = experiment.shape().classes;
    Picture::Table(Table {
        title: "error and accuracy".to_owned(),
        columns: columns("part,N,E,correct,accuracy", "     "),
        rows: vec![row("training", cells(&scores.0)), row("test", test)],
        selected: None,
        verdict: format!(
            "Guessing has the error ln {classes} = {} and is correct once in {classes} times.",
            text((classes as f64).ln(), 4)
        ),
    })
}
