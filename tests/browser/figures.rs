//! The figures that move: by mouse, by finger and by keys, with the equation beside them.

use nn28::stage::moving;
use nn28::web::figures::answer;
use serde_json::{Value, json};

use super::chromium::Tab;
use super::{DESK, FIGURES, Faults, TELEPHONE, address, notice, tab};

/// A tab with the page of a figure, which has begun to move, if there are a browser and a program for it.
pub fn moving_figure(page: &str, name: &str, width: u32) -> Option<Tab<'static>> {
    FIGURES.as_ref()?;
    let tab = tab()?;
    tab.width(width);
    open(&tab, page, name);
    Some(tab)
}

fn open(tab: &Tab, page: &str, name: &str) {
    tab.open("about:blank");
    tab.open(&address(&format!("{page}.html")));
    let figure = format!("movingFigures.find(figure => figure.name === '{name}')");
    tab.run(&format!(
        "window.moved = {figure}, moved.figure.scrollIntoView({{ behavior: 'instant' }}), 0"
    ));
    tab.until("moved.values !== undefined");
}

/// The values of the figure's controls.
pub fn values(tab: &Tab) -> Vec<f64> {
    serde_json::from_value(tab.run("moved.values")).expect("numbers")
}

/// Where a point of the axes of a panel is on the screen.
fn at(tab: &Tab, panel: usize, (x, y): (f64, f64)) -> (f64, f64) {
    let place = tab.run(&format!(
        "(() => {{
            const area = moved.svg.querySelectorAll('[data-x]')[{panel}], box = area.getBoundingClientRect();
            const part = (ends, value) => (value - ends[0]) / (ends[1] - ends[0]);
            const ends = name => area.dataset[name].split(' ').map(Number);
            return [box.left + part(ends('x'), {x}) * box.width, box.bottom - part(ends('y'), {y}) * box.height];
        }})()"
    ));
    serde_json::from_value(place).expect("a place")
}

