// What of the page lies beyond its window, and what is cut off. One line for each fault.
(() => {
    const root = document.documentElement, body = document.body, faults = [];
    const named = element => {
        const names = [];
        for (let e = element; e && e !== body && names.length < 4; e = e.parentElement) {
            const classes = [...e.classList].map(name => '.' + name).join('');
            names.unshift(e.localName + (e.id ? '#' + e.id : '') + classes);
            if (e.id) break;
        }
        const text = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
        return names.join(' > ') + (text ? ` “${text}”` : '');
    };
    // The nearest box around an element that scrolls or cuts.
    const box = element => {
        for (let e = element.parentElement; e && e !== body; e = e.parentElement)
            if (getComputedStyle(e).overflowX !== 'visible') return e;
        return null;
    };
    const beyond = new Set();
    for (const element of body.querySelectorAll('*')) {
        if (!element.checkVisibility()) continue;
        const right = element.getBoundingClientRect().right;
        if (right > root.clientWidth + 0.5 && !box(element)) {
            // What is inside it is as wide for the same reason.
            if (!beyond.has(element.parentElement))
                faults.push(`${named(element)} ends at ${Math.round(right)} of ${root.clientWidth}`);
            beyond.add(element);
        }
        const style = getComputedStyle(element);
        const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip';
        // A title that ends in … says that there is more; one pixel is a text for screen readers.
        if (cuts && style.textOverflow !== 'ellipsis' && element.clientWidth > 1
            && element.scrollWidth > element.clientWidth + 1)
            faults.push(`${named(element)} cuts off ${element.scrollWidth - element.clientWidth} of its ${element.scrollWidth} pixels`);
    }
    for (const [name, element] of [['the document', root], ['the body', body]])
        if (element.scrollWidth > element.clientWidth)
            faults.push(`${name} is ${element.scrollWidth} wide in a window of ${element.clientWidth}`);
    return faults;
})()
