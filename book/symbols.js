// The symbols of figures that move, wherever they stand: in the drawing, in the equation with its numbers, and in the sentences and
// formulas around. Each has a key, its letter and its index, as in w_01.
"use strict";

window.symbols = (() => {
    // A symbol of a formula is under a pointer that is so near: pixels.
    const NEAR = 4;
    // The letters that have the colour of another one.
    const INKS = { a: "y", b: "z" };
    const ink = key => {
        const letter = key.replace(/^(new|change) |^[∂-]/g, "").split("_")[0];
        return `ink-${INKS[letter] ?? letter}`;
    };

    // The symbol of a key as a slanted letter with a low index, in the letter's colour.
    const drawn = key => {
        const [letter, index] = key.split("_");
        const made = document.createElement("span"), slanted = document.createElement("i");
        made.className = `symbol ${ink(key)}`;
        slanted.textContent = letter;
        made.append(slanted);
        if (index) {
            const low = document.createElement("sub");
            low.textContent = index;
            made.append(low);
        }
        return made;
    };

    // A text in parts, its symbols with indices as elements.
    const inText = text => text.split(/([a-zδ][₀-₉]+)/).map((part, at) => {
        if (at % 2 === 0) {
            return part;
        }
        const made = document.createElement("span");
        made.dataset.symbol = `${part[0]}_${[...part.slice(1)].map(digit => digit.codePointAt() - "₀".codePointAt()).join("")}`;
        made.className = ink(made.dataset.symbol);
        made.textContent = part;
        return made;
    });

    // The keys of what is drawn; the slope along a weight and its new value are lit with it.
    const keysOf = ({ dataset }) => dataset.value ? [dataset.value.replace(/^(new|change) |^[∂-]/g, "")] : (dataset.symbol ?? "").split(" ");
    // Whether two keys are of one symbol: without an index, or with one of letters as in w_ji, a key stands for all of its letter.
    const isOne = (one, other) => {
        const [[letter, index], [its, other_index]] = [one, other].map(key => key.split("_"));
        return letter === its && (index === other_index || [index, other_index].some(index => !/^\d+$/.test(index ?? "")));
    };

    // Gives each glyph of a formula the key of its symbol: a letter, and as its index what follows smaller and in the same ink.
    const nameGlyphs = formula => {
        // What stands on a page more than once is written once, and drawn here by reference: it has to have glyphs of its own.
        for (const shared of formula.querySelectorAll("use[href^='#form-']")) {
            shared.replaceWith(...document.querySelector(shared.getAttribute("href")).cloneNode(true).childNodes);
        }
        let symbol;
        for (const glyph of formula.children) {
            const [, font, code] = /^#g-(.*)-([0-9a-f]+)$/.exec(glyph.getAttribute("href")) ?? [];
            const scale = Number(/scale\(([\d.]+)/.exec(glyph.getAttribute("transform"))?.[1] ?? 1), ink = glyph.getAttribute("class");
            const sign = code && String.fromCodePoint(parseInt(code, 16));
            if (sign && symbol && scale < symbol.scale && ink === symbol.ink) {
                symbol.glyphs.push(glyph);
                symbol.index += sign;
            } else {
                symbol = font === "Math-Italic" ? { letter: sign, index: "", scale, ink, glyphs: [glyph] } : null;
            }
            for (const { dataset } of symbol?.glyphs ?? []) {
                dataset.symbol = symbol.letter + (symbol.index && `_${symbol.index}`);
            }
        }
    };
    // The keys under a pointer.
    const keysAt = ({ target, clientX, clientY }) => {
        const formula = target.closest("svg.maths");
        const glyphs = formula ? [...formula.querySelectorAll("[data-symbol]")] : [];
        const under = formula ? glyphs.find(glyph => {
            const { left, right, top, bottom } = glyph.getBoundingClientRect();
            return clientX > left - NEAR && clientX < right + NEAR && clientY > top - NEAR && clientY < bottom + NEAR;
        }) : target.closest("[data-value], [data-symbol]");
        return under ? keysOf(under) : [];
    };
    // What is in the section of an element: everything from the heading before it to the next one.
    const sectionOf = element => {
        const found = [element];
        for (const step of ["previousElementSibling", "nextElementSibling"]) {
            for (let next = element[step]; next && !/^H\d$/.test(next.tagName); next = next[step]) {
                found.push(next);
            }
        }
        return found;
    };

    return { ink, drawn, inText, keysOf, isOne, nameGlyphs, keysAt, sectionOf };
})();
