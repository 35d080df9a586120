// The pictures and formulas of the page that are not drawn, when all of them are loaded. One line for each.
(async () => {
    const faults = [];
    for (const picture of document.querySelectorAll("main :is(img, figure svg, .equation-form svg.maths)")) {
        // Of a picture for two themes only one is there.
        if (!picture.checkVisibility()) {
            continue;
        }
        if (picture.localName === "img") {
            picture.loading = "eager";
            await picture.decode().catch(() => faults.push(`not loaded: ${picture.src}`));
        }
        const { width, height } = picture.getBoundingClientRect();
        if (width <= 4 || height <= 4) {
            faults.push(`not drawn: ${picture.src ?? picture.getAttribute("aria-label")}`);
        }
    }
    return faults;
})()