fn drag_by_mouse(tab: &Tab, from: (f64, f64), to: (f64, f64)) {
    let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
    for (kind, (x, y)) in [
        ("mouseMoved", from),
        ("mousePressed", from),
        ("mouseMoved", middle),
        ("mouseMoved", to),
        ("mouseReleased", to),
    ] {
        let buttons = u8::from(kind != "mouseReleased");
        let event = json!({"type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1});
        tab.call("Input.dispatchMouseEvent", &event);
    }
    drawn(tab);
}

fn drag_by_finger(tab: &Tab, from: (f64, f64), to: (f64, f64)) {
    let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
    for (kind, points) in [
        ("touchStart", json!([{"x": from.0, "y": from.1}])),
        ("touchMove", json!([{"x": middle.0, "y": middle.1}])),
        ("touchMove", json!([{"x": to.0, "y": to.1}])),
        ("touchEnd", json!([])),
    ] {
        let event = json!({"type": kind, "touchPoints": points});
        tab.call("Input.dispatchTouchEvent", &event);
    }
    drawn(tab);
}

/// Waits until what was asked for has been drawn.
pub fn drawn(tab: &Tab) {
    tab.until("moved.frame === undefined");
}

fn near(value: f64, expected: f64, within: f64) {
    assert!(
        (value - expected).abs() <= within,
        "{value} is not {expected}"
    );
}

/// Checks that nothing is complained of.
pub fn silent(place: &str, tab: &Tab) {
    let mut faults = Faults::default();
    faults.heard(place, tab);
    faults.none();
}

/// The pages of the book and the figures on them that move.
const PLACES: [(&str, &str); 13] = [
    ("neuron", "42"),
    ("neuron", "neuron-plane"),
    ("neuron", "saturation"),
    ("network", "44"),
    ("network", "softmax-bars"),
    ("network", "hidden-plane"),
    ("error", "surprise-square"),
    ("numerical_gradient", "descent-step"),
    ("backprop-hidden", "weight-paths"),
    ("backprop-procedure", "45"),
    ("backprop-weights", "46"),
    ("backprop", "47"),
    ("backprop-procedure", "48"),
];

#[test]
fn the_page_draws_what_the_program_does_and_each_slider_moves_its_figure_by_keys() {
    // That of the network that learns is in `learning`.
    assert_eq!(PLACES.len() + 1, moving::all().len());
    for (page, name) in PLACES {
        let Some(tab) = moving_figure(page, name, DESK) else {
            return;
        };
        let starts = moving::find(name).expect("a figure that moves").starts();
        assert_eq!(values(&tab), starts, "{name}");
        let lines: Value =
            serde_json::from_str(&answer(&json!({ "name": name }).to_string())).expect("an answer");
        let text = |line: &Value| -> String {
            let pieces = line.as_array().expect("a line").iter();
            pieces
                .map(|piece| piece[1].as_str().unwrap_or_default())
                .collect()
        };
        let expected: Vec<String> = lines["lines"]
            .as_array()
            .expect("lines")
            .iter()
            .map(text)
            .collect();
        assert_eq!(
            tab.run("[...moved.lines.children].map(line => line.textContent)"),
            json!(expected),
            "{name}"
        );
        tab.run(
            "moved.figure.querySelectorAll('details').forEach(folded => folded.open = true), 0",
        );
        for (index, start) in starts.iter().enumerate() {
            let before = tab.text("moved.svg.outerHTML + moved.lines.textContent");
            tab.run(&format!("moved.sliders[{index}].input.focus(), 0"));
            let is_switch = tab.run(&format!("moved.controls[{index}].is_switch")) == true;
            tab.press(if is_switch { " " } else { "ArrowRight" });
            tab.until(&format!("moved.values[{index}] !== {start}"));
            drawn(&tab);
            let after = tab.text("moved.svg.outerHTML + moved.lines.textContent");
            assert_ne!(before, after, "{name}: control {index} changes nothing");
        }
        tab.holds(&format!("location.pathname.endsWith('/{page}.html')"));
        tab.run("moved.figure.querySelector('button').click(), 0");
        drawn(&tab);
        assert_eq!(values(&tab), starts, "{name}: back to the start");
        silent(name, &tab);
    }
}

#[test]
fn each_control_has_a_name_and_a_value_that_are_read_out() {
    for (page, name) in PLACES {
        let Some(tab) = moving_figure(page, name, DESK) else {
            return;
        };
        tab.holds("moved.sliders.every(({ input }) => input.getAttribute('aria-label').length > 1 && (input.type === 'checkbox' || input.getAttribute('aria-valuetext')))");
        tab.holds("moved.svg.getAttribute('role') === 'img' && moved.svg.querySelector('title').textContent.length > 20");
        tab.run(
            "moved.figure.querySelectorAll('details').forEach(folded => folded.open = true), 0",
        );
        tab.run("moved.sliders[0].input.focus(), 0");
        tab.press("ArrowRight");
        // The equation is read aloud once the reader pauses.
        tab.until("moved.status.textContent.length > 5");
    }
}

#[test]
fn the_point_and_the_line_are_dragged_by_mouse() {
    let Some(tab) = moving_figure("neuron", "neuron-plane", DESK) else {
        return;
    };
    drag_by_mouse(&tab, at(&tab, 0, (1.5, 0.5)), at(&tab, 0, (-4.0, 6.0)));
    let [.., x_0, x_1] = values(&tab)[..] else {
        panic!("five numbers")
    };
    near(x_0, -4.0, 0.15);
    near(x_1, 6.0, 0.15);
    assert_eq!(values(&tab)[..3], [-2.0, 1.0, 2.0]);
    // The sum at the new point is beside the figure: 8 + 6 + 2.
    tab.holds("Math.abs(moved.lines.querySelector('[data-value=a]').textContent - 16) < 0.5");
    // The line x₁ = 2 x₀ − 2, taken near its middle and put through (3, −2).
    drag_by_mouse(&tab, at(&tab, 0, (1.0, 0.0)), at(&tab, 0, (3.0, -2.0)));
    let shifted = values(&tab);
    assert_eq!(shifted[..2], [-2.0, 1.0]);
    near(shifted[2], 8.0, 0.25);
    // Taken far from its middle it turns, and keeps the size of its weights.
    let (x, y) = (6.0, -2.0 + 2.0 * 3.0);
    near(-2.0 * x + y + shifted[2], 0.0, 0.3);
    drag_by_mouse(&tab, at(&tab, 0, (x, y)), at(&tab, 0, (9.0, 2.0)));
    let turned = values(&tab);
    assert!((turned[0] - -2.0).abs() > 0.2, "{turned:?}");
    near(turned[0].hypot(turned[1]), 5.0_f64.sqrt(), 0.1);
    near(turned[0] * 9.0 + turned[1] * 2.0 + turned[2], 0.0, 0.6);
    silent("plane", &tab);
}

#[test]
fn the_point_is_dragged_by_finger_on_a_telephone() {
    let Some(tab) = moving_figure("neuron", "neuron-plane", TELEPHONE) else {
        return;
    };
    tab.touched();
    tab.run("moved.svg.scrollIntoView({ block: 'center', behavior: 'instant' }), 0");
    drag_by_finger(&tab, at(&tab, 0, (1.5, 0.5)), at(&tab, 0, (5.0, -5.0)));
    let moved = values(&tab);
    near(moved[3], 5.0, 0.3);
    near(moved[4], -5.0, 0.3);
    tab.holds("document.documentElement.scrollWidth <= innerWidth");
    silent("finger", &tab);
}

#[test]
fn what_a_figure_shows_follows_the_pointer() {
    // The page, the figure, the panel, from where to where, which value, and what it is then.
    let drags = [
        (
            "neuron",
            "saturation",
            0,
            (0.0, 0.5),
            (4.0, 0.9),
            0,
            4.0,
            0.15,
        ),
        (
            "error",
            "surprise-square",
            1,
            (0.1, 0.9),
            (0.6, 0.4),
            0,
            0.6,
            0.02,
        ),
        (
            "numerical_gradient",
            "descent-step",
            0,
            (2.0, 1.0),
            (0.5, 1.0),
            0,
            0.5,
            0.08,
        ),
        // y₀ = e^a / (e^a + e^1 + e^0) is one half where e^a is e + 1.
        (
            "network",
            "softmax-bars",
            0,
            (0.665, 0.5),
            (0.5, 0.5),
            0,
            (1.0_f64.exp() + 1.0).ln(),
            0.08,
        ),
    ];
    for (page, name, panel, from, to, index, expected, within) in drags {
        for by_finger in [false, true] {
            let Some(tab) = moving_figure(page, name, DESK) else {
                return;
            };
            tab.run("moved.svg.scrollIntoView({ block: 'center', behavior: 'instant' }), 0");
            let (from, to) = (at(&tab, panel, from), at(&tab, panel, to));
            if by_finger {
                tab.touched();
                drag_by_finger(&tab, from, to);
            } else {
                drag_by_mouse(&tab, from, to);
            }
            near(values(&tab)[index], expected, within);
            silent(name, &tab);
        }
    }
}

#[test]
fn a_hidden_line_turns_and_the_corners_move_with_it() {
    let Some(tab) = moving_figure("network", "hidden-plane", DESK) else {
        return;
    };
    tab.run("moved.svg.scrollIntoView({ block: 'center', behavior: 'instant' }), 0");
    // The line of OR goes through (0, 0.5) and (0.5, 0); a quarter turn about the middle of the square takes (0.5, 0) to (1, 0.5).
    drag_by_mouse(&tab, at(&tab, 0, (0.5, 0.0)), at(&tab, 0, (1.0, 0.5)));
    near(values(&tab)[0], 135.0, 3.0);
    // Unit 0 leaves out (1, 0) now, and unit 1 still leaves out (1, 1).
    tab.holds("/: 0\\.9., 0\\.9., 0\\.0., 0\\.0.$/.test(moved.lines.lastChild.textContent)");
    silent("hidden plane", &tab);
}

#[test]
fn a_number_is_dragged_sideways_in_the_drawing_and_in_the_equation() {
    // Every weight in these drawings can be dragged, and so can those that the lines beside them repeat.
    for (page, name, key, places) in [
        ("neuron", "42", "w_0", &["svg", "lines"][..]),
        ("network", "44", "v_00", &["svg"]),
        ("backprop-procedure", "45", "v_00", &["svg"]),
        ("backprop-weights", "46", "v_00", &["svg", "lines"]),
        ("backprop", "47", "w_01", &["svg", "lines"]),
        ("backprop-procedure", "48", "w_01", &["svg"]),
    ] {
        let Some(tab) = moving_figure(page, name, DESK) else {
            return;
        };
        let control = format!("moved.controls.findIndex(control => control.key === '{key}')");
        let value = || {
            tab.run(&format!("moved.values[{control}]"))
                .as_f64()
                .expect("a number")
        };
        let step = tab
            .run(&format!("moved.controls[{control}].step"))
            .as_f64()
            .expect("a number");
        for by_finger in [false, true] {
            if by_finger {
                tab.touched();
            }
            for place in places {
                let before = value();
                let from = middle(
                    &tab,
                    &format!("moved.{place}.querySelector('.moving-number[data-value={key}]')"),
                );
                // Ten steps of a control.
                let to = (from.0 + 40.0, from.1);
                if by_finger {
                    drag_by_finger(&tab, from, to);
                } else {
                    drag_by_mouse(&tab, from, to);
                }
                near(value(), before + 10.0 * step, 0.01);
            }
        }
        silent(name, &tab);
    }
}

#[test]
fn a_weight_that_is_clicked_has_its_paths_lit() {
    let Some(tab) = moving_figure("backprop-hidden", "weight-paths", DESK) else {
        return;
    };
    tab.run("moved.svg.scrollIntoView({ block: 'center', behavior: 'instant' }), 0");
    let place = tab.run(
        "(() => { const box = [...moved.svg.querySelectorAll('text [data-value=w_12]')].at(-1).getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2]; })()",
    );
    let place: (f64, f64) = serde_json::from_value(place).expect("a place");
    drag_by_mouse(&tab, place, place);
    assert_eq!(values(&tab)[..2], [1.0, 2.0]);
    silent("paths", &tab);
}

/// The middle of what a script finds, scrolled to the middle of the screen.
fn middle(tab: &Tab, found: &str) -> (f64, f64) {
    let place = tab.run(&format!(
        "(() => {{
            const found = {found};
            found.scrollIntoView({{ block: 'center', behavior: 'instant' }});
            const box = found.getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2];
        }})()"
    ));
    serde_json::from_value(place).expect("a place")
}

