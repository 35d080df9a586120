// The dashboards of a page, live: the program runs in the page, and this script tells it what is pressed and clicked and that time has
// passed, and shows what it draws. Where anything is missing, the still frames stay.
"use strict";

(() => {
    // On the page that is printed everything stands still.
    if (window.dashboards || !window.nn28Lab || /\/print\.html$/.test(location.pathname)) {
        return;
    }

    const { TEXT, element, isDark, tools, memory } = window.nn28Lab;

    // A cell of a screen and the paper around all of them, in pixels; the narrowest screen that has a layout, and a telephone's height.
    const CELL = { width: 7, height: 14 }, MARGIN = { wide: 30, narrow: 12 }, NARROW = 700;
    const FEWEST_COLUMNS = 40, ROWS_OF_TELEPHONE = 34, COLUMNS_OF_TELEPHONE = 80;
    // The smallest screen that shows all four panes.
    const FOUR = { columns: 100, rows: 30 };
    // Between two ticks, for the long computations of one of them, for those before there is anything to see, and between two pictures
    // where motion is to be reduced: milliseconds.
    const TICK = 33, WORK = 6, JOURNEY = 24, CALM = 500;
    // What the program may ask for, and what it can be asked for: the bits and the numbers of `exports.rs`.
    const WANTS = { ticks: 1, time: 2, clock: 4, leave: 8, save: 16, open: 32, going: 64, ahead: 128 };
    const HOW = { start: 0, perform: 1, restore: 2, prepare: 3 };
    const KEYS = {
        ArrowLeft: 1, ArrowRight: 2, ArrowUp: 3, ArrowDown: 4, Home: 5, End: 6, PageUp: 7, PageDown: 11, BackTab: 8, Tab: 9, Enter: 13, Escape: 27, Backspace: 127,
    };
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    const decoder = new TextDecoder(), encoder = new TextEncoder();

    // The program, compiled once, when the first dashboard comes into view.
    let program;
    const compiled = () => program ??= window.nn28Program("nn28").then(bytes => WebAssembly.compile(bytes));

    class Dashboard {
        constructor(figure, number) {
            Object.assign(this, { figure, number, lines: [], wants: 0, last: 0, drawn: 0, visible: false, used: false, equation: "" });
            this.rest = figure.querySelector(".screen");
            this.choices = [...figure.querySelectorAll("input[data-start]")];
            for (const choice of this.choices) {
                choice.addEventListener("change", () => this.begin(choice.dataset.start));
            }
            new IntersectionObserver(entries => {
                this.visible = entries.at(-1).isIntersecting;
                if (this.visible) {
                    this.ready().then(() => this.go(), () => {});
                }
            }, { rootMargin: "100px" }).observe(figure);
        }

        // The program of this dashboard, in its own memory.
        ready() {
            return this.starting ??= compiled().then(module => WebAssembly.instantiate(module)).then(instance => {
                this.program = instance.exports;
                this.build();
                this.memory = memory(this);
                const start = this.choices.find(choice => choice.checked) ?? this.figure;
                this.begin(start.dataset.start);
                // The other steps are prepared while there is time, so that the reader can go back and forth between them.
                for (const choice of this.choices) {
                    this.tell(HOW.prepare, this.line(choice.dataset.start));
                }
                new ResizeObserver(() => requestAnimationFrame(() => this.fit())).observe(this.figure.closest("main"));
            });
        }

        build() {
            this.paper = element("div", { className: "live-rows" });
            this.paper.setAttribute("aria-hidden", "true");
            this.screen = element("pre", { className: "live-screen", tabIndex: 0 }, this.paper);
            this.screen.setAttribute("role", "application");
            const label = this.rest.querySelector("[aria-label]").getAttribute("aria-label");
            this.screen.setAttribute("aria-label", `${label} It is live: Enter gives it the keys, ? lists them, Esc gives them back.`);
            this.screen.addEventListener("keydown", event => this.key(event));
            this.screen.addEventListener("blur", () => this.engage(false));
            this.screen.addEventListener("click", event => this.click(event));
            this.panes = element("div", { className: "live-panes" });
            this.panes.setAttribute("role", "group");
            this.panes.setAttribute("aria-label", "The panes");
            this.aloud = element("p", { className: "live-aloud" });
            this.aloud.setAttribute("aria-live", "polite");
            this.figure.querySelector("figcaption").before(
                this.panes, element("div", { className: "live" }, this.screen), this.aloud,
                this.keyButtons(), this.toolButtons());
            this.caption = this.figure.querySelector("figcaption").textContent;
        }

        // The still frame gives way to the dashboard once that is where it begins.
        appear() {
            this.arriving = false;
            this.figure.removeAttribute("aria-busy");
            this.memory.arrive();
            const caption = this.figure.querySelector("figcaption");
            caption.textContent = "The dashboard is live: click it, or press Enter where it has the focus, and its keys are yours; ? lists them. Esc gives them back to the page.";
            this.figure.classList.add("is-live");
            window.nn28Focus(this.figure, this.screen);
        }

        // Everything that the program does goes through here: it may ask for something, or fail.
        call(act, isSeen = true) {
            if (this.failed) {
                return;
            }
            try {
                this.wants = act(this.program);
            } catch (error) {
                this.failed = true;
                this.figure.classList.remove("is-live");
                const caption = this.figure.querySelector("figcaption");
                caption.textContent = `${this.caption} (It was live and has stopped; load the page again.)`;
                caption.tabIndex = -1;
                window.nn28Focus(this.figure, caption);
                console.info(error);
                return;
            }
            this.stale ||= isSeen;
            if (this.wants & WANTS.leave) { this.screen.blur(); }
            if (this.wants & WANTS.save) { this.save(); }
            if (this.wants & WANTS.open) { this.toText(); }
            this.go();
        }

        tell(how, text) {
            this.call(program => {
                const bytes = encoder.encode(text);
                const place = program.input(bytes.length);
                new Uint8Array(program.memory.buffer, place, bytes.length).set(bytes);
                return program.start(how);
            });
        }

        ask(what) {
            const length = this.program.frame(what);
            return decoder.decode(new Uint8Array(this.program.memory.buffer, this.program.output(), length));
        }

        perform(line) {
            this.tell(HOW.perform, line);
        }

        restore(state) {
            this.tell(HOW.restore, state);
            this.arriving = true;
        }

        line(start) {
            return `${this.figure.dataset.dashboard} ${start}`;
        }

        // Goes to where a step begins: what the reader had until then is kept.
        begin(start) {
            if (this.program) {
                this.memory.leave();
                this.used = false;
                this.tell(HOW.start, this.line(start));
                this.fit();
                this.arriving = true;
                this.figure.setAttribute("aria-busy", "true");
            }
        }

        // The reader has done something here: what there is from now on is kept.
        use() {
            this.used = true;
            this.memory.keepSoon();
        }

        // As many columns as there is room for, up to those of the still frame; where there is room for too few, smaller cells.
        fit() {
            const content = this.figure.closest(".content"), { paddingLeft, paddingRight } = getComputedStyle(content);
            const room = content.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
            const margin = room < NARROW ? MARGIN.narrow : MARGIN.wide;
            const [columns, rows] = this.figure.dataset.size.split("x").map(Number);
            const fitting = Math.max(FEWEST_COLUMNS, Math.floor((room - margin) / CELL.width));
            this.columns = Math.min(Math.max(columns, FOUR.columns), fitting);
            this.rows = this.columns < COLUMNS_OF_TELEPHONE ? Math.min(rows, ROWS_OF_TELEPHONE) : Math.max(rows, FOUR.rows);
            const scale = Math.min(1, (room - margin) / (this.columns * CELL.width));
            for (const [name, value] of [["cell", `${CELL.width * scale}px`], ["columns", this.columns], ["rows", this.rows]]) {
                this.paper.style.setProperty(`--${name}`, value);
            }
            if (this.paper.children.length !== this.rows) {
                this.lines = [];
                this.paper.replaceChildren(...Array.from({ length: this.rows }, () => element("div")));
            }
            this.call(program => program.size(this.columns, this.rows));
        }

        // Play goes on while there is somebody to see it.
        go() {
            if (this.program && !this.failed && !this.waiting && this.visible && !document.hidden && (this.stale || this.wants & (7 | WANTS.ahead))) {
                this.waiting = requestAnimationFrame(now => {
                    this.waiting = undefined;
                    this.turn(now);
                });
            }
        }

        turn(now) {
            const start = performance.now();
            if (this.wants & WANTS.ticks && now - this.last >= TICK - 4) {
                this.last = now;
                this.call(program => program.tick(0, 0));
            }
            while (this.wants & WANTS.time && performance.now() - start < (this.wants & WANTS.going ? JOURNEY : WORK)) {
                this.call(program => program.tick(1, 0));
            }
            while (this.wants & WANTS.ahead && !(this.wants & WANTS.going) && performance.now() - start < 2 * WORK) {
                this.call(program => program.tick(3, 0), false);
            }
            if (this.wants & WANTS.clock) {
                this.measure();
            }
            const rest = calm.matches && this.wants & WANTS.ticks ? CALM : 0;
            if (this.stale && !(this.wants & WANTS.going) && now - this.drawn >= rest) {
                this.drawn = now;
                this.draw();
            }
            this.go();
        }

        // Two computations one after the other, with a look at the clock after each.
        measure() {
            for (let part = 0, time = 0; part < 3; part += 1) {
                const start = performance.now();
                this.call(program => program.tick(2, time));
                time = performance.now() - start;
            }
        }

        draw() {
            this.stale = false;
            const lines = this.ask(isDark() ? TEXT.dark : TEXT.light).split("\n");
            const rows = this.paper.children;
            for (let row = 0; row < rows.length; row += 1) {
                if (lines[row] !== this.lines[row]) {
                    rows[row].innerHTML = lines[row] ?? "";
                }
            }
            this.lines = lines;
            if (this.arriving) {
                this.appear();
            }
            this.namePanes(this.columns >= FOUR.columns && this.rows >= FOUR.rows);
            this.follow();
            this.read();
        }

        // What is selected here is marked in the text, once the reader has selected it.
        follow() {
            const equation = this.ask(TEXT.equation);
            if (this.equation && equation !== this.equation) {
                mark(equation);
            }
            this.equation = equation;
        }

        // What stands still is read to those who cannot see it, while they have the keys.
        read() {
            if (this.engaged && !(this.wants & WANTS.ticks)) {
                const text = this.ask(TEXT.aloud);
                if (text !== this.aloud.textContent) {
                    this.aloud.textContent = text;
                }
            }
        }

        key(event) {
            if (event.ctrlKey || event.metaKey || event.altKey) {
                return;
            }
            // Whoever goes through the page by Tab is not held here: only another key gives the dashboard the keys.
            if (event.key === "Tab" && !this.engaged) {
                event.stopPropagation();
                return;
            }
            const key = event.key === "Tab" && event.shiftKey ? "BackTab" : event.key;
            if (this.press(key)) {
                this.use();
                event.preventDefault();
                event.stopPropagation();
                this.engage(document.activeElement === this.screen);
            }
        }

        press(key) {
            const code = KEYS[key] ?? ([...key].length === 1 ? key.codePointAt(0) : 0);
            if (code) {
                this.call(program => program.key(code));
            }
            return code !== 0;
        }

        engage(yes) {
            this.engaged = yes;
            this.screen.classList.toggle("engaged", yes);
        }

        click(event) {
            const box = this.paper.getBoundingClientRect();
            const column = Math.floor((event.clientX - box.left) / box.width * this.columns);
            const row = Math.floor((event.clientY - box.top) / box.height * this.rows);
            this.screen.focus({ preventScroll: true });
            this.engage(true);
            this.use();
            if (column >= 0 && column < this.columns && row >= 0 && row < this.rows) {
                this.call(program => program.pointer(column, row));
            }
        }

        // Do something for a link of the text, or for an address, and show it.
        act(how, text) {
            return this.ready().then(() => {
                this.tell(how, text);
                this.use();
                const box = this.figure.getBoundingClientRect();
                if (box.top < 0 || box.top > innerHeight / 2) {
                    this.figure.scrollIntoView({ behavior: calm.matches || how === HOW.restore ? "auto" : "smooth", block: "nearest" });
                }
            }, () => {});
        }

        toText() {
            const target = document.getElementById(`eq-${this.ask(TEXT.equation)}`);
            target?.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth" });
        }
    }

    Object.assign(Dashboard.prototype, tools);

    const all = [...document.querySelectorAll("figure[data-dashboard]")].map((figure, at) => new Dashboard(figure, at + 1));
    window.dashboards = all;

    const cardOf = number => document.getElementById(`eq-${number}`)?.closest(".equation");

    const mark = number => {
        for (const marked of document.querySelectorAll(".equation.marked")) {
            marked.classList.remove("marked");
        }
        cardOf(number)?.classList.add("marked");
    };

    // An equation that is chosen in the text is chosen in the dashboards that have it.
    const choose = number => {
        mark(number);
        for (const dashboard of all) {
            if (dashboard.program) {
                dashboard.equation = "";
                dashboard.tell(HOW.perform, `equation=${number}`);
            }
        }
    };

    document.addEventListener("click", event => {
        const link = event.target.closest?.("a[data-do]");
        if (link) {
            event.preventDefault();
            all[Number(link.hash.split("-")[1]) - 1]?.act(HOW.perform, link.dataset.do);
            return;
        }
        const equation = event.target.closest?.("main a[href*='#eq-']")?.hash;
        if (equation && cardOf(equation.slice(4))) {
            choose(equation.slice(4));
        }
    });

    const restore = () => {
        const [, number, state] = /^#s=(\d+);(.*)$/.exec(location.hash) ?? [];
        if (number) {
            (all[number - 1] ?? all[0])?.act(HOW.restore, state);
        }
    };
    addEventListener("hashchange", restore);
    restore();

    // Nothing plays that nobody sees; what comes back into sight is drawn as the page looks now.
    const wake = () => {
        for (const dashboard of all) {
            dashboard.stale = true;
            dashboard.go();
        }
    };
    document.addEventListener("visibilitychange", wake);
    new MutationObserver(wake).observe(document.documentElement, { attributeFilter: ["class"] });
})();
