//! The page over a dashboard that says what was understood of the data.

use super::experiment::Experiment;
use super::settings::Scale;
use crate::data::{DataSet, Scaler, grouped};
use crate::scene::wrap::{padded, widest};
use crate::scene::{Overlay, text};

type Line = (String, String);

/// The file, its rows, the class column and the classes, the inputs, the scale, and the remarks.
pub(super) fn data_page(experiment: &Experiment) -> Overlay {
    let set = experiment.set();
    let mut lines = vec![
        line("data", &set.name),
        line("source", &set.source),
        line("rows", rows(experiment)),
    ];
    lines.extend(classes(experiment));
    lines.extend(inputs(experiment));
    let scale = match experiment.setup.scale {
        Scale::Standard => "standard: x becomes (x − mean) / deviation",
        Scale::None => "none: the inputs are as they were measured",
    };
    lines.push(line("scale", scale));
    let words = |(column, words): &(String, Vec<String>)| {
        let (count, words) = (words.len(), words.join(", "));
        line("words", format!("{column} is {count} inputs: {words}"))
    };
    lines.extend(set.about.words.iter().map(words));
    lines.extend(set.about.remarks.iter().map(|text| line("remark", text)));
    Overlay::new("the data", lines)
}

fn line(name: &str, text: impl Into<String>) -> Line {
    (name.to_owned(), text.into())
}

fn rows(experiment: &Experiment) -> String {
    let set = experiment.set();
    let parts = [experiment.train(), experiment.test()].map(|part| grouped(part.len()));
    let [train, test] = parts;
    let used = format!("{}: {train} train, {test} test", grouped(set.len()));
    match set.about.left_out {
        0 => used,
        count => format!("{used}; {} left out", grouped(count)),
    }
}

fn classes(experiment: &Experiment) -> Vec<Line> {
    let set = experiment.set();
    let column = match set.about.class.as_str() {
        "" => "drawn".to_owned(),
        name => format!("the column {name}"),
    };
    let sizes = [set, experiment.train(), experiment.test()].map(DataSet::class_sizes);
    let head = line("classes", format!("{}, {column}", set.class_count()));
    let class = |(k, name): (usize, &String)| {
        let [all, train, test] = [0, 1, 2].map(|part| grouped(sizes[part][k]));
        let text = format!("{all} rows: {train} train, {test} test");
        (format!("  {name}"), text)
    };
    let classes = set.classes.iter().enumerate().map(class);
    [head].into_iter().chain(classes).collect()
}

/// The inputs with their means and deviations, aligned at the point.
fn inputs(experiment: &Experiment) -> Vec<Line> {
    let set = experiment.set();
    let learned = || Scaler::learn(experiment.train());
    let scaler = experiment.scaler().cloned().unwrap_or_else(learned);
    let written = |numbers: &[f64]| {
        let numbers: Vec<String> = numbers.iter().map(|number| text(*number, 4)).collect();
        let room = widest(&numbers);
        let aligned = numbers.iter().map(|number| padded(number, room, true));
        aligned.collect::<Vec<_>>()
    };
    let (means, deviations) = (written(&scaler.mean), written(&scaler.deviation));
    let input = |(i, name): (usize, &String)| {
        let deviation = if scaler.constant_columns().contains(name) {
            "the same in all rows that train".to_owned()
        } else {
            format!("deviation {}", deviations[i])
        };
        let text = format!("mean {}  {deviation}", means[i]);
        (format!("  {name}"), text)
    };
    let count = format!("{}, over the rows that train", set.inputs());
    let inputs = set.features.iter().enumerate().map(input);
    [line("inputs", count)].into_iter().chain(inputs).collect()
}
