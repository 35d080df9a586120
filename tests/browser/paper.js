// Shows the page as it is printed, on the screen: what is said for paper holds, and what is said for screens does not. One line for each
// fault that only paper has.
(() => {
    const swap = list => {
        list.mediaText = list.mediaText.replace(/\b(print|screen)\b/g, name => name === "print" ? "screen" : "print");
    };
    const rules = list => {
        for (const rule of list) {
            if (rule.media) { swap(rule.media); }
            if (rule.cssRules) { rules(rule.cssRules); }
        }
    };
    for (const sheet of document.styleSheets) {
        swap(sheet.media);
        rules(sheet.cssRules);
    }
    const faults = [];
    for (const name of ["#mdbook-menu-bar", "#mdbook-sidebar", ".nav-chapters", ".live-keys", ".worked-button"]) {
        if ([...document.querySelectorAll(name)].some(part => part.checkVisibility())) {
            faults.push(`${name} is on paper`);
        }
    }
    return faults;
})()
