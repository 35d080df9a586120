// What the reader has done: a log of lines, in the form of the terminal's progress.txt, kept in this browser and joined with the
// terminal's own. The last line about a thing counts; lines that this edition does not know are kept and passed on.
"use strict";

(() => {
    const here = document.currentScript.src;
    if (window.progress || /\/print\.html$/.test(location.pathname)) {
        return;
    }
    const KEY = "nn28-progress", DRAFTS = "nn28-drafts", VERSION = 1, HEAD = `nn28 progress ${VERSION}`, SEPARATOR = "; ";
    const KINDS = ["answer", "derived", "found", "hint", "predicted", "recalled", "shown", "solved", "tried"];
    const MARKS = {
        untouched: ["·", "not solved yet"], shown: ["○", "solution shown"],
        hints: ["◐", "solved with hints"], alone: ["●", "solved alone"],
    };

    // The edition that wrote a log; a log without a head is of the first.
    const version = text => Number(/^nn28 progress (\d+)/.exec(text.trim())?.[1] ?? 1);

    // A log is its lines and its epoch: a reader who deletes his answers begins a new epoch, in every tab.
    const parse = text => {
        const log = { epoch: 0, lines: [] };
        for (const line of text.split(/\r?\n|;\s/).map(line => line.trim())) {
            const epoch = /^epoch (\d+)$/.exec(line);
            if (epoch) {
                log.epoch = Math.max(log.epoch, Number(epoch[1]));
            } else if (line && line !== HEAD) {
                log.lines.push(line);
            }
        }
        return log;
    };
    const written = log => [HEAD, ...(log.epoch ? [`epoch ${log.epoch}`] : []), ...log.lines].join("\n");

    // Two logs as one. They share a beginning, since both only grow; then come the lines of one, and those that only the other has.
    const joined = (one, other) => {
        if (one.epoch !== other.epoch) {
            return one.epoch > other.epoch ? one : other;
        }
        let same = 0;
        while (same < one.lines.length && one.lines[same] === other.lines[same]) {
            same++;
        }
        const rest = new Set(one.lines.slice(same));
        const missing = other.lines.slice(same).filter(line => !rest.has(line));
        return { epoch: one.epoch, lines: [...one.lines, ...missing] };
    };

    // The log of this browser, the terminal's lines, and the sentence about storage that fails.
    let log = { epoch: 0, lines: [] }, terminal = [], functions = {}, trouble = "", unsaved = false;
    const exercises = window.exercises ?? [];
    const listeners = [], fields = [];
    // The lines by their kind and the exercise, made when they are asked for.
    let index = null;
    // With all answers gone, or back again, what was answered begins anew.
    const tell = (isAnew = false) => {
        index = null;
        listeners.forEach(listener => listener(isAnew));
    };

    // Reads what is stored, adds it to the log, and stores the two as one. Another tab may have written since.
    const keep = () => {
        const before = trouble;
        try {
            const stored = localStorage.getItem(KEY);
            const has = log.lines.length > 0;
            if (version(stored ?? "") > VERSION) {
                throw new Error("of a newer edition", { cause: "edition" });
            }
            if (stored !== null) {
                log = joined(parse(stored), log);
            }
            if (has || log.lines.length > 0 || log.epoch > 0) {
                const text = written(log);
                if (text !== stored) {
                    localStorage.setItem(KEY, text);
                }
                if (localStorage.getItem(KEY) !== text) {
                    throw new Error("nothing was stored");
                }
            }
            trouble = "";
            unsaved = false;
        } catch (error) {
            unsaved = log.lines.length > 0;
            trouble = error.name === "QuotaExceededError" ? "The browser's storage is full."
                : error.cause === "edition" ? "A newer edition of this book keeps its progress in this browser, and this one leaves it as it is."
                : "This browser stores nothing for these pages.";
        }
        return trouble !== before;
    };

    // What was typed and not checked, by exercise: kept with this tab; without storage it goes when the page does.
    const drafts = () => {
        try {
            return JSON.parse(sessionStorage.getItem(DRAFTS)) ?? {};
        } catch {
            return {};
        }
    };
    const keepDrafts = all => {
        try {
            sessionStorage.setItem(DRAFTS, JSON.stringify(all));
        } catch { /* Nothing is stored for this page. */ }
    };
    // Those of the fields on this page, of which each tells its own.
    const keepTyped = () => keepDrafts({ ...drafts(), ...Object.fromEntries(fields.map(field => field())) });

    // Adds a line. It is in the page at once, stored or not.
    const record = line => {
        const one = line.replace(/[\r\n;]+/g, " ").trim();
        if (one && log.lines.at(-1) !== one) {
            // What another tab has stored comes before.
            keep();
            log.lines.push(one);
            keep();
            tell();
        }
    };

    const all = () => [...terminal, ...log.lines];
    // Exercises by all of their names.
    const named = new Map(exercises.flatMap(one => [one.id, ...one.aliases].map(name => [name, one])));
    const find = id => named.get(id);
    const canonical = name => find(name)?.id ?? name;
    // The lines of one kind about an exercise, by any of its names.
    const of = (id, kind) => {
        if (!index) {
            index = new Map();
            for (const line of all()) {
                const [first, name] = line.split(" "), key = `${first} ${canonical(name)}`;
                if (!index.has(key)) {
                    index.set(key, []);
                }
                index.get(key).push(line);
            }
        }
        return index.get(`${kind} ${canonical(id)}`) ?? [];
    };
    const isRight = line => line.endsWith(" right");

    // The highest level of its hints that was read.
    const hints = id => {
        const levels = of(id, "hint").map(line => / (\d+)$/.exec(line));
        const counted = of(id, "solved").map(line => / hints=(\d+)/.exec(line));
        return Math.max(0, ...[...levels, ...counted].filter(Boolean).map(found => Number(found[1])));
    };

    // True if an exercise whose solution was shown was answered since, by itself or by the question that asks for the same by hand.
    const hasComeBack = id => {
        const lines = all(), names = [id, find(id)?.again ?? id];
        const from = lines.indexOf(`shown ${id}`);
        return from >= 0 && lines.slice(from).some(line => {
            const [kind, name] = line.split(" ");
            return kind === "answer" && names.includes(name) && isRight(line);
        });
    };

    // The mark of an exercise, as the terminal gives it.
    const mark = id => {
        const isShown = of(id, "shown").length > 0;
        if (isShown && !hasComeBack(id)) {
            return "shown";
        }
        if (of(id, "solved").length === 0 && !of(id, "answer").some(isRight)) {
            return "untouched";
        }
        return isShown || hints(id) > 0 ? "hints" : "alone";
    };
    const isSolved = id => ["hints", "alone"].includes(mark(id));

    // What the terminal does not have yet, as one command: hints and solutions that were taken, and the last right answers, which it
    // judges again. They come in the order in which they happened.
    const command = () => {
        // The terminal calls a formula by its exercise.
        const plain = line => line.replace(/^(answer|hint|shown) (\S+)/, (_, kind, id) => `${kind} ${canonical(id)}`);
        const known = new Set(terminal.map(plain)), last = new Map();
        for (const line of log.lines) {
            const answer = /^(?:answer|derived) (\S+) (?:formula "(.*)"|(seed=\d+ .*)) right$/.exec(line);
            const taken = /^(hint|shown) (\S+)( \d+)?$/.exec(line);
            if (known.has(plain(line)) || !(answer || taken)) {
                continue;
            }
            const [key, words] = answer
                ? [answer[3] ? `${answer[1]} ${answer[3].split(" ")[0]}` : answer[1], `${answer[1]} ${answer[2] ?? answer[3]}`]
                : [`${taken[1]} ${taken[2]}`, taken[3] ? `hint ${taken[2]} ${hints(taken[2])}` : line];
            last.delete(key);
            last.set(key, words);
        }
        // What a shell would read as its own stays out.
        const answers = [...last.values()].filter(answer => !/["$`\\!]/.test(answer));
        return answers.length ? `cargo run --release -- answer "${answers.join("; ")}"` : "";
    };

    // Everything as one line, and back.
    const exported = () => [HEAD, ...joined({ epoch: log.epoch, lines: terminal }, log).lines].join(SEPARATOR);
    // Says what became of a line, and whether it was taken.
    const imported = text => {
        const one = text.trim();
        if (!/^nn28 progress \d+(?:;|\s|$)/.test(one)) {
            return { taken: false, said: `This is not a line of progress, which begins with “${HEAD}”. Nothing was changed.` };
        }
        if (version(one) > VERSION) {
            return { taken: false, said: "This line is from a newer edition of the book, which this one cannot read. Nothing was changed." };
        }
        const known = new Set(all()), added = parse(one).lines.filter(line => !known.has(line));
        log.lines.push(...added);
        keep();
        tell();
        const unknown = added.filter(line => !KINDS.includes(line.split(" ")[0])).length;
        const said = added.length === 1 ? "One line was new, and is added." : `${added.length} lines were new, and are added.`;
        return { taken: true, said: unknown ? `${said} This edition does not know ${unknown} of them, and keeps them.` : said };
    };

    // Everything that this browser has; what the terminal has written is the terminal's. Returns a way back.
    const cleared = () => {
        keepTyped();
        const old = log.lines, typed = drafts();
        const begin = (lines, unchecked) => {
            log = { epoch: log.epoch + 1, lines };
            keepDrafts(unchecked);
            keep();
            tell(true);
        };
        begin([], {});
        return () => {
            keepTyped();
            begin([...old, ...log.lines], { ...typed, ...drafts() });
        };
    };

    // The page may be open while the terminal writes: its file is loaded again whenever the page is looked at again.
    const look = () => {
        const script = document.createElement("script");
        script.src = `${new URL("generated/progress.js", here).href}?${Date.now()}`;
        script.addEventListener("load", () => {
            script.remove();
            const { lines } = parse(window.progressOfTerminal ?? ""), own = window.functionsOfTerminal ?? {};
            // The next one may have none.
            delete window.functionsOfTerminal;
            if (JSON.stringify([lines, own]) !== JSON.stringify([terminal, functions])) {
                [terminal, functions] = [lines, own];
                tell();
            }
        });
        script.addEventListener("error", () => script.remove());
        document.head.append(script);
    };
    document.addEventListener("visibilitychange", () => {
        if (!document.hidden) {
            look();
        } else {
            // A telephone may take the page away once it is out of sight.
            keepTyped();
        }
    });
    addEventListener("pagehide", keepTyped);

    // Another tab has written, or deleted. A key that is gone although nobody deleted the answers was lost: it is written anew.
    addEventListener("storage", event => {
        if (event.key === KEY || event.key === null) {
            keep();
            tell();
        }
    });
    // What no storage took is lost with the page: the browser asks before it leaves.
    addEventListener("beforeunload", event => {
        if (unsaved) {
            event.preventDefault();
        }
    });

    keep();
    window.progress = {
        MARKS, all, record, mark, isSolved, hints, of, command, exported, imported, cleared,
        exercises, find, drafts,
        // A field says on demand for which exercise it has a draft, and which; none if that is checked.
        addField(field) { fields.push(field); },
        trouble: () => trouble,
        // The reader's own function in Rust, by the id of the book's.
        ownCode: id => functions[id],
        // The reader has the line: nothing is lost any more when he leaves.
        saved() { unsaved = false; },
        listen(listener) { listeners.push(listener); listener(false); },
    };
    look();
})();
