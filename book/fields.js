// The fields in which exercises are answered on the page. What they ask and what is said of an answer comes from the judge, the same
// program as the terminal's; it is loaded when the first exercise comes into view. Without it the exercises stay as they are printed.
"use strict";

(() => {
    const { progress } = window;
    if (!progress || !window.judge) {
        return;
    }
    // How far below the window an exercise gets its fields, so that they are there when the reader is.
    const AHEAD = "400px";
    const SIGNS = {
        right: "✓ Right.", wrong: "✗ Not right.", unreadable: "? Not readable.", blank: "… Not finished.", shown: "○ The way:",
    };
    const STATES = {
        too_few_digits: "… More digits.", rounded: "… Nearly: look at the rounding.", fragile: "✓ Right, but fragile.",
    };

    const element = (name, properties, ...children) => {
        const made = Object.assign(document.createElement(name), properties);
        made.append(...children);
        return made;
    };
    const button = (text, act) => {
        const made = element("button", { type: "button", textContent: text });
        made.addEventListener("click", act);
        return made;
    };
    // A sentence in which the index of a letter such as w_0 is a subscript, and what is between backticks is code.
    const withIndices = text => text.split(/([_^](?:\{[^}]*\}|[A-Za-z0-9]+))/).map((piece, at) =>
        at % 2 ? element(piece[0] === "_" ? "sub" : "sup", { textContent: piece.slice(1).replace(/[{}]/g, "") }) : piece);
    const sentence = text => text.split("`").flatMap((piece, at) =>
        at % 2 ? [element("code", { textContent: piece })] : withIndices(piece));
    const lines = text => text.trim().split("\n").flatMap((line, at) => [...(at ? [element("br")] : []), ...sentence(line)]);

    let names = 0;

    // One question with its fields: numbers, a formula or a choice.
    class Form {
        constructor(id, item) {
            Object.assign(this, { id, item, seed: 1, level: 0, asked: 0 });
            this.given = element("p", { className: "question" });
            this.inputs = element("div", { className: "field-inputs" });
            this.said = element("div", { className: "field-said" });
            this.said.setAttribute("role", "status");
            this.hints = element("ol", { className: "field-hints" });
            this.hints.setAttribute("aria-live", "polite");
            this.check = element("button", { type: "submit", textContent: "Check" });
            this.hint = button("Hint", () => this.nextHint());
            this.giveUp = button("I don't know", () => this.show());
            this.other = button("Other numbers", () => this.ask(this.seed + 1, true));
            this.form = element("form", { className: "fields", noValidate: true, autocomplete: "off" }, this.given, this.inputs,
                element("div", { className: "field-buttons" }, this.check, this.hint, this.giveUp, this.other), this.said, this.hints);
            this.form.addEventListener("submit", event => {
                event.preventDefault();
                this.judge();
            });
            // The page's own keys turn it and search it.
            this.form.addEventListener("keydown", event => event.stopPropagation());
        }

        // Asks with the numbers of a seed, and puts what was answered last into the fields.
        async ask(seed, isNew = false) {
            this.asked++;
            const asked = this.asked, question = await window.judge.ask({ do: "question", id: this.id, seed });
            if (question.error) {
                throw new Error(question.error);
            }
            // A later click has asked for another one.
            if (asked !== this.asked) {
                return;
            }
            Object.assign(this, { seed, question, level: 0 });
            this.given.replaceChildren(...lines(question.given.join("\n")));
            this.inputs.replaceChildren(...question.fields.map(field => this.field(field)));
            if (question.letters) {
                this.inputs.append(this.letters(question.letters));
            }
            if (question.none) {
                this.inputs.append(button("There are none", () => this.judge(["none"])));
            }
            this.form.setAttribute("aria-label", `Answer ${this.id}${question.kind === "pencil" ? `, question ${seed}` : ""}`);
            this.other.hidden = question.kind !== "pencil";
            this.hint.hidden = question.hints === 0;
            this.nameHint();
            this.hints.replaceChildren();
            this.said.replaceChildren();
            delete this.said.dataset.verdict;
            if (isNew) {
                this.said.textContent = `Question ${seed}.`;
                this.inputs.querySelector("input")?.focus();
            }
        }

        // A field with its name; its message comes below it.
        field({ name, label, kind, options }) {
            const id = `field-${++names}`, message = element("span", { className: "field-message", id: `${id}-message` });
            if (kind === "choice") {
                const choices = options.map(option => element("label", {}, element("input", { type: "radio", name: id, value: option }), ` ${option}`));
                const set = element("fieldset", { className: "field" }, element("legend", {}, ...sentence(name)), ...choices, message);
                return set;
            }
            const input = element("input", { type: "text", id, autocomplete: "off", spellcheck: false, className: `field-${kind}` });
            input.setAttribute("autocapitalize", "off");
            input.setAttribute("autocorrect", "off");
            input.setAttribute("aria-describedby", message.id);
            return element("div", { className: "field" }, element("label", { htmlFor: id }, ...sentence(label || name)), input, message);
        }

        // The letters of a formula as buttons, for keyboards that lack them.
        letters(letters) {
            const field = this.inputs.querySelector("input");
            const put = letter => {
                field.setRangeText(letter, field.selectionStart, field.selectionEnd, "end");
                field.focus();
            };
            const all = letters.map(letter => {
                const made = button("", () => put(letter));
                made.append(...sentence(letter));
                return made;
            });
            const set = element("div", {}, ...all);
            set.setAttribute("role", "group");
            set.setAttribute("aria-label", "Letters to put in");
            return element("details", { className: "field-letters", open: matchMedia("(pointer: coarse)").matches },
                element("summary", { textContent: "Letters to put in" }), set);
        }

        get answers() {
            return [...this.inputs.querySelectorAll(".field")].map(field =>
                field.querySelector("input[type=text]")?.value.trim() ?? field.querySelector(":checked")?.value ?? "");
        }

        // Puts values into the fields, if they are as many.
        fill(values) {
            const fields = [...this.inputs.querySelectorAll(".field")];
            if (values.length !== fields.length) {
                return;
            }
            for (const [at, field] of fields.entries()) {
                const text = field.querySelector("input[type=text]");
                if (text) {
                    text.value = values[at];
                } else {
                    const choice = [...field.querySelectorAll("input")].find(input => input.value === values[at]);
                    if (choice) {
                        choice.checked = true;
                    }
                }
            }
        }

        async judge(answers = this.answers) {
            const reply = await this.tell({ do: "judge", id: this.id, seed: this.seed, answers });
            if (!reply) {
                return;
            }
            const fields = [...this.inputs.querySelectorAll(".field")];
            for (const [at, field] of fields.entries()) {
                const { verdict = "", message = "", at: character } = reply.fields[at] ?? {};
                const isWrong = verdict === "wrong" || verdict === "unreadable";
                field.dataset.verdict = verdict;
                const input = field.querySelector("input[type=text]");
                input?.setAttribute("aria-invalid", String(isWrong));
                if (character !== undefined) {
                    // Where the formula cannot be read.
                    input.focus();
                    input.setSelectionRange(character, character + 1);
                }
                const sign = verdict === "right" ? "✓" : isWrong ? "✗" : "";
                // One field's message is the answer's, which is said below.
                field.querySelector(".field-message").textContent = fields.length > 1 && message !== reply.symptom ? `${sign} ${message}` : sign;
            }
            this.say(reply);
            // An exercise with several formulas has a name for each, by which the terminal judges them again.
            progress.record(reply.line.replace(/^answer \S+/, `answer ${this.id}`));
        }

        // The verdict, what is seen, and the reason when it is asked for.
        say({ verdict, state, symptom, cause, numbers }) {
            this.said.dataset.verdict = verdict;
            const head = element("p", {}, element("strong", { textContent: STATES[state] ?? SIGNS[verdict] ?? verdict }), " ");
            head.append(...lines(symptom || ""));
            this.said.replaceChildren(head);
            if (numbers) {
                this.said.append(element("p", {}, ...sentence(numbers)));
            }
            if (cause) {
                const why = button("Why?", () => why.replaceWith(element("p", {}, ...lines(cause))));
                this.said.append(why);
            }
            if (verdict === "right" && !this.other.hidden) {
                this.said.append(element("p", { textContent: "Other numbers make a new question." }));
            }
        }

        nameHint() {
            const count = this.question.hints;
            this.hint.textContent = this.level < count ? `Hint ${this.level + 1} of ${count}` : "No more hints";
            this.hint.disabled = this.level >= count;
        }

        async nextHint() {
            const level = this.level + 1;
            const reply = await this.tell({ do: "hint", id: this.id, seed: this.seed, level });
            if (reply && level === this.level + 1) {
                this.level = level;
                this.hints.append(element("li", {}, ...lines(reply.text)));
                // A button that is off would lose the focus.
                if (level === this.question.hints && document.activeElement === this.hint) {
                    this.giveUp.focus();
                }
                this.nameHint();
                if (progress.hints(this.id) < level) {
                    progress.record(reply.line ?? `hint ${this.id} ${level}`);
                }
            }
        }

        // The solution, which is noted as shown.
        async show() {
            const reply = await this.tell({ do: "hint", id: this.id, seed: this.seed, level: 4 });
            if (reply) {
                this.said.dataset.verdict = "shown";
                const after = this.other.hidden ? "Write it yourself now, in your own form." : "Other numbers make a new question.";
                this.said.replaceChildren(element("p", {}, element("strong", { textContent: "○ Here is the way. " }), element("br"), ...lines(reply.text)),
                    element("p", { textContent: after }));
                progress.record(reply.line ?? `shown ${this.id}`);
            }
        }

        // The judge's answer; nothing if it has none, and the page says so: the book may have been built anew since it was opened.
        async tell(request) {
            try {
                const reply = await window.judge.ask(request);
                if (reply.error) {
                    throw new Error(reply.error);
                }
                return reply;
            } catch (error) {
                this.said.dataset.verdict = "unreadable";
                this.said.textContent = `This was not judged, and nothing is noted (${error.message}). Load the page again: the book may have been built anew.`;
                return null;
            }
        }

        // What was answered last, by the lines of the log.
        resume() {
            const own = progress.all().filter(line => line.startsWith(`answer ${this.id} `));
            const answered = own.map(line => /^answer \S+ (?:formula "(?<formula>.*)"|seed=(?<seed>\d+) (?<numbers>.*)) (?<verdict>right|wrong)$/.exec(line)?.groups);
            return answered.filter(Boolean).at(-1);
        }

        async begin() {
            const last = this.resume();
            await this.ask(Number(last?.seed ?? 1));
            const values = last?.formula !== undefined ? [last.formula] : last?.numbers?.split(" ");
            if (values) {
                this.fill(values);
                const state = last.verdict === "right" ? "✓ Your last answer was right." : "Your last answer was not right yet.";
                this.said.dataset.verdict = last.verdict;
                this.said.textContent = state;
            }
        }
    }

    // The fields of an exercise take the place of its printed question and answer.
    const start = async item => {
        const id = item.id.slice("exercise-".length);
        try {
            const all = await window.judge.ask({ do: "exercises" });
            const one = all.find(one => one.id === id);
            if (!one || one.kind === "rust") {
                return;
            }
            const forms = (one.formulas ?? [id]).map(id => new Form(id, item));
            await Promise.all(forms.map(form => form.begin()));
            const mark = element("p", { className: "exercise-mark" });
            item.append(mark, ...forms.map(form => form.form));
            item.append(...item.querySelectorAll(".ways"));
            item.classList.add("has-fields");
            progress.listen(() => {
                const state = progress.mark(id), [sign, words] = progress.MARKS[state];
                mark.dataset.mark = state;
                mark.textContent = `${sign} ${words}`;
            });
        } catch (error) {
            // The printed exercise stays.
            console.info(error);
        }
    };

    const watched = new IntersectionObserver(entries => {
        for (const { isIntersecting, target } of entries) {
            if (isIntersecting) {
                watched.unobserve(target);
                start(target);
            }
        }
    }, { rootMargin: AHEAD });
    document.querySelectorAll("li.exercise").forEach(item => watched.observe(item));
})();
