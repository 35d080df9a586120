// What is around the screen of a dashboard: its buttons, the names of its panes, what leaves the page as a command, an address or a
// drawing, and what is kept until the reader comes back. `live.js` has the screen itself.
"use strict";

window.nn28Lab = (() => {
    // What the program can be asked for: the numbers of `exports.rs`.
    const TEXT = { light: 0, dark: 1, svg: 2, address: 4, command: 5, equation: 6, aloud: 7, kept: 8, panes: 9 };
    // Four rows of five; the last one has nothing to pin where nothing is trained.
    const BUTTONS = [
        ["play", " ", "Play or pause"], ["◂ step", "b", "One step back"], ["step ▸", "n", "One step on"],
        ["restart", "r", "Back to the start"], ["?", "?", "The keys, explained"],
        ["pane", "Tab", "The next pane"], ["view", "v", "Another picture"], ["‹ eq", "[", "The equation before"],
        ["eq ›", "]", "The next equation"], ["−", "-", "Less of the focused number"],
        ["←", "ArrowLeft", "Left"], ["↓", "ArrowDown", "Down"], ["↑", "ArrowUp", "Up"], ["→", "ArrowRight", "Right"],
        ["+", "+", "More of the focused number"],
        ["tour", "T", "A tour: one sentence and one key at a time"], ["what?", "i", "What is this: two lines about what is selected"],
        ["expect", "e", "Say what the next step will do, then see it"], ["undo", "u", "Take the last act back"],
        ["pin", "P", "Pin this run: the next ones are drawn over it"],
    ];
    const TRAINING = ["numerical_gradient", "backprop"];
    // How long after the reader's last act it is kept, in milliseconds, and how many states: this one, and the one before it.
    const SOON = 1000, MAX_STATES = 2;
    // What of a state is longer than this is not part of its name.
    const MAX_LETTERS = 16;

    const isDark = () => /\b(coal|navy|ayu)\b/.test(document.documentElement.className);

    const element = (name, properties, ...children) => {
        const made = Object.assign(document.createElement(name), properties);
        made.append(...children);
        return made;
    };

    const button = (text, title, act) => {
        const made = element("button", { type: "button", textContent: text, title });
        made.addEventListener("click", act);
        return made;
    };

    // Methods of a dashboard.
    const tools = {
        // Its keys as buttons, for those who have none.
        keyButtons() {
            const trains = TRAINING.includes(this.figure.dataset.dashboard);
            const keys = BUTTONS.filter(([, key]) => trains || key !== "P").map(([text, key, title]) => {
                const made = button(text, title, () => {
                    this.press(key);
                    this.use();
                });
                // The name begins with the words that are seen, for those who speak them.
                made.setAttribute("aria-label", /[a-z]/.test(text) ? `${text}: ${title}` : title);
                made.dataset.key = key;
                return made;
            });
            return element("div", { className: "live-keys" }, ...keys);
        },

        toolButtons() {
            this.status = element("output", { className: "live-status" });
            return element("div", { className: "live-tools" },
                button("copy the command", "The line that reproduces this in a terminal", () => this.copyCommand()),
                button("copy the link", "An address that leads back to this", () => this.copyLink()),
                button("save as SVG", "The screen as a drawing", () => this.save()),
                this.status);
        },

        // Where not all panes fit on the screen, a button for each, named as the pane is.
        namePanes(areAllSeen) {
            const all = areAllSeen ? "" : this.ask(TEXT.panes);
            if (all === this.named) {
                return;
            }
            this.named = all;
            const [focused, ...names] = all.split(" ");
            if (this.panes.children.length !== names.length) {
                this.panes.replaceChildren(...names.map(name => button(name, `Show the pane ${name}`, () => {
                    this.perform(`pane=${name}`);
                    this.use();
                })));
            }
            for (const made of this.panes.children) {
                made.setAttribute("aria-pressed", made.textContent === focused);
            }
        },

        say(text) {
            this.status.textContent = text;
            clearTimeout(this.saying);
            this.saying = setTimeout(() => { this.status.textContent = ""; }, 8000);
        },

        copy(text, done) {
            const [line, ...unsaid] = text.split("\n");
            const from = document.activeElement, field = element("textarea", { value: line, className: "live-copy" });
            this.figure.append(field);
            field.select();
            document.execCommand("copy");
            field.remove();
            from?.focus({ preventScroll: true });
            this.copied = line;
            this.say([done, ...unsaid].join(" "));
        },

        copyCommand() {
            this.copy(this.ask(TEXT.command), "Copied.");
        },

        copyLink() {
            const address = `#s=${this.number};${this.ask(TEXT.address)}`;
            const [hash] = address.split("\n");
            history.replaceState(null, "", hash);
            this.copy(location.href.split("#")[0] + address, "Copied; the page's address says it as well.");
        },

        save() {
            const drawing = new Blob([this.ask(TEXT.svg + isDark())], { type: "image/svg+xml" });
            const link = element("a", { href: URL.createObjectURL(drawing), download: `${this.figure.dataset.dashboard}.svg` });
            link.click();
            setTimeout(() => URL.revokeObjectURL(link.href), 10000);
            this.say("Saved as an SVG.");
        },
    };

    // What a state is, in a few words for its button.
    const described = state => {
        const words = new Map(state.split(";").map(word => word.split("=")));
        const parts = [["data", "on "], ["w", "with w = "], ["steps", "after step "], ["equation", "at equation "]];
        const isShort = name => words.get(name)?.length <= MAX_LETTERS;
        return parts.filter(([name]) => isShort(name)).map(([name, text]) => text + words.get(name)).join(", ");
    };

    // The states in which the reader left a dashboard: kept while the page is open, and in the browser's storage where there is one.
    class Memory {
        constructor(dashboard) {
            this.dashboard = dashboard;
            const page = location.pathname.split("/").at(-1);
            this.key = `nn28-dashboard ${page} ${dashboard.number} ${dashboard.figure.dataset.dashboard}`;
            this.states = this.stored() ?? [];
            this.bar = element("div", { className: "live-offer" });
            this.bar.setAttribute("role", "group");
            this.bar.setAttribute("aria-label", "Where you were");
            dashboard.panes.before(this.bar);
            for (const [target, kind] of [[window, "pagehide"], [document, "visibilitychange"]]) {
                target.addEventListener(kind, () => this.keep());
            }
            this.offer();
        }

        // The states in the storage; nothing where there is none, or something else.
        stored() {
            try {
                const states = JSON.parse(localStorage.getItem(this.key) ?? "[]");
                return Array.isArray(states) ? states.filter(state => typeof state === "string") : undefined;
            } catch {
                return undefined;
            }
        }

        store(states) {
            this.states = states;
            try {
                if (states.length > 0) {
                    localStorage.setItem(this.key, JSON.stringify(states));
                } else {
                    localStorage.removeItem(this.key);
                }
            } catch {
                this.dashboard.say("This browser keeps nothing for this page: copy the link or the command to come back to this.");
            }
        }

        // The dashboard is where it begins: what is the same as this need not be kept.
        arrive() {
            this.beginning = this.dashboard.ask(TEXT.kept);
        }

        keepSoon() {
            clearTimeout(this.soon);
            this.soon = setTimeout(() => this.keep(), SOON);
        }

        keep() {
            clearTimeout(this.soon);
            const { dashboard } = this;
            if (!dashboard.used || dashboard.failed || dashboard.arriving) {
                return;
            }
            const now = dashboard.ask(TEXT.kept);
            if (now === this.written || now === this.beginning) {
                return;
            }
            // Another tab may have kept something meanwhile.
            const others = (this.stored() ?? this.states).filter(state => state !== this.written && state !== now);
            this.written = now;
            this.store([now, ...others].slice(0, MAX_STATES));
        }

        // The reader turns to another beginning: what there was is offered.
        leave() {
            this.keep();
            this.written = undefined;
            this.offer();
        }

        offer() {
            const offered = this.states.filter(state => state !== this.written);
            const buttons = offered.map((state, at) => {
                const text = at === 0 ? "Go on where you were" : "Or where you were before";
                const where = described(state);
                return button(where ? `${text}: ${where}` : text, "The dashboard as you left it", () => this.goOn(state));
            });
            if (buttons.length > 0) {
                buttons.push(button("Forget it", "Keep none of these states", () => this.forget(offered)));
            }
            this.bar.replaceChildren(...buttons);
        }

        goOn(state) {
            const { dashboard } = this;
            this.keep();
            const before = dashboard.ask(TEXT.kept);
            dashboard.restore(state);
            // The program of a book that was built anew may not know this state: then it says so, and the state stays.
            if (dashboard.ask(TEXT.kept) !== before) {
                dashboard.used = true;
                this.written = state;
            }
            this.offer();
            dashboard.screen.focus({ preventScroll: true });
        }

        forget(states) {
            this.store((this.stored() ?? this.states).filter(state => !states.includes(state)));
            this.offer();
            this.dashboard.screen.focus({ preventScroll: true });
        }
    }

    return { TEXT, element, isDark, tools, memory: dashboard => new Memory(dashboard) };
})();
