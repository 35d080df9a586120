// The fields in which exercises are answered on the page. What they ask and what is said of an answer comes from the judge, the same
// program as the terminal's; it is loaded when the first exercise comes into view. Without it the exercises stay as they are printed.
"use strict";

(() => {
    const { progress } = window;
    if (!progress || !window.judge) {
        return;
    }
    const isTouched = matchMedia("(pointer: coarse)");
    // What a formula is made of besides its letters, for fingers.
    const SIGNS_OF_FORMULAS = ["sum(", "exp(", "log(", "(", ")", ",", "+", "−", "/", "^"];
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
        constructor(id, group) {
            Object.assign(this, { id, group, seed: 1, asked: 0 });
            group.forms.push(this);
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
            progress.addField(() => [id, this.draft]);
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
            Object.assign(this, { seed, question });
            this.group.level = 0;
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
            this.group.forms.forEach(form => form.nameHint());
            this.hints.replaceChildren();
            this.said.replaceChildren();
            delete this.said.dataset.verdict;
            this.checked = this.answered;
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
                set.setAttribute("aria-describedby", message.id);
                return set;
            }
            const input = element("input", { type: "text", id, autocomplete: "off", spellcheck: false, className: `field-${kind}` });
            // The keys of a telephone for numbers may lack the minus.
            const sign = button("±", () => { input.value = /^[-−]/.test(input.value) ? input.value.slice(1) : `−${input.value}`; });
            sign.setAttribute("aria-label", `Change the sign of ${name}`);
            if (kind === "number") {
                input.inputMode = isTouched.matches ? "decimal" : "text";
            }
            input.setAttribute("autocapitalize", "off");
            input.setAttribute("autocorrect", "off");
            input.setAttribute("aria-describedby", message.id);
            const signs = kind === "number" && isTouched.matches ? [sign] : [];
            return element("div", { className: "field" }, element("label", { htmlFor: id }, ...sentence(label || name)), input, ...signs, message);
        }

        // The letters of a formula as buttons, for keyboards that lack them; and the signs, for fingers.
        letters(letters) {
            const field = this.inputs.querySelector("input");
            const put = (text, { detail }) => {
                const start = text ? field.selectionStart : Math.min(field.selectionStart, Math.max(0, field.selectionEnd - 1));
                field.setRangeText(text, start, field.selectionEnd, "end");
                // A finger on a button is not to open the keyboard; a key goes on in the field.
                if (!isTouched.matches || detail === 0) {
                    field.focus();
                }
            };
            const group = (name, texts) => {
                const all = texts.map(text => {
                    const made = button("", event => put(text, event));
                    made.append(...(text ? sentence(text) : ["⌫"]));
                    if (!text) {
                        made.setAttribute("aria-label", "Delete the last letter");
                    }
                    // The field keeps the keyboard that it has.
                    made.addEventListener("mousedown", event => event.preventDefault());
                    return made;
                });
                const set = element("div", {}, ...all);
                set.setAttribute("role", "group");
                set.setAttribute("aria-label", name);
                return set;
            };
            const signs = isTouched.matches ? [group("Signs to put in", [...SIGNS_OF_FORMULAS, ""])] : [];
            return element("details", { className: "field-letters", open: isTouched.matches },
                element("summary", { textContent: "Letters to put in" }), group("Letters to put in", letters), ...signs);
        }

        get answers() {
            return [...this.inputs.querySelectorAll(".field")].map(field =>
                field.querySelector("input[type=text]")?.value.trim() ?? field.querySelector(":checked")?.value ?? "");
        }

        // The same, to be compared.
        get answered() {
            return JSON.stringify(this.answers);
        }

        get draft() {
            const isChecked = this.checked === undefined || this.answered === this.checked;
            return isChecked ? undefined : { seed: this.seed, answers: this.answers };
        }

        // Puts values into the fields, if they are as many; says whether they are.
        fill(values) {
            const fields = [...this.inputs.querySelectorAll(".field")];
            if (values.length !== fields.length) {
                return false;
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
            return true;
        }

        async judge(answers = this.answers) {
            const typed = this.answered;
            const reply = await this.tell({ do: "judge", id: this.id, seed: this.seed, answers });
            if (!reply) {
                return;
            }
            this.checked = typed;
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
                const said = fields.length > 1 && message !== reply.symptom ? `${sign} ${message}`.trim() : sign, place = field.querySelector(".field-message");
                place.textContent = said;
                place.classList.toggle("is-sign", said === sign);
            }
            this.say(reply);
            // An exercise with several formulas has a name for each, by which the terminal judges them again.
            this.note(reply.line.replace(/^answer \S+/, `answer ${this.id}`));
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
                const why = button("Why?", () => {
                    const reason = element("p", { tabIndex: -1 }, ...lines(cause));
                    why.replaceWith(reason);
                    reason.focus();
                });
                this.said.append(why);
            }
            if (verdict === "right" && !this.other.hidden) {
                this.said.append(element("p", { textContent: "Other numbers make a new question." }));
            }
        }

        // Notes what happened. Where it is not kept, that is said here too: the head of the page is far away.
        note(line) {
            progress.record(line);
            if (progress.trouble()) {
                this.said.append(element("p", {}, `${progress.trouble()} `,
                    element("a", { href: "#your-progress", textContent: "Copy your answers before you leave." })));
            }
        }

        // The formulas of an exercise share its hints.
        nameHint() {
            const { level } = this.group, count = this.question?.hints ?? 0;
            this.hint.textContent = level < count ? `Hint ${level + 1} of ${count}` : "No more hints";
            this.hint.disabled = level >= count;
        }

        async nextHint() {
            const level = this.group.level + 1;
            const reply = await this.tell({ do: "hint", id: this.id, seed: this.seed, level });
            if (reply && level === this.group.level + 1) {
                this.group.level = level;
                this.hints.append(element("li", {}, ...lines(reply.text)));
                // A button that is off would lose the focus.
                if (level === this.question.hints && document.activeElement === this.hint) {
                    this.giveUp.focus();
                }
                this.group.forms.forEach(form => form.nameHint());
                if (progress.hints(this.id) < level) {
                    this.note(reply.line ?? `hint ${this.id} ${level}`);
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
                this.note(reply.line ?? `shown ${this.id}`);
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
                this.said.textContent = error instanceof WebAssembly.RuntimeError
                    ? "The judge has stopped over this, which is a fault of the book and none of yours. Nothing is noted; it judges again."
                    : `This was not judged, and nothing is noted (${error.message}). Load the page again: the book may have been built anew.`;
                return null;
            }
        }

        // What was answered last, by the lines of the log.
        resume() {
            const own = progress.all().filter(line => ["answer", "derived"].some(kind => line.startsWith(`${kind} ${this.id} `)));
            const answered = own.map(line => /^\S+ \S+ (?:formula "(?<formula>.*)"|seed=(?<seed>\d+) (?<numbers>.*)) (?<verdict>right|wrong)$/.exec(line)?.groups);
            return answered.filter(Boolean).at(-1);
        }

        async begin() {
            const last = this.resume(), typed = progress.drafts()[this.id];
            await this.ask(Number(typed?.seed ?? last?.seed ?? 1));
            const values = last?.formula !== undefined ? [last.formula] : last?.numbers?.split(" ");
            if (typed && this.fill(typed.answers)) {
                this.said.textContent = "This is not checked yet.";
            } else if (values) {
                this.fill(values);
                this.checked = this.answered;
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
            const group = { level: 0, forms: [] }, forms = (one.formulas ?? [id]).map(id => new Form(id, group));
            await Promise.all(forms.map(form => form.begin()));
            const mark = element("p", { className: "exercise-mark" });
            // What is moved loses the focus: the fields come before the ways that are printed.
            const ways = item.querySelector(".ways");
            [mark, ...forms.map(form => form.form)].forEach(part => item.insertBefore(part, ways));
            item.classList.add("has-fields");
            window.nn28Focus(item, item.querySelector("form input"));
            progress.listen(isAnew => {
                if (isAnew) {
                    forms.forEach(form => form.begin().catch(console.info));
                }
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