/// What is lit in the drawing, in the equation beside it, and in the sentences and formulas around: the keys, each once.
fn lit(tab: &Tab) -> Value {
    tab.run(
        "[moved.svg, moved.lines, ...[true, false].map(inside => moved.formulas.filter(formula => inside === Boolean(formula.closest('.equation'))))]
            .map(parts => [...new Set([parts].flat().flatMap(part => [...part.querySelectorAll('.moving-lit')])
                .flatMap(lit => (lit.dataset.value ?? lit.dataset.symbol).split(' ')))].sort().join(' '))",
    )
}

const W_OF_EQUATION: &str = "moved.formulas.filter(formula => !formula.closest('.preview, details')).map(formula => formula.querySelector('[data-symbol=w_1]')).find(found => found)";

#[test]
fn a_symbol_is_lit_in_figure_equation_and_sentence_by_mouse_finger_and_keys() {
    let Some(tab) = moving_figure("neuron", "42", DESK) else {
        return;
    };
    let everywhere = json!([
        "w_0 w_1 w_2 x_0 x_1 x_2",
        "w_1",
        "w_1 w_i w_ji w_n−1",
        "w_i"
    ]);
    let unlit = json!(["", "", "", ""]);
    let (x, y) = middle(&tab, W_OF_EQUATION);
    let mouse = |x: f64, y: f64| {
        let event = json!({"type": "mouseMoved", "x": x, "y": y});
        tab.call("Input.dispatchMouseEvent", &event);
    };
    mouse(x, y);
    assert_eq!(lit(&tab), everywhere);
    mouse(2.0, 2.0);
    assert_eq!(lit(&tab), unlit);
    let (x, y) = middle(&tab, "moved.svg.querySelector('[data-value=w_1]')");
    mouse(x, y);
    assert_eq!(lit(&tab), everywhere);
    mouse(2.0, 2.0);
    // The sum, into which it goes, is lit with it. By keys: at its control, and in the equation, where x₀ is the first number that is no weight.
    tab.run("moved.sliders[1].input.focus(), 0");
    assert_eq!(lit(&tab), everywhere);
    tab.holds("moved.sliders.map(({ row }) => row.classList.contains('moving-lit')).join() === 'false,true,false,false,false'");
    tab.run("moved.lines.focus(), 0");
    assert_eq!(lit(&tab), unlit);
    tab.press("ArrowRight");
    tab.press("ArrowRight");
    assert_eq!(lit(&tab)[1], "x_0");
    tab.holds("moved.status.textContent === 'x 0: 1.5'");
    tab.run("moved.sliders[0].input.focus(), moved.sliders[0].input.blur(), 0");
    // By a finger: it stays lit until the next tap.
    tab.touched();
    let tap = |(x, y): (f64, f64)| drag_by_finger(&tab, (x, y), (x, y));
    tap(middle(&tab, W_OF_EQUATION));
    tab.until("moved.svg.querySelector('.moving-lit')");
    assert_eq!(lit(&tab), everywhere);
    let sentence = "moved.formulas.find(formula => formula.closest('main > p') && formula.querySelector('[data-symbol=n]'))";
    tap(middle(&tab, sentence));
    tab.until("!moved.svg.querySelector('.moving-lit')");
    silent("symbols", &tab);
}

