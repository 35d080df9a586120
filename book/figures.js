// Figures that move: each is drawn again by the book's own program at the numbers that a reader chooses, by a slider, by dragging what
// the figure shows, or by dragging a number sideways. Where anything is missing, the still figures stay.
"use strict";

(() => {
    // On the page that is printed everything stands still.
    if (window.movingFigures || /\/print\.html$/.test(location.pathname)) {
        return;
    }

    // A number dragged sideways changes by one step in so many pixels; what is read aloud waits until the reader pauses: milliseconds.
    const PIXELS_OF_STEP = 4, PAUSE = 600;
    // More controls than this are folded: the numbers in the drawing can be dragged.
    const FEW = 6;
    const encoder = new TextEncoder(), decoder = new TextDecoder();
    const isDark = () => /\b(coal|navy|ayu)\b/.test(document.documentElement.className);

    const element = (name, properties, ...children) => {
        const made = Object.assign(document.createElement(name), properties);
        made.append(...children);
        return made;
    };

    // The program, started when the first figure comes near. It keeps nothing between two requests, so all figures share it.
    let program;
    const started = () => program ??= window.nn28Program("figures").then(bytes => WebAssembly.instantiate(bytes)).then(made => made.instance.exports);

    const answered = (exports, request) => {
        const bytes = encoder.encode(JSON.stringify(request));
        const at = exports.input(bytes.length);
        new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
        const length = exports.answer();
        return JSON.parse(decoder.decode(new Uint8Array(exports.memory.buffer, exports.output(), length)));
    };

    // Makes one tree like another and keeps what is alike, so that a picture within it does not blink and nothing loses the pointer.
    const adapt = (old, next) => {
        if (old.isEqualNode(next)) {
            return;
        }
        for (const { name } of [...old.attributes]) {
            if (!next.hasAttribute(name)) {
                old.removeAttribute(name);
            }
        }
        for (const { name, value, namespaceURI } of next.attributes) {
            if (old.getAttribute(name) !== value) {
                old.setAttributeNS(namespaceURI, name, value);
            }
        }
        const children = [...old.childNodes], others = [...next.childNodes];
        others.forEach((other, index) => {
            const child = children[index];
            if (!child) {
                old.append(other);
            } else if (child.nodeName !== other.nodeName) {
                child.replaceWith(other);
            } else if (child.nodeType === Node.ELEMENT_NODE) {
                adapt(child, other);
            } else if (child.data !== other.data) {
                child.data = other.data;
            }
        });
        children.slice(others.length).forEach(child => child.remove());
    };

    // The symbol of a key: w_01 as a slanted letter with a low index, in the letter's colour.
    const symbol = key => {
        const [letter, index] = key.split("_");
        const made = element("span", { className: `symbol ink-${letter}` }, element("i", { textContent: letter }));
        if (index) {
            made.append(element("sub", { textContent: index }));
        }
        return made;
    };
    const spokenKey = key => key.replace("_", " ");
    const written = value => String(value).replace("-", "−");

    class Moving {
        constructor(figure) {
            Object.assign(this, { figure, name: figure.dataset.moving, took: 0 });
            new IntersectionObserver((entries, observer) => {
                if (entries.at(-1).isIntersecting) {
                    observer.disconnect();
                    started().then(exports => this.open(exports)).catch(() => {});
                }
            }, { rootMargin: "400px" }).observe(figure);
        }

        open(exports) {
            this.exports = exports;
            // What one figure alone has, from a script of its own.
            this.own = window.movingParts?.[this.name]?.(this);
            const first = this.ask({});
            this.starts = first.values;
            this.controls = first.controls;
            this.svg = document.importNode(new DOMParser().parseFromString(first.svg, "image/svg+xml").documentElement, true);
            this.lines = element("div", { className: "moving-lines" });
            this.status = element("p", { className: "moving-status" });
            this.status.setAttribute("role", "status");
            this.sliders = first.controls.map((control, index) => this.slider(control, index));
            const reset = element("button", { type: "button", textContent: "Back to the start", onclick: () => this.change(this.starts) });
            const controls = element("div", { className: "moving-controls" }, ...this.sliders.map(slider => slider.row));
            const folded = () => element("details", {}, element("summary", { textContent: `All ${this.sliders.length} numbers` }), controls);
            const panel = element("div", { className: "moving-panel" },
                this.svg, this.lines,
                this.sliders.length > FEW ? folded() : controls,
                element("p", { className: "moving-help" }, `${first.help} `, reset), this.status);
            this.figure.insertBefore(panel, this.figure.querySelector("figcaption"));
            this.figure.classList.add("moves");
            // The arrows of a control do not turn the page.
            panel.addEventListener("keydown", event => event.stopPropagation());
            this.listen(panel);
            this.show(first);
            this.own?.opened(panel, reset);
        }

        slider({ key, name, from, to, step, options }, index) {
            const input = options.length
                ? element("select", {}, ...options.map((option, value) => element("option", { value, textContent: option })))
                : element("input", { type: "range", min: from, max: to, step });
            input.setAttribute("aria-label", key === name ? name : `${spokenKey(key)}, ${name}`);
            input.addEventListener("input", () => {
                const values = [...this.values];
                values[index] = Number(input.value);
                this.change(values);
            });
            const output = element("output", { ariaHidden: "true" });
            const row = element("label", {}, options.length ? element("span", { className: "symbol" }) : symbol(key), element("span", { className: "moving-name", textContent: name }), input, output);
            return { row, input, output };
        }

        ask(more) {
            return answered(this.exports, { name: this.name, is_dark: isDark(), values: this.values, width: this.own?.width(), ...more });
        }

        // Draws at other values in the next frame; of several changes before it only the last one is drawn.
        change(values, more = {}) {
            this.next = { values, ...more };
            this.frame ??= requestAnimationFrame(() => {
                delete this.frame;
                const before = performance.now();
                this.show(this.ask(this.next));
                this.took = performance.now() - before;
            });
        }

        show(answer) {
            this.values = answer.values;
            const drawn = new DOMParser().parseFromString(answer.svg, "image/svg+xml").documentElement;
            adapt(this.svg, drawn);
            this.svg.classList.add("moving-drawing");
            this.svg.querySelectorAll("[data-value]").forEach(number => {
                number.classList.toggle("moving-number", this.controls.some(control => control.key === number.dataset.value));
            });
            this.sliders.forEach(({ input, output }, index) => {
                const option = this.controls[index].options[answer.values[index]];
                const value = option ?? written(answer.values[index]);
                input.value = answer.values[index];
                input.setAttribute("aria-valuetext", value);
                output.textContent = option ? "" : value;
            });
            this.lines.replaceChildren(...answer.lines.map(line => element("p", {}, ...line.map(piece => this.piece(piece)))));
            clearTimeout(this.saying);
            if (this.status.textContent || answer.values.some((value, index) => value !== this.starts[index])) {
                this.saying = setTimeout(() => this.status.textContent = this.lines.innerText, PAUSE);
            }
        }

        piece([key, text]) {
            if (!key) {
                return text;
            }
            const made = element("span", { textContent: text });
            made.className = `ink-${key.replace("-", "").split("_")[0]}`;
            made.dataset.value = key;
            made.classList.toggle("moving-number", this.controls.some(control => control.key === key));
            return made;
        }

        listen(panel) {
            this.svg.addEventListener("pointerdown", event => this.put(event));
            panel.addEventListener("pointerdown", event => this.scrub(event));
            panel.addEventListener("pointermove", event => {
                if (this.held && event.pointerId === this.held.pointer) {
                    this.held.move(event);
                }
            });
            for (const end of ["pointerup", "pointercancel"]) {
                panel.addEventListener(end, () => {
                    this.held = null;
                    panel.classList.remove("moving-held");
                });
            }
            this.svg.addEventListener("click", event => this.pick(event));
            panel.addEventListener("pointerover", event => this.light(event.target));
            panel.addEventListener("pointerleave", () => this.light(null));
        }

        hold(event, move) {
            this.held = { pointer: event.pointerId, move };
            const panel = this.figure.querySelector(".moving-panel");
            panel.classList.add("moving-held");
            // The pointer may leave the figure while it drags; one that a script has made up cannot be held.
            try {
                panel.setPointerCapture(event.pointerId);
            } catch { /* It moves within the figure only. */ }
        }

        // Where a pointer is, in the axes of a panel.
        place(area, event) {
            const box = area.getBoundingClientRect();
            const between = (ends, part) => ends[0] + part * (ends[1] - ends[0]);
            const ends = name => area.dataset[name].split(" ").map(Number);
            return [
                between(ends("x"), (event.clientX - box.left) / box.width),
                between(ends("y"), (box.bottom - event.clientY) / box.height),
            ];
        }

        // Begins to drag what the figure shows under a pointer.
        put(event) {
            const areas = [...this.svg.querySelectorAll("[data-x]")];
            const panel = areas.findIndex(area => {
                const box = area.getBoundingClientRect();
                return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
            });
            if (panel < 0 || event.button > 0 || event.target.closest(".moving-number")) {
                return;
            }
            event.preventDefault();
            const values = this.values, from = this.place(areas[panel], event);
            const drag = moved => {
                const area = this.svg.querySelectorAll("[data-x]")[panel];
                this.change(values, { drag: { panel, from, to: this.place(area, moved) } });
            };
            this.hold(event, drag);
            drag(event);
        }

        // Begins to drag a number sideways.
        scrub(event) {
            const number = event.target.closest(".moving-number");
            const index = this.controls.findIndex(control => control.key === number?.dataset.value);
            if (index < 0 || event.button > 0) {
                return;
            }
            event.preventDefault();
            const from = event.clientX, values = this.values, { step } = this.controls[index];
            this.hold(event, moved => {
                const next = [...values];
                next[index] += Math.round((moved.clientX - from) / PIXELS_OF_STEP) * step;
                this.change(next);
            });
        }

        pick(event) {
            const key = event.target.closest("[data-symbol]")?.dataset.symbol;
            if (key) {
                this.change(this.values, { pick: key.split(" ")[0] });
            }
        }

        // Lights a symbol up wherever it is: in the drawing, in the equation and at its control.
        light(target) {
            const under = target?.closest("[data-value], [data-symbol]");
            const keys = (under?.dataset.value ?? under?.dataset.symbol ?? "").split(" ");
            const has = element => (element.dataset.value ?? element.dataset.symbol).split(" ").some(key => key && keys.includes(key));
            this.figure.querySelectorAll(".moving-panel :is([data-value], [data-symbol])").forEach(element => {
                element.classList.toggle("moving-lit", has(element));
            });
            this.sliders.forEach(({ row }, index) => row.classList.toggle("moving-lit", keys.includes(this.controls[index].key)));
        }
    }

    window.movingFigures = [...document.querySelectorAll("[data-moving]")].map(figure => new Moving(figure));
    // Another theme, another drawing.
    new MutationObserver(() => {
        for (const moving of window.movingFigures) {
            if (moving.values) {
                moving.change(moving.values);
            }
        }
    }).observe(document.documentElement, { attributeFilter: ["class"] });
})();
