//! A screen in sentences, for those who cannot see it: what to do next, how it goes, and the chosen number or slope.

use crate::scene::{Diagram, EquationCard, Node, Quantity, Scene, Symbol, text};

/// The message, the next thing to do, the progress, and the chosen weight in the diagram, in sentences.
pub fn aloud(scene: &Scene) -> String {
    let key = scene.guide.as_ref().map(|guide| guide.key.as_str());
    // On a tour a key is asked for; before a reason or answers there is none.
    let press = key.filter(|key| !["?", "why"].contains(key));
    let fields = scene.status.fields.iter();
    let fields: Vec<String> = fields
        .map(|field| format!("{} {}", field.name, field.value.trim()))
        .collect();
    let sentences = [
        scene.notice.clone(),
        press.map(|key| format!("Press {key}.")),
        Some(scene.next.clone()),
        Some(format!("{}.", fields.join(", "))),
        Some(diagram(&scene.diagram)),
        exercise(&scene.equation),
    ];
    let sentences = sentences.into_iter().flatten();
    sentences
        .filter(|one| !one.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// How far the reader has come with the exercise of an equation.
fn exercise(card: &EquationCard) -> Option<String> {
    let words = words_of_mark(card.mark?)?;
    Some(format!(
        "Your function of equation {}: {words}.",
        card.number
    ))
}

/// The words of a mark.
///
/// ```
/// use nn28::scene::spoken::screen::words_of_mark;
/// assert_eq!(words_of_mark('◐'), Some("solved with hints"));
/// assert_eq!(words_of_mark('x'), None);
/// ```
pub fn words_of_mark(mark: char) -> Option<&'static str> {
    match mark {
        '·' => Some("not solved yet"),
        '○' => Some("solution shown"),
        '◐' => Some("solved with hints"),
        '●' => Some("solved alone"),
        _ => None,
    }
}

/// The chosen weight of a diagram; where slopes have the place of values, that slope, and those along the output sums.
///
/// ```
/// use nn28::scene::{Diagram, spoken::screen::diagram};
/// assert_eq!(diagram(&Diagram::default()), "");
/// ```
pub fn diagram(diagram: &Diagram) -> String {
    let weights = diagram.links.iter().map(|link| &link.weight);
    let nodes = diagram.layers.iter().flat_map(|layer| &layer.nodes);
    let inputs = nodes.flat_map(|node| &node.quantities);
    let mut chosen = weights.chain(inputs).filter(|one| one.focused);
    let chosen = chosen.next();
    if !diagram.is_backward {
        return chosen.map_or(String::new(), |one| format!("{}.", value(one)));
    }
    let along = chosen.map(|one| format!("The slope along {}.", value(one)));
    let sum = |node: &Node| node.quantities.first().map(value);
    let outputs = diagram
        .layers
        .get(2)
        .into_iter()
        .flat_map(|layer| &layer.nodes);
    let outputs: Vec<String> = outputs.filter_map(sum).collect();
    format!(
        "The diagram has the slopes of this sample's error in place of values. {} They flow back from the output sums: along {}.",
        along.unwrap_or_default(),
        outputs.join(", ")
    )
}

/// A name and its number, with the indices apart.
fn value(quantity: &Quantity) -> String {
    let Symbol { letter, index } = &quantity.symbol;
    let index = if index.contains(',') {
        index.replace(',', " ")
    } else {
        index
            .chars()
            .map(String::from)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let number = quantity
        .value
        .map_or("not known yet".to_owned(), |value| text(value, 4));
    let name = format!("{letter} {index}");
    format!("{} is {}", name.trim_end(), number.replace('−', "minus "))
}
