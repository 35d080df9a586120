// The judge of a page's exercises: the same Rust as `nn28 answer`, loaded when it is asked for the first time.
//
//     window.judge.ask(object) → Promise(object)
//
// {do: "exercises"} → [{id, name, kind: "pencil" | "formula" | "rust", equations: ["28"], page: "backprop-hidden", formulas?: ["1", "3"], aliases?}]
//     `formulas` are the ids under which an exercise's formulas are judged, one for each. "rust" has no field in a page.
// {do: "question", id, seed} → {id, seed, title, task, kind, given: [lines], hints: 3, none?, letters?,
//     fields: [{name, label, kind: "number" | "formula" | "choice", options?}]}
//     `none`: "none" in the first field is an answer of its own (no such weights). `letters`: what a formula may use, one by one.
// {do: "judge", id, seed, answers: [one for each field]} → {verdict, state, symptom, cause, fault, line, numbers?,
//     fields: [{verdict, state, message, at?}]}
//     verdict: "right" | "wrong" | "unreadable" | "blank" | "shown"; of a field that cannot be judged alone "". state: the terminal's
//     word, such as "too_few_digits", "rounded" or "fragile". line: the line of progress, "" where nothing was judged.
//     at: the character of a formula that cannot be read. numbers: yours and the expected one, with their place.
//     "?" in the first field alone shows the way.
// {do: "hint", id, level: 1 … 4, seed} → {text, line}; level 4 is the solution.
//
// What makes no sense is answered by {error: "a sentence"}. The promise fails where the judge cannot be loaded, or has stopped.
"use strict";

(() => {
    if (window.judge) {
        return;
    }
    const decoder = new TextDecoder(), encoder = new TextEncoder();

    let program;
    const ready = () => {
        program ??= window.nn28Program("judge").then(bytes => WebAssembly.instantiate(bytes)).then(made => made.instance.exports);
        // The next question tries again.
        program.catch(() => { program = undefined; });
        return program;
    };

    const ask = async object => {
        const { memory, input, output, ask: answer } = await ready();
        const asked = encoder.encode(JSON.stringify(object));
        try {
            const place = input(asked.length);
            new Uint8Array(memory.buffer, place, asked.length).set(asked);
            const length = answer();
            return JSON.parse(decoder.decode(new Uint8Array(memory.buffer, output(), length)));
        } catch (error) {
            // A program that has stopped is not asked again: a new one begins.
            program = undefined;
            throw error;
        }
    };

    window.judge = { ask };
})();
