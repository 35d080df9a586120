//! The slope of any function, by trying: equation 9.

use super::{below, call, eq};
use crate::equation::check::average_slope_of_sigmoid;
use crate::equation::{Chapter, Context};
use crate::exercise::value::FUNCTIONS;
use crate::exercise::{Argument, Call, Exercise};
use crate::model::numerical_gradient;

pub(super) const EXERCISES: &[Exercise] = &[Exercise {
    id: "9",
    aliases: &[],
    chapter: Chapter::NumericalGradient,
    title: "the forward and the central difference",
    asks: "The slope of any function f at x, by trying: once with a step ε forward, once with a step to either side.",
    blanks: &[
        blank! {
            numerical_gradient::eq09_forward_difference(f: &dyn Fn(f64) -> f64, x: f64, epsilon: f64) -> f64 {
                numerical_gradient::eq09_forward_difference(f, x, epsilon)
            }
            fields {
                equation: Some(eq(9)),
                calls: forward_differences,
                by: "by the average of f′ from x to x + ε",
                slack: 1e-10,
            }
            faults {
                "printed", "It is negative where f rises: every value has the wrong sign.",
                "A minus is in front of the quotient. The source prints it so; it gives about −f′." {
                    -(f(x + epsilon) - f(x)) / epsilon
                }
                "half", "It is half of the difference quotient for every f.",
                "The rise is divided by 2ε, but x moved by ε only. The 2 belongs to the central difference." {
                    (f(x + epsilon) - f(x)) / (2.0 * epsilon)
                }
                "backward", "It is near the slope, and misses (9) by about ε f′′(x).",
                "This is the backward difference, from x − ε to x. (9) steps forward, from x to x + ε." {
                    (f(x) - f(x - epsilon)) / epsilon
                }
                "central", "It is nearer to f′(x) than (9) is: it misses (9) by about ε f′′(x) / 2.",
                "This is the central difference. It is the better one, and is asked for next; (9) takes its second value at x." {
                    (f(x + epsilon) - f(x - epsilon)) / (2.0 * epsilon)
                }
                "step-back", "It has the wrong sign, and the size of the slope a little to the left.",
                "f is taken at x − ε and divided by +ε. Equations (10) and (11) are printed so in the source." {
                    (f(x - epsilon) - f(x)) / epsilon
                }
                "not-divided", "It vanishes with ε: it is ε times the difference quotient.",
                "This is the rise alone. A slope is the rise over the distance." {
                    f(x + epsilon) - f(x)
                }
                "no-brackets", "It grows without bound as ε becomes small, unless f(x) is 0.",
                "Only f(x) is divided by ε. In Rust the whole numerator needs brackets, (… − …) / ε." {
                    f(x + epsilon) - f(x) / epsilon
                }
                "fixed-step", "It does not change with ε.",
                "The step is the number 0.001 in place of the parameter. It agrees only where ε is 0.001." {
                    (f(x + 0.001) - f(x)) / 0.001
                }
            }
            alternatives {
                { let rise = f(epsilon + x) - f(x); rise / epsilon }
                { -(f(x) - f(x + epsilon)) / epsilon }
                { let moved = x + epsilon; (f(moved) - f(x)) / (moved - x) }
                { 1.0 / epsilon * (f(x + epsilon) - f(x)) }
            }
        },
        blank! {
            numerical_gradient::central_difference(f: &dyn Fn(f64) -> f64, x: f64, epsilon: f64) -> f64 {
                numerical_gradient::central_difference(f, x, epsilon)
            }
            fields {
                calls: central_differences,
                by: "by the average of f′ from x − ε to x + ε",
                slack: 1e-10,
            }
            faults {
                "one-step", "It is twice what it should be, for every f.",
                "From x − ε to x + ε the distance is 2ε; it is divided by ε." {
                    (f(x + epsilon) - f(x - epsilon)) / epsilon
                }
                "no-brackets", "It vanishes like ε²: half the rise is multiplied by ε.",
                "`/ 2.0 * epsilon` divides by 2 and multiplies by ε. The denominator 2ε needs brackets." {
                    (f(x + epsilon) - f(x - epsilon)) / 2.0 * epsilon
                }
                "forward", "Its error only halves when ε is halved; it should become a quarter.",
                "This is the forward difference (9) again, whose error is of the order of ε." {
                    (f(x + epsilon) - f(x)) / epsilon
                }
                "backward", "Its error only halves when ε is halved, and has the sign opposite to that of (9).",
                "This is the backward difference. The central one takes f on both sides of x." {
                    (f(x) - f(x - epsilon)) / epsilon
                }
                "half-step", "Its error is a quarter of what this ε should give; for x² it has none.",
                "The step to either side is ε/2. That is a good difference too; the one asked for steps by ε to either side." {
                    (f(x + epsilon / 2.0) - f(x - epsilon / 2.0)) / epsilon
                }
                "turned", "It is negative where f rises.",
                "The value on the left comes first. It is new minus old, right minus left." {
                    (f(x - epsilon) - f(x + epsilon)) / (2.0 * epsilon)
                }
                "half-forward", "It is half of the forward difference (9).",
                "The denominator is 2ε already, but the second value is still f(x)." {
                    (f(x + epsilon) - f(x)) / (2.0 * epsilon)
                }
            }
            alternatives {
                { 0.5 * ((f(x + epsilon) - f(x)) / epsilon + (f(x) - f(x - epsilon)) / epsilon) }
                { (f(x + epsilon) - f(x - epsilon)) * 0.5 / epsilon }
                { let (left, right) = (x - epsilon, x + epsilon); (f(right) - f(left)) / (right - left) }
            }
        },
    ],
    hints: [
        "If f rises from left to right, which sign must the quotient have?",
        "Of the two values, the new one comes first. They are divided by the distance between their two places: how far apart are those?",
        "(f(x + ε) − …) / ε:  `(f(x + epsilon) - …) / epsilon`  and from both sides:  `(f(x + epsilon) - …) / (… * epsilon)`",
    ],
}];

fn forward_differences(context: &Context) -> Vec<Call> {
    let epsilon = context.epsilon;
    differences(context, |place, x| average_slope(place, x, epsilon))
}

fn central_differences(context: &Context) -> Vec<Call> {
    let epsilon = context.epsilon;
    differences(context, |place, x| {
        average_slope(place, x - epsilon, 2.0 * epsilon)
    })
}

/// A call for each function: of h at the sum of the current unit, of the others at the first input.
fn differences(context: &Context, expected: impl Fn(usize, f64) -> f64) -> Vec<Call> {
    let of_function = |place: usize| {
        let j = context.indices.j;
        let (name, x) = match place {
            0 => (below("b", &[j]), context.pass.b[j]),
            _ => (below("x", &[0]), context.sample().x[0]),
        };
        let at = format!("where f is {} and x is {name}", FUNCTIONS[place].name);
        let arguments = vec![Argument::Function(place), x.into(), context.epsilon.into()];
        call(context, at, arguments, expected(place, x))
    };
    (0..FUNCTIONS.len()).map(of_function).collect()
}

/// The average slope of a function from x to x + length: by quadrature for h, in closed form for the others.
fn average_slope(place: usize, x: f64, length: f64) -> f64 {
    match place {
        0 => average_slope_of_sigmoid(x, length),
        1 => 2.0 * x + length,
        2 => x.exp() * length.exp_m1() / length,
        _ => 3.0 * x * x + 3.0 * x * length + length * length - 2.0,
    }
}
