// What of the page's text, its equations and its first screen is not there to be read. One line for each fault.
(() => {
    const faults = [], main = document.querySelector('main');
    const drawn = element => {
        const { width, height } = element.getBoundingClientRect();
        return width > 0 && height > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    };
    for (const paragraph of main.querySelectorAll(':scope > p'))
        if (!drawn(paragraph)) faults.push(`not drawn: “${paragraph.textContent.slice(0, 60)}”`);
    for (const formula of main.querySelectorAll('.equation .equation-form svg.maths'))
        if (!formula.closest('details:not([open])') && !drawn(formula))
            faults.push(`not drawn: equation ${formula.getAttribute('aria-label')}`);
    for (const card of main.querySelectorAll('.equation'))
        if (!card.querySelector('svg.maths')) faults.push(`no formula in ${card.id}`);
    const figures = [...main.querySelectorAll('figure.frame')];
    const figure = figures.find(figure => !figure.closest('details:not([open])'));
    if (figure) {
        const screens = [...figure.querySelectorAll('.screen')].filter(drawn);
        if (screens.length === 0) faults.push('the first screen is not drawn');
        else if (screens[0].querySelectorAll('[data-t]').length < 20) faults.push('the first screen is empty');
    }
    // Something that lies above the text hides it.
    const title = main.querySelector('h1');
    const { left, top, height } = title.getBoundingClientRect();
    const there = document.elementFromPoint(left + 10, top + height / 2);
    if (!title.contains(there)) faults.push(`the title is below ${there && there.outerHTML.slice(0, 80)}`);
    return faults;
})()
