//! Formulas as readers may write them, right and wrong.

/// The right sides as the book has them, each line of a derivation that is a formula.
pub const RIGHT: &[(&str, &[&str])] = &[
    ("1", &["w_0 x_0 + w_1 x_1 + ... + w_{n-1} x_{n-1}"]),
    ("2", &["w_0 x_0 + w_1 x_1 + … + w_{n−2} x_{n−2} + w_{n−1}"]),
    ("3", &[r"∑_{i=0}^{n-1} w_i x_i", "sum(i, w[i] x[i])"]),
    ("4", &["1 / (1 + exp(-a))"]),
    ("5", &["∑_{i=0}^{D} w_{ji} x_i", "sum(i, w_ji x_i)"]),
    ("6", &["h(b_j)", "1/(1 + exp(−b_j))"]),
    (
        "7",
        &[
            "exp(a_k) / ∑_{j=0}^{K-1} exp(a_j)",
            "exp(a_k) / sum(j, exp(a_j))",
        ],
    ),
    (
        "8",
        &[
            "−1/N ∑_{n=0}^{N−1} ∑_{k=0}^{K−1} t_nk log y_nk",
            "-1/N sum(n, k, t_k log(y_k))",
        ],
    ),
    (
        "9",
        &["(f(x + ε) − f(x)) / ε", "(f(x + eps) - f(x)) / epsilon"],
    ),
    ("10", &["(E(w_ji + ε, v) − E(w, v)) / ε"]),
    (
        "11",
        &[
            "(E((w_j0 + ε, w_j1, w_j2), v) − E(w, v)) / ε",
            "(E(w_j0 + ε, v) − E(w, v)) / ε",
        ],
    ),
    (
        "12",
        &["−∑_{k=0}^{K−1} t_nk log y_nk", "-sum(k, t_k ln(y_k))"],
    ),
    ("13", &["1/N ∑_{n=0}^{N−1} E_n"]),
    (
        "14",
        &[
            "1/N ∑_{n=0}^{N−1} ∂E_n/∂w_ji",
            "1/N sum(n, sum(k, (y_k - t_k) v_kj) h'(b_j) x_i)",
        ],
    ),
    ("15", &["∂E_n/∂a_k ∂a_k/∂v_kj", "dE_n/da_k da_k/dv_kj"]),
    ("16", &["∂/∂a_0 (−t_0 log y_0 − t_1 log y_1 − t_2 log y_2)"]),
    (
        "17",
        &[
            "−t_0 1/y_0 · ∂y_0/∂a_0 − t_1 1/y_1 · ∂y_1/∂a_0 − t_2 1/y_2 · ∂y_2/∂a_0",
            "-sum(k, t_k / y_k · ∂y_k/∂a_0)",
        ],
    ),
    (
        "18",
        &[
            "∂/∂a_0 (exp(a_0) / u)",
            "(exp(a_0) u − exp(a_0) exp(a_0)) / u^2",
            "exp(a_0)/u (u − exp(a_0))/u",
            "exp(a_0)/u (1 − exp(a_0)/u)",
            "y_0 (1 − y_0)",
        ],
    ),
    (
        "19",
        &[
            "∂/∂a_0 (exp(a_l) / u)",
            "(0 u − exp(a_l) exp(a_0)) / u²",
            "−exp(a_l)/u exp(a_0)/u",
            "−y_l y_0",
        ],
    ),
    (
        "20",
        &[
            "−t_0 (1 − y_0) + t_1 y_0 + t_2 y_0",
            "(t_0 + t_1 + t_2) y_0 − t_0",
            "y_0 − t_0",
        ],
    ),
    ("21", &["y_1 − t_1"]),
    ("22", &["y₂ − t₂"]),
    ("23", &["yₖ − tₖ", "y[k] - t[k]"]),
    (
        "24",
        &[
            "v_00 z_0 + v_01 z_1 + v_02 z_2",
            "sum(j, v[0][j] z[j])",
            "sum(j=0..M, v_{0j} z_j)",
        ],
    ),
    ("25a", &["z_j"]),
    ("25b", &["z_j"]),
    ("26", &["∂E_n/∂a_k ∂a_k/∂v_kj", "(y_k − t_k) z_j"]),
    (
        "27",
        &[
            "v_kj(τ) − α ∂E_n/∂v_kj",
            "v_kj − α (y_k − t_k) z_j",
            "v_kj - alpha(y_k - t_k)z_j",
        ],
    ),
    (
        "28",
        &[
            "(∑_{k=0}^{K−1} ∂E_n/∂a_k ∂a_k/∂z_j) ∂z_j/∂b_j ∂b_j/∂w_ji",
            "(∑_{k=0}^{K−1} (y_k − t_k) v_kj) h′(b_j) x_i",
            "sum(k, (y_k - t_k) v_kj) h'(b_j) x_i",
            "∑_k (y_k − t_k) v_kj z_j (1 − z_j) x_i",
            "x_i h(b_j) h(-b_j) sum(l, v_lj (y_l - t_l))",
        ],
    ),
];

