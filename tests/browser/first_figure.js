// Notes when the first figure of the page is drawn: the milliseconds since it was asked for.
(() => {
    const look = () => {
        const drawn = document.querySelectorAll("main figure:not(.code) :is(img, svg, pre, table)");
        const picture = [...drawn].find(picture => picture.checkVisibility());
        // Where it is further below, the reader goes there at once.
        if (picture && picture.getBoundingClientRect().top > innerHeight) picture.scrollIntoView({ block: "center", behavior: "instant" });
        const isThere = picture && (picture.tagName !== "IMG" || picture.complete && picture.naturalWidth > 0);
        if (isThere && picture.getBoundingClientRect().height > 0) {
            requestAnimationFrame(() => setTimeout(() => { window.firstFigure = performance.now(); }));
        } else {
            requestAnimationFrame(look);
        }
    };
    requestAnimationFrame(look);
})();
