// Where the focus is: what that is called, which of `links` it is, whether a reader sees it, and whether it was there before.
(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    const there = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const classes = [...element.classList].map(name => '.' + name).join('');
    const label = element.getAttribute('aria-label') || element.textContent;
    const again = visited.has(element);
    visited.add(element);
    return {
        name: `${element.localName}${element.id ? '#' + element.id : ''}${classes} “${label.trim().replace(/\s+/g, ' ').slice(0, 40)}”`,
        link: links.indexOf(element),
        seen: there && (outline || style.boxShadow !== 'none'),
        again,
    };
})()
