// The pieces of still screens that are drawn, and those of them that are not where a terminal has them.
(() => {
    const COLUMN = 7, MARGIN = 15, SLACK = 1.5;
    const faults = [];
    let pieces = 0;
    for (const pre of document.querySelectorAll("main .screen pre")) {
        if (!pre.checkVisibility()) continue;
        const left = pre.getBoundingClientRect().left + MARGIN;
        let column = 0;
        for (const node of pre.childNodes) {
            if (node.nodeType === Node.TEXT_NODE) {
                column = 0;
                continue;
            }
            if (node.matches(".ground")) continue;
            const text = (node.matches(".pin") ? node.firstChild : node).dataset.t;
            const box = node.getBoundingClientRect();
            const shift = box.left - left - COLUMN * column;
            column += [...text].length;
            pieces += 1;
            const wider = box.right - left - COLUMN * column;
            if (Math.abs(shift) > SLACK || Math.abs(wider) > SLACK) faults.push(`“${text}” is shifted by ${shift}, its end by ${wider}`);
        }
    }
    return { pieces, faults };
})()
