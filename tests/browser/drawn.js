// The pictures of the page that are not drawn, when all is open. One line for each.
[...document.querySelectorAll("main :is(img, figure svg, .equation-form svg.maths)")].flatMap(picture => {
    const { width, height } = picture.getBoundingClientRect();
    const loaded = picture.localName !== "img" || picture.complete && picture.naturalWidth > 0 || picture.loading === "lazy";
    const hidden = !picture.checkVisibility();
    return hidden || loaded && width > 4 && height > 4 ? [] : [`not drawn: ${picture.outerHTML.slice(0, 100)}`];
})
