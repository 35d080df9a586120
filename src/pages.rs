//! The Rust blocks of the book's pages, compiled and run as doc tests.

macro_rules! pages {
    ($($name:ident $path:literal)*) => {
        $(#[doc = include_str!(concat!("../book/src/", $path))] struct $name;)*
    };
}

pages! {
    BackpropHidden "backprop-hidden.md"
    BackpropOutputs "backprop-outputs.md"
    BackpropProcedure "backprop-procedure.md"
    BackpropWeights "backprop-weights.md"
    Backprop "backprop.md"
    Cell "cell.md"
    Equations "equations.md"
    Errata "errata.md"
    Error "error.md"
    Failure "failure.md"
    Glossary "glossary.md"
    Learns "learns.md"
    Matrices "matrices.md"
    Network "network.md"
    Neuron "neuron.md"
    Next "next.md"
    Notation "notation.md"
    NumericalGradient "numerical_gradient.md"
    Preface "preface.md"
    Promises "promises.md"
}
