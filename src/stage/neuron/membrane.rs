//! The biological neuron of figure 41: pulses arrive, the membrane potential rises and falls, over a threshold a pulse leaves.
//!
//! Source: the leaky integrate-and-fire model, L. Lapicque, Journal de Physiologie et de Pathologie Générale 9 (1907).

use crate::scene::{Axis, Membrane};

/// In milliseconds: the duration, the time between two steps, and the time in which the potential falls to 1/e.
const DURATION: f64 = 60.0;
const STEP: f64 = 0.1;
const LEAK: f64 = 9.0;
/// The potential right after a pulse has left, in units of the threshold.
const AFTER_PULSE: f64 = -0.25;

/// Three synapses, two that excite and one that inhibits.
pub(super) fn membrane() -> Membrane {
    let synapses = vec![
        (0.45, vec![4.0, 16.0, 20.0, 40.0, 44.0]),
        (0.60, vec![9.0, 18.0, 23.0, 42.0, 46.0]),
        (-0.40, vec![31.0, 51.0]),
    ];
    let (potential, pulses_out) = potential(&synapses);
    Membrane {
        title: "Pulses arrive, the potential rises and falls, a pulse leaves".to_owned(),
        time: Axis::new("time in ms", 0.0, DURATION),
        synapses,
        potential,
        threshold: 1.0,
        pulses_out,
    }
}

/// The potential over time, and when it crossed the threshold of 1.
fn potential(synapses: &[(f64, Vec<f64>)]) -> (Vec<(f64, f64)>, Vec<f64>) {
    let (mut now, mut trace, mut pulses) = (0.0, Vec::new(), Vec::new());
    for step in 0..=(DURATION / STEP).round() as u32 {
        let time = f64::from(step) * STEP;
        now *= (-STEP / LEAK).exp();
        for (strength, arrivals) in synapses {
            let arrives = |at: &&f64| (*at - time).abs() < STEP / 2.0;
            now += strength * arrivals.iter().filter(arrives).count() as f64;
        }
        trace.push((time, now));
        if now >= 1.0 {
            pulses.push(time);
            now = AFTER_PULSE;
            trace.push((time, now));
        }
    }
    (trace, pulses)
}
