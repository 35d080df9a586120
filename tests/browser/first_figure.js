// Notes when the first figure of the page is drawn: the milliseconds since it was asked for.
(() => {
    const look = () => {
        const figure = [...document.querySelectorAll("main figure")].find(figure => figure.checkVisibility());
        const picture = figure && [...figure.querySelectorAll("img, svg, pre, table")].find(picture => picture.checkVisibility());
        const isThere = picture && (picture.tagName !== "IMG" || picture.complete && picture.naturalWidth > 0);
        if (isThere && picture.getBoundingClientRect().height > 0) {
            requestAnimationFrame(() => setTimeout(() => { window.firstFigure = performance.now(); }));
        } else {
            requestAnimationFrame(look);
        }
    };
    requestAnimationFrame(look);
})();
