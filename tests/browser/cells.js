// The rows of the first dashboard whose letters do not lie in their cells. One line for each.
(() => {
    const { paper, columns, rows } = dashboards[0], { width, height } = paper.getBoundingClientRect();
    const range = document.createRange(), faults = [];
    for (const row of paper.children) {
        range.selectNodeContents(row);
        const letters = [...row.textContent].length, drawn = range.getBoundingClientRect().width, wanted = width * letters / columns;
        if (Math.abs(drawn - wanted) > 0.5) {
            faults.push(`${drawn} wide in place of ${wanted}: ${row.textContent}`);
        }
        if (Math.abs(row.getBoundingClientRect().height - height / rows) > 0.5) {
            faults.push(`not as high as the others: ${row.textContent}`);
        }
    }
    return faults;
})()
