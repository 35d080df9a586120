// The letters of the first dashboard where it stands still and where it lives, and those whose colour or weight differs.
(() => {
    const { figure, paper } = dashboards[0];
    const look = (letters, part) => {
        const { color, fontWeight } = getComputedStyle(part);
        return [...letters].map(letter => `${letter} ${color} ${fontWeight}`);
    };
    const live = [...paper.children].map(row => {
        const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT), letters = [];
        while (texts.nextNode()) letters.push(...look(texts.currentNode.data, texts.currentNode.parentElement));
        return letters;
    });
    figure.classList.remove("is-live");
    const screen = [...figure.querySelectorAll(".screen pre")].find(pre => pre.checkVisibility());
    const still = [[]];
    for (const node of screen.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) {
            still.push(...node.data.split("\n").slice(1).map(() => []));
        } else if (!node.matches(".ground")) {
            const piece = node.matches(".pin") ? node.firstChild : node;
            still.at(-1).push(...look(piece.dataset.t, piece));
        }
    }
    figure.classList.add("is-live");
    const faults = new Set();
    let letters = 0;
    for (const [at, row] of still.entries()) {
        for (const [column, look] of row.entries()) {
            if (look.startsWith(" ")) continue;
            letters += 1;
            if (look !== live[at]?.[column]) faults.add(`${look}, live ${live[at]?.[column]}`);
        }
    }
    return { letters, faults: [...faults] };
})()