/// Wrong formulas, with the mistake of the table that each of them is.
pub const WRONG: &[(&str, &str, &str)] = &[
    ("1", "sum(i=0..n-2, w_i x_i)", "no-bias"),
    ("1", "sum(i, w_i) sum(i, x_i)", "product-of-sums"),
    ("1", "sum(i, w_i + x_i)", "added"),
    ("2", "sum(i=0..n-2, w_i x_i)", "no-intercept"),
    ("2", "sum(i=0..n-2, w_i x_i) - w_{n-1}", "subtracted"),
    (
        "2",
        "sum(i=0..n-2, w_i x_i) + w_{n-1} x_{n-2}",
        "times-last-input",
    ),
    ("4", "1 / (1 + exp(a))", "mirrored"),
    ("4", "1 + exp(-a)", "not-inverted"),
    ("4", "1 / 1 + exp(-a)", "not-inverted"),
    ("4", "1 / exp(-a)", "no-one-below"),
    ("4", "1 / (1 - exp(-a))", "minus-below"),
    ("4", "(exp(a) - exp(-a)) / (exp(a) + exp(-a))", "tanh"),
    ("4s", "a (1 - a)", "from-the-sum"),
    ("4s", "1 - y^2", "of-tanh"),
    ("4s", "h(a) (1 + h(a))", "plus"),
    ("5", "sum(i=0..D-1, w_ji x_i)", "no-bias"),
    ("5", "sum(i=1..D, w_ji x_i)", "from-index-1"),
    ("5", "sum(i, w_ji x_i) + w_jD", "bias-twice"),
    ("6", "b_j", "h-left-out"),
    ("6", "h(-b_j)", "mirrored"),
    ("6", "h(h(b_j))", "twice"),
    ("7", "exp(a_k)", "not-divided"),
    ("7", "exp(-a_k) / sum(j, exp(-a_j))", "reversed"),
    ("7", "a_k / sum(j, a_j)", "proportional"),
    ("7", "h(a_k)", "sigmoid-of-each"),
    ("8", "1/N sum(n, k, t_k log(y_k))", "no-minus"),
    ("8", "-sum(n, k, t_k log(y_k))", "sum"),
    ("9", "-(f(x + ε) - f(x)) / ε", "printed"),
    ("9", "(f(x + ε) - f(x)) / (2ε)", "half"),
    ("9", "(f(x) - f(x - ε)) / ε", "backward"),
    ("9", "f(x + ε) - f(x) / ε", "no-brackets"),
    ("10", "(E(w_ji − ε, v) − E(w, v)) / ε", "printed"),
    ("12", "sum(k, t_k log y_k)", "no-minus"),
    ("13", "-1/N sum(n, E_n)", "printed-minus"),
    ("13", "sum(n, E_n)", "sum"),
    ("14", "sum(n, ∂E_n/∂w_ji)", "sum"),
    ("17", "∑_k t_k / y_k · ∂y_k/∂a_0", "no-minus"),
    ("23", "t_k - y_k", "turned"),
    ("23", "(y_k - t_k) y_k (1 - y_k)", "squared-error"),
    ("26", "(t_k - y_k) z_j", "turned"),
    ("27", "v_kj + α (y_k - t_k) z_j", "uphill"),
    ("27", "v_kj - (y_k - t_k) z_j", "no-learning-rate"),
    ("28", "sum(k, (y_k - t_k) v_kj) x_i", "no-slope"),
    ("28", "sum(k, (y_k - t_k) v_kj) h(b_j) x_i", "h-for-slope"),
    ("28", "sum(k, (y_k - t_k) v_kj) h'(z_j) x_i", "slope-at-z"),
    ("28", "-sum(k, (y_k - t_k) v_kj) h'(b_j) x_i", "turned"),
];