#[test]
fn a_finger_on_the_ground_scrolls_the_page_and_one_on_the_line_drags_it() {
    let Some(tab) = moving_figure("neuron", "neuron-plane", TELEPHONE) else {
        return;
    };
    tab.touched();
    tab.run("moved.svg.scrollIntoView({ block: 'center', behavior: 'instant' }), 0");
    // Where the drawing is in the window: what loads above it moves the page, and the browser keeps the drawing where it is.
    let top = || {
        tab.run("moved.svg.getBoundingClientRect().top")
            .as_f64()
            .expect("pixels")
    };
    let (before, starts) = (top(), values(&tab));
    let down = |(x, y): (f64, f64)| drag_by_finger(&tab, (x, y), (x, y + 150.0));
    // The point, which it has hold of, moves down, and the page stays.
    down(at(&tab, 0, (1.5, 0.5)));
    near(top(), before, 1.0);
    assert!(values(&tab)[4] < -1.0, "{:?}", values(&tab));
    tab.run("moved.change(moved.starts), 0");
    drawn(&tab);
    down(at(&tab, 0, (-6.0, 6.0)));
    tab.until(&format!(
        "Math.abs(moved.svg.getBoundingClientRect().top - {before}) > 50"
    ));
    assert_eq!(values(&tab), starts);
    // A tap puts the point where the finger is.
    tab.run("moved.svg.scrollIntoView({ block: 'center', behavior: 'instant' }), 0");
    let place = at(&tab, 0, (-6.0, 6.0));
    drag_by_finger(&tab, place, place);
    near(values(&tab)[3], -6.0, 0.3);
    silent("scrolling", &tab);
}

