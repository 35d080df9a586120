// Shows on a page what the reader has done: at the head of the chapter, in the contents, on cards, over code, and under the questions
// that one answers in one's head. Everything can be read without it.
"use strict";

(() => {
    const { progress } = window;
    // The head of the chapter has its place on the page. Where nothing is kept, as on the page that is printed, it goes.
    const heads = document.querySelectorAll(".chapter-progress");
    if (!progress) {
        heads.forEach(head => head.remove());
        return;
    }
    const root = new URL(".", document.currentScript.src);
    const pageOf = address => decodeURI(new URL(address, location).pathname.slice(root.pathname.length)) || "index.html";
    const page = pageOf(location.href);
    const mine = [...document.querySelectorAll("li.exercise")].map(item => item.id.slice("exercise-".length));

    const element = (name, properties, ...children) => {
        const made = Object.assign(document.createElement(name), properties);
        made.append(...children);
        return made;
    };
    // What a browser without a clipboard for pages from a folder can do: the text is marked, to be copied by hand.
    const copy = async (field, said) => {
        field.focus();
        field.select();
        let done = false;
        try {
            done = document.execCommand("copy");
        } catch {
            // Then it stays marked.
        }
        said(done ? "Copied." : "It is marked: copy it with the keys of your system.");
    };

    const addressOf = one => `${new URL(one.page, root).href}#exercise-${one.id}`;
    const linkTo = one => element("a", { href: one.page === page ? `#exercise-${one.id}` : addressOf(one), textContent: `exercise ${one.id}` });
    const sign = id => progress.MARKS[progress.mark(id)];

    // The questions that are answered in one's head, and the reader's own word on each.
    const slug = text => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
    const questions = [...document.querySelectorAll("main details:is(.recall, .answer)")]
        .filter(details => !details.closest("li.exercise"))
        .map(details => {
            const summary = details.querySelector("summary");
            const text = details.matches(".recall") ? summary.textContent.replace("Before you go on:", "") : details.previousElementSibling?.textContent;
            return { details, summary, key: `${page.replace(/\.html$/, "")}/${slug(text ?? "")}`, isRecall: details.matches(".recall") };
        });
    const recalled = key => progress.of(key, "recalled").at(-1)?.split(" ")[2];

    for (const question of questions) {
        const mark = element("span", { className: "recalled" });
        const button = (text, word) => {
            const made = element("button", { type: "button", textContent: text });
            made.dataset.word = word;
            made.addEventListener("click", () => progress.record(`recalled ${question.key} ${word}`));
            return made;
        };
        const buttons = [button(question.isRecall ? "I knew it" : "I had it", "known"), button("Not yet", "not")];
        question.summary.append(mark);
        const own = element("div", { className: "recall-own" }, element("span", { textContent: "And you?" }), ...buttons);
        own.setAttribute("role", "group");
        own.setAttribute("aria-label", "Did you know it?");
        question.details.append(own);
        Object.assign(question, { mark, buttons });
    }

    // The head of the chapter, with all that one can do with one's progress.
    const [head] = heads;
    const line = element("p"), warning = element("p", { className: "progress-trouble" });
    const output = (label, title, copied = () => {}) => {
        const field = element("textarea", { readOnly: true, rows: 2, spellcheck: false });
        const button = element("button", { type: "button", textContent: label });
        button.addEventListener("click", () => {
            copy(field, text => { status.textContent = text; });
            copied();
        });
        const row = element("div", { className: "progress-row" }, element("label", {}, title, field), button);
        return { row, field };
    };
    const status = element("p", { className: "progress-status" });
    status.setAttribute("role", "status");
    const forTerminal = output("Copy the command", "Your hints and right answers, for the terminal, which judges the answers again");
    const forElsewhere = output("Copy the line", "Everything as one line, for another browser", progress.saved);
    const from = element("textarea", { rows: 2, autocomplete: "off", spellcheck: false });
    const take = element("button", { type: "button", textContent: "Add it" });
    take.addEventListener("click", () => {
        const { taken, said } = progress.imported(from.value);
        status.textContent = said;
        // What was not taken stays, to be mended.
        if (taken) {
            from.value = "";
        }
    });
    from.addEventListener("keydown", event => {
        if (event.key === "Enter") {
            event.preventDefault();
            take.click();
        }
    });
    const wipe = element("button", { type: "button", textContent: "Delete my answers" });
    let back = null, isAsked = false;
    const nameWipe = () => { wipe.textContent = back ? "Have them back" : isAsked ? "Yes, delete them" : "Delete my answers"; };
    wipe.addEventListener("click", () => {
        if (back) {
            back();
            back = null;
            status.textContent = "They are back.";
        } else if (isAsked) {
            back = progress.cleared();
            isAsked = false;
            status.textContent = "All answers given in this browser are deleted. As long as this page is open you can have them back.";
        } else {
            isAsked = true;
            status.textContent = "Everything that you have answered in this browser, on all pages? Press again to delete it.";
        }
        nameWipe();
    });
    // Who goes on without an answer to that keeps them.
    wipe.addEventListener("blur", () => {
        if (isAsked) {
            isAsked = false;
            status.textContent = "";
            nameWipe();
        }
    });
    const tools = element("details", { className: "progress-tools" }, element("summary", { textContent: "Keep, move or delete your progress" }),
        forTerminal.row, forElsewhere.row,
        element("div", { className: "progress-row" }, element("label", {}, "A line from another browser", from), take),
        element("div", { className: "progress-row" }, wipe), status);
    if (head) {
        head.id = "your-progress";
        head.setAttribute("aria-label", "Your progress");
        head.append(line, warning, tools);
        // The page's own keys turn it and search it.
        head.addEventListener("keydown", event => event.stopPropagation());
    }

    let troubled = false;
    const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
    const showHead = () => {
        const known = questions.filter(question => recalled(question.key) === "known").length;
        const solved = mine.filter(progress.isSolved).length;
        const next = mine.map(progress.find).find(one => one && !progress.isSolved(one.id));
        const parts = [];
        if (mine.length) {
            parts.push(`${solved} of ${count(mine.length, "exercise")} solved`);
        }
        if (questions.length) {
            parts.push(`${known} of ${count(questions.length, "question")} known`);
        }
        line.replaceChildren(parts.join(" · "));
        if (next) {
            line.append(" · next: ", linkTo(next));
        }
        const trouble = progress.trouble();
        warning.textContent = trouble && `${trouble} Your answers are lost when you leave this page, unless you copy the line below.`;
        warning.hidden = !trouble;
        if (trouble && !troubled && progress.all().length > 0) {
            troubled = tools.open = true;
        }
        const command = progress.command();
        forTerminal.field.value = command;
        forTerminal.row.hidden = !command;
        forElsewhere.field.value = progress.exported();
    };

    // A number behind each chapter with exercises, once the reader has begun.
    const showContents = () => {
        const begun = progress.exercises.some(one => progress.mark(one.id) !== "untouched");
        for (const link of document.querySelectorAll("#mdbook-sidebar li a[href]")) {
            const all = progress.exercises.filter(one => one.page === pageOf(link.href) && !new URL(link.href).hash);
            let mark = link.querySelector(".contents-mark");
            if (all.length === 0 || !begun) {
                mark?.remove();
                continue;
            }
            if (!mark) {
                mark = element("span", { className: "contents-mark" });
                mark.setAttribute("role", "img");
                link.append(mark);
            }
            const solved = all.filter(one => progress.isSolved(one.id)).length;
            mark.textContent = solved === all.length ? "✓" : `${solved}/${all.length}`;
            mark.setAttribute("aria-label", `, ${solved} of ${count(all.length, "exercise")} solved`);
        }
    };

    // A line on each card and over each piece of code that the reader can write himself.
    const note = (className, before, ids) => {
        const made = element("p", { className });
        before.before(made);
        return { made, ids };
    };
    const cards = [...document.querySelectorAll("main .equation-head")].flatMap(title => {
        const ids = progress.exercises.filter(one => one.equations.includes(title.id.slice("eq-".length)));
        let check = title;
        while (check && !check.matches(".equation-check")) {
            check = check.nextElementSibling;
        }
        if (ids.length === 0 || !check) {
            return [];
        }
        const made = element("span", { className: "equation-yours" });
        check.append(made);
        return [{ made, ids }];
    });
    const code = [...document.querySelectorAll("main figure.code")].flatMap(figure => {
        const ids = progress.exercises.filter(one => one.code.includes(figure.id));
        return ids.length ? [{ ...note("code-invite", figure.querySelector("details"), ids), details: figure.querySelector("details"), opened: false }] : [];
    });
    const listed = (made, before, ids) => {
        made.replaceChildren(before);
        for (const [at, one] of ids.entries()) {
            const [letter, words] = sign(one.id);
            made.append(at ? ", " : "", `${letter} `, linkTo(one), ` ${words}`);
        }
    };
    // The last right formula of the reader for a piece of code: by its equation, or by the exercise that asks for nothing else.
    const formula = (piece, ids) => {
        const single = ids.find(one => one.code.length === 1)?.id;
        const asked = /-eq0*(\d+[ab]?)_/.exec(piece)?.[1] ?? single;
        const found = progress.all().map(line => /^answer (\S+) formula "(.*)" right$/.exec(line)).filter(found => found?.[1] === asked);
        return found.at(-1)?.[2];
    };
    // The reader's own function over the book's, and his formula.
    const showOwn = ({ made, details, ids }) => {
        made.parentElement.querySelector(".code-yours")?.remove();
        const text = progress.ownCode(made.parentElement.id);
        if (text) {
            const code = element("code", { className: "language-rust hljs", textContent: text });
            details.before(element("div", { className: "code-yours" }, element("p", { textContent: "Yours, and the book's own below it:" }), element("pre", {}, code)));
            window.hljs?.highlightElement?.(code);
        }
        const own = formula(made.parentElement.id, ids);
        if (own) {
            made.append(". Your formula: ", element("code", { textContent: own }));
        }
    };
    const showCards = () => {
        for (const { made, ids } of cards) {
            listed(made, "yours: ", ids);
        }
        for (const piece of code) {
            const solved = piece.ids.filter(one => progress.isSolved(one.id));
            if (solved.length) {
                listed(piece.made, "You have done this: ", solved);
                showOwn(piece);
            } else {
                piece.made.replaceChildren("You can write this first: ", linkTo(piece.ids[0]), ". The book's own is folded below.");
                piece.made.parentElement.querySelector(".code-yours")?.remove();
            }
            // Once: what the reader folds again stays folded.
            if (solved.length && !piece.opened) {
                piece.opened = piece.details.open = true;
            }
        }
    };

    const showQuestions = () => {
        for (const { key, mark, buttons } of questions) {
            const word = recalled(key);
            mark.textContent = word === "known" ? " ✓ known" : word === "not" ? " ○ not yet" : "";
            for (const button of buttons) {
                button.setAttribute("aria-pressed", String(button.dataset.word === word));
            }
        }
    };

    progress.listen(() => {
        showHead();
        showContents();
        showCards();
        showQuestions();
    });
    // The contents may be built after this.
    addEventListener("load", showContents);
})();
