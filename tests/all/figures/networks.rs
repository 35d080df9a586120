//! Networks as the last chapter has them: in the states of its procedure, small and large.

use nn28::scene::{Diagram, Figure, Picture, Product};

use super::{LONG, figure, of, panel, scaled};
use crate::samples::{network, product, quantities};

/// Networks as the book has them.
pub fn pleasant() -> Vec<Figure> {
    let of_step = |number| panel(&format!("step {number}"), Picture::Diagram(step(number)));
    vec![
        of("shapes", with_shapes(network(2, 2, 3))),
        of("step-1", step(1)),
        of("step-2", step(2)),
        of("step-3", step(3)),
        of("step-4", step(4)),
        figure("steps", (1..=4).map(of_step).collect()),
        of("iris", network(4, 5, 3)),
        of("digits", with_shapes(network(64, 32, 10))),
        of("digits-lit", digits_lit()),
        of("neuron-next", neuron_next()),
    ]
}

/// Networks with numbers and words that hardly fit.
pub fn unfriendly() -> Vec<Figure> {
    vec![
        of("long-words", long_words()),
        of("huge-next", huge_next()),
        of("all-lit", all_lit()),
    ]
}

fn products(lit: usize) -> Vec<Product> {
    let of = [
        ("b = x wᵀ", "(1×3)(3×2) → 1×2"),
        ("a = z vᵀ", "(1×3)(3×3) → 1×3"),
        ("∂E/∂v = (y − t)ᵀ z", "(3×1)(1×3) → 3×3"),
        ("∂E/∂w = ((y − t) v ⊙ h′(b))ᵀ x", "(2×1)(1×3) → 2×3"),
    ];
    let products = of.into_iter().enumerate();
    products
        .map(|(number, of)| product(of.0, of.1, number == lit))
        .collect()
}

fn with_shapes(mut network: Diagram) -> Diagram {
    network.ledger = products(9);
    network
}

/// One of the four steps of the procedure.
pub fn step(number: usize) -> Diagram {
    let mut network = network(2, 2, 3);
    let captions = [
        "1. Forward: keep b, z, a and y",
        "2. New v, computed and not yet stored",
        "3. New w from the old v, not yet stored",
        "4. Both are stored",
    ];
    captions[number - 1].clone_into(&mut network.caption);
    network.ledger = products(number - 1);
    for link in &mut network.links {
        let ready = match link.weight.symbol.letter {
            'v' => number == 2 || number == 3,
            _ => number == 3,
        };
        link.weight.lit = ready && (number == 2 || link.weight.symbol.letter == 'w');
        let next = link.weight.value.map(|v| v - 0.0731 * v - 0.01);
        link.next = next.filter(|_| ready);
    }
    for quantity in quantities(&mut network) {
        let letter = quantity.symbol.letter;
        quantity.lit = number == 1 && "bzay".contains(letter);
        if number == 1 && "ay".contains(letter) {
            quantity.value = None;
        }
    }
    network.links[4].weight.focused = number == 1;
    network.layers[0].nodes[1].quantities[0].focused = number == 4;
    network
}

/// A large network in which an equation refers to one path.
pub fn digits_lit() -> Diagram {
    let mut network = network(64, 32, 10);
    for link in &mut network.links {
        let path = [((0, 40), (1, 17)), ((1, 17), (2, 6))];
        link.weight.lit = path.contains(&(link.from, link.to));
    }
    network.layers[3].nodes[7].quantities[0].focused = true;
    network
}

fn neuron_next() -> Diagram {
    let mut neuron = super::neuron(&[-2.0, 1.0, 2.0], &[1.5, 0.5]);
    for link in &mut neuron.links {
        link.next = link.weight.value.map(|w| w * 0.97);
    }
    neuron.links[1].weight.focused = true;
    neuron.layers[1].nodes[0].quantities[1].value = None;
    with_shapes(neuron)
}

fn long_words() -> Diagram {
    let mut network = step(2);
    network.caption = [LONG; 3].join(" ");
    for product in &mut network.ledger {
        LONG.clone_into(&mut product.formula);
        LONG.clone_into(&mut product.shapes);
    }
    for layer in &mut network.layers {
        LONG.clone_into(&mut layer.caption);
    }
    network
}

fn huge_next() -> Diagram {
    let mut network = scaled(network(4, 5, 3), -123_456.789_1);
    for (number, link) in network.links.iter_mut().enumerate() {
        link.next = Some([1e300, f64::NAN, -1e-300][number % 3]);
        link.weight.value = Some(-1.234e-280).filter(|_| number % 4 > 0);
    }
    network
}

fn all_lit() -> Diagram {
    let mut network = network(64, 32, 10);
    for link in &mut network.links {
        link.weight.lit = true;
    }
    network.links[4].weight.focused = true;
    quantities(&mut network).for_each(|quantity| quantity.lit = true);
    network
}
