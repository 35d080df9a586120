// Draws the frames of calls and compares them with those given: the number of equal frames, or the first row that differs.
(calls, frames) => {
    const dashboard = dashboards[0], probe = document.createElement('div');
    // What should cancel and leaves only the dust of rounding, such as the relative error of a slope, depends on the order
    // of the sums, which is another one where more numbers fit into a register: numbers below 1e−7 count as equal. So do
    // the sign and the name of the entry that differs most from its slope by trying.
    const dusted = text => text.replace(/✗/g, ' ').replace(/(Worst of \d+: )[wv][₀-₉]+/, '$1').replace(/[−-]?\d(\.\d+)?e−([89]|[1-9]\d)\s*/g, 'dust ').replace(/\s+$/, '');
    // A dot of a curve stands on either side of a border that its number meets to the last digit.
    const dots = letter => letter.codePointAt(0) - 0x2800;
    const isNear = (one, other) => {
        const differing = dots(one) ^ dots(other);
        const areBraille = [one, other].every(letter => dots(letter) >= 0 && dots(letter) < 256);
        const areOfRounding = isOfRounding && [one, other].every(letter => /[ ■○▲◉⠀-⣿]/.test(letter));
        return one === other || areOfRounding || areBraille && (differing & (differing - 1)) === 0;
    };
    // The curves of the laboratory of ε, and their signs, stand where rounding puts them.
    let isOfRounding = false;
    const areEqual = (one, other) => {
        const [letters, others] = [[...dusted(one)], [...dusted(other)]];
        return letters.length === others.length && letters.every((letter, at) => isNear(letter, others[at]));
    };
    for (const [at, frame] of frames.entries()) {
        if (at > 0) {
            const [name, ...given] = calls[at - 1];
            dashboard.call(program => program[name](...given));
        }
        dashboard.draw();
        isOfRounding = dashboard.paper.textContent.includes('to the left it is rounding');
        const lines = frame.split('\n');
        for (const [row, shown] of [...dashboard.paper.children].entries()) {
            probe.innerHTML = lines[row];
            if (probe.innerHTML !== shown.innerHTML && !areEqual(probe.textContent, shown.textContent)) {
                return { at, deed: calls[at - 1], row, native: probe.textContent, page: shown.textContent,
                    html: [probe.innerHTML, shown.innerHTML] };
            }
        }
    }
    return frames.length;
}