#[test]
fn the_slopes_take_the_place_of_the_values_and_a_weight_is_clicked_for_its_step() {
    let Some(tab) = moving_figure("backprop", "47", DESK) else {
        return;
    };
    let (x, y) = middle(
        &tab,
        "[...moved.svg.querySelectorAll('text [data-value=w_12]')].at(-1)",
    );
    drag_by_mouse(&tab, (x, y), (x, y));
    tab.until("moved.lines.textContent.includes('∂Eₙ/∂w₁₂ = δ₁ x₂')");
    tab.run("moved.sliders.find(slider => slider.key === '∂').input.click(), 0");
    tab.until("moved.svg.querySelector('[data-value=\"∂w_12\"]')");
    tab.holds(
        "Number(moved.svg.querySelector('[data-value=\"∂w_12\"]').textContent) === Number(moved.lines.querySelector('[data-value=\"∂w_12\"]').textContent)",
    );
    silent("slopes", &tab);
    // On a telephone the drawing keeps its size and the page its width; a finger drags a number.
    let Some(tab) = moving_figure("backprop", "47", TELEPHONE) else {
        return;
    };
    tab.touched();
    tab.holds("document.documentElement.scrollWidth <= innerWidth && moved.svg.getBoundingClientRect().width >= 640");
    let (x, y) = middle(&tab, "moved.svg.querySelector('[data-value=w_00]')");
    drag_by_finger(&tab, (x, y), (x + 40.0, y));
    near(values(&tab)[0], -1.5, 0.01);
    silent("a telephone", &tab);
}

