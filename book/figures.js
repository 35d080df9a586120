// Figures that move: each is drawn again by the book's own program at the numbers that a reader chooses, by a slider, by dragging what
// the figure shows, or by dragging a number sideways. Where anything is missing, the still figures stay.
"use strict";

(() => {
    const { symbols } = window;
    // On the page that is printed everything stands still.
    if (!symbols || window.movingFigures || /\/print\.html$/.test(location.pathname)) {
        return;
    }

    // A number dragged sideways changes by one step in so many pixels; what is read aloud waits until the reader pauses: milliseconds.
    const PIXELS_OF_STEP = 4, PAUSE = 600;
    // Of more controls than this those are folded whose numbers can be dragged in the drawing.
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

    const spokenKey = key => key.replace("_", " ");
    const written = value => String(value).replace("-", "−");

    class Moving {
        constructor(figure) {
            Object.assign(this, { figure, name: figure.dataset.moving, took: 0, lit: [] });
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
            // On a narrow page a wide drawing scrolls in its box.
            this.box = element("div", { className: "moving-box", tabIndex: 0 }, this.svg);
            this.box.setAttribute("role", "group");
            this.box.setAttribute("aria-label", "The drawing");
            this.lines = element("div", { className: "moving-lines", tabIndex: 0 });
            this.lines.setAttribute("role", "group");
            this.lines.setAttribute("aria-label", "What is computed; the arrow keys light its numbers up");
            this.status = element("p", { className: "moving-status" });
            this.status.setAttribute("role", "status");
            this.sliders = first.controls.map((control, index) => this.slider(control, index));
            const reset = element("button", { type: "button", textContent: "Back to the start", onclick: () => this.change(this.starts) });
            const isFolded = ({ key }) => first.controls.length > FEW && this.svg.querySelector(`[data-value="${key}"]`);
            const controls = of => element("div", { className: "moving-controls" }, ...of.map(slider => slider.row));
            const folded = this.sliders.filter(isFolded);
            const summary = element("summary", { textContent: `All ${folded.length} numbers` });
            const panel = element("div", { className: "moving-panel" },
                this.box, this.lines,
                controls(this.sliders.filter(slider => !isFolded(slider))),
                ...(folded.length ? [element("details", {}, summary, controls(folded))] : []),
                element("p", { className: "moving-help" }, `${first.help} `, reset), this.status);
            this.figure.insertBefore(panel, this.figure.querySelector("figcaption"));
            this.figure.classList.add("moves");
            // The arrows of a control do not turn the page.
            panel.addEventListener("keydown", event => event.stopPropagation());
            this.section = symbols.sectionOf(this.figure);
            this.formulas = this.section.flatMap(part => [...part.querySelectorAll("svg.maths")]);
            this.formulas.forEach(symbols.nameGlyphs);
            this.around = this.formulas.flatMap(formula => [...formula.querySelectorAll("[data-symbol]")]);
            this.listen(panel);
            this.show(first);
            this.own?.opened(panel, reset);
            window.nn28Focus(this.figure, panel.querySelector(":is(input, select, button):not(details *)"));
            new ResizeObserver(() => {
                this.box.tabIndex = this.box.scrollWidth > this.box.clientWidth ? 0 : -1;
            }).observe(this.box);
        }

        slider({ key, name, from, to, step, options, is_switch }, index) {
            const input = options.length
                ? element("select", {}, ...options.map((option, value) => element("option", { value, textContent: option })))
                : element("input", is_switch ? { type: "checkbox" } : { type: "range", min: from, max: to, step });
            input.setAttribute("aria-label", is_switch || key === name ? name : `${spokenKey(key)}, ${name}`);
            input.addEventListener("focus", () => this.light([key]));
            input.addEventListener("blur", () => this.light([]));
            input.addEventListener("input", () => {
                const values = [...this.values];
                values[index] = Number(is_switch ? input.checked : input.value);
                this.change(values);
            });
            const output = element("output", { ariaHidden: "true" });
            const row = element("label", {}, options.length ? element("span", { className: "symbol" }) : symbols.drawn(key), element("span", { className: "moving-name", textContent: name }), input, output);
            return { key, row, input, output };
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
                if (this.controls[index].is_switch) {
                    input.checked = answer.values[index] > 0;
                    return;
                }
                input.value = answer.values[index];
                if (!option) {
                    input.setAttribute("aria-valuetext", value);
                }
                output.textContent = option ? "" : value;
            });
            this.lines.replaceChildren(...answer.lines.map(line => element("p", {}, ...line.flatMap(piece => this.piece(piece)))));
            if (this.lit.length) {
                this.light(this.lit);
            }
            clearTimeout(this.saying);
            if (this.status.textContent || answer.values.some((value, index) => value !== this.starts[index])) {
                this.saying = setTimeout(() => this.status.textContent = this.lines.innerText, PAUSE);
            }
        }

        piece([key, text]) {
            if (!key) {
                return symbols.inText(text);
            }
            const made = element("span", { textContent: text, className: symbols.ink(key) });
            made.dataset.value = key;
            made.classList.toggle("moving-number", this.controls.some(control => control.key === key));
            return [made];
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
                    if (end === "pointerup") {
                        this.held?.tap?.();
                    }
                    this.held = null;
                    panel.classList.remove("moving-held");
                });
            }
            this.svg.addEventListener("click", event => this.pick(event));
            // What a finger has hold of moves; everywhere else it scrolls the page.
            panel.addEventListener("touchstart", event => {
                if (this.held?.grips) {
                    event.preventDefault();
                }
            }, { passive: false });
            for (const part of this.section) {
                part.addEventListener("pointermove", event => {
                    if (event.pointerType === "mouse" && !this.held) {
                        this.light(symbols.keysAt(event));
                    }
                });
                part.addEventListener("pointerleave", event => event.pointerType === "mouse" && this.light([]));
                // A finger has no place before it taps, and none after.
                part.addEventListener("click", event => this.light(symbols.keysAt(event)));
            }
            this.lines.addEventListener("keydown", event => this.step(event));
            this.lines.addEventListener("blur", () => this.light([]));
        }

        // Lights up one number of the equation after the other.
        step(event) {
            const numbers = [...this.lines.querySelectorAll("[data-value]")];
            const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
            if (steps && numbers.length) {
                event.preventDefault();
                this.at = ((this.at ?? (steps > 0 ? -1 : 0)) + steps + numbers.length) % numbers.length;
                const number = numbers[this.at];
                this.light(symbols.keysOf(number));
                this.status.textContent = `${spokenKey(number.dataset.value)}: ${number.textContent}`;
            }
        }

        hold(event, move, more = {}) {
            this.held = { pointer: event.pointerId, move, ...more };
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
            // A finger on the ground first has to show that it does not scroll: by going sideways, or by a tap.
            const grips = event.pointerType !== "touch" || this.ask({ grip: [panel, from] });
            let isDrag = grips;
            const drag = moved => {
                if (!isDrag && Math.abs(moved.clientY - event.clientY) > Math.abs(moved.clientX - event.clientX)) {
                    this.held = null;
                    return;
                }
                isDrag = true;
                const area = this.svg.querySelectorAll("[data-x]")[panel];
                this.change(values, { drag: { panel, from, to: this.place(area, moved) } });
            };
            this.hold(event, drag, { grips, tap: () => isDrag || drag(event) });
            if (grips) {
                drag(event);
            }
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
            let isDrag = false;
            // A tap is no drag, and a pointer that has hold of a number is not said to have clicked.
            const tap = () => {
                if (!isDrag) {
                    this.pick(event);
                    this.light(symbols.keysAt(event));
                }
            };
            this.hold(event, moved => {
                const steps = Math.round((moved.clientX - from) / PIXELS_OF_STEP);
                isDrag ||= steps !== 0;
                if (isDrag) {
                    const next = [...values];
                    next[index] += steps * step;
                    this.change(next);
                }
            }, { grips: true, tap });
        }

        pick(event) {
            const key = event.target.closest("[data-symbol]")?.dataset.symbol;
            if (key) {
                this.change(this.values, { pick: key.split(" ")[0] });
            }
        }

        // Lights symbols up wherever they are: in the drawing, in the equation, at their controls, and in the sentences and formulas around.
        light(keys) {
            this.lit = keys;
            const isLit = of => of.some(one => one && keys.some(key => symbols.isOne(key, one)));
            const drawn = this.figure.querySelectorAll(".moving-panel :is([data-value], [data-symbol])");
            for (const part of [...drawn, ...this.around]) {
                part.classList.toggle("moving-lit", isLit(symbols.keysOf(part)));
            }
            this.sliders.forEach(({ row, key }) => row.classList.toggle("moving-lit", isLit([key])));
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