#[test]
fn axe_finds_nothing_serious_on_pages_with_figures_that_move() {
    let Some(axe) = std::env::var_os("NN28_AXE") else {
        return notice("accessibility of the figures: left out, NN28_AXE does not name axe.min.js");
    };
    let axe = std::fs::read_to_string(&axe).expect("the file that NN28_AXE names");
    for (page, name, width) in [
        ("neuron", "42", DESK),
        ("backprop-procedure", "45", TELEPHONE),
    ] {
        let Some(tab) = moving_figure(page, name, width) else {
            return;
        };
        tab.run(
            "moved.figure.querySelectorAll('details').forEach(folded => folded.open = true), 0",
        );
        tab.run(&format!("{axe}; 0"));
        let found = tab.run(include_str!("axe.js"));
        assert_eq!(found, json!([]), "{name}");
    }
}

#[test]
fn a_figure_stands_still_without_scripts_and_on_paper_and_follows_the_theme() {
    let Some(tab) = moving_figure("neuron", "neuron-plane", DESK) else {
        return;
    };
    let light = tab.text("moved.svg.outerHTML");
    tab.run("document.documentElement.classList.replace('light', 'navy'), 0");
    tab.until("moved.svg.outerHTML.includes('#15181e')");
    assert!(!light.contains("#15181e"));
    tab.call("Emulation.setEmulatedMedia", &json!({"media": "print"}));
    tab.holds("!moved.svg.checkVisibility() && moved.figure.querySelector('a.on-light img').checkVisibility()");
    tab.call("Emulation.setEmulatedMedia", &json!({"media": ""}));
    tab.without_scripts();
    tab.open(&address("neuron.html"));
    // A tab without scripts is still asked by its own.
    tab.holds("document.querySelector('#figure-neuron-plane img').checkVisibility() && !document.querySelector('.moving-panel')");
}

#[test]
fn a_figure_that_is_dragged_is_drawn_within_a_frame() {
    for (page, name) in PLACES.into_iter().chain([("learns", "learned")]) {
        let Some(tab) = moving_figure(page, name, DESK) else {
            return;
        };
        // The quickest of many: what else this computer does is no part of it.
        let quickest = tab.run(
            "Math.min(...Array.from({ length: 20 }, (_, at) => {
                const { controls } = moved, by = at % 2 ? 1 : -1;
                const values = moved.values.map((value, index) => controls[index].options.length ? value : value + by * controls[index].step);
                const before = performance.now();
                moved.show(moved.ask({ values }));
                return performance.now() - before;
            }))",
        );
        let quickest = quickest.as_f64().expect("milliseconds");
        println!("{name}: {quickest:.1} ms");
        assert!(quickest < 16.0, "{name} takes {quickest} ms");
    }
}
