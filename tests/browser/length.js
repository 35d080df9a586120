// How long the page is as a reader sees it first, with everything folded that can be: screens of 800 pixels, words of prose, the words of
// each paragraph, and the longest way without a picture or a question.
(() => {
    const main = document.querySelector("main"), screen = 800;
    for (const details of main.querySelectorAll("details")) {
        details.open = false;
    }
    const { top, height } = main.getBoundingClientRect();
    const words = part => {
        const copy = part.cloneNode(true);
        copy.querySelectorAll(".preview, svg, .copy").forEach(other => other.remove());
        return copy.textContent.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
    };
    const isProse = part => part.checkVisibility() && !part.querySelector("p, li") && !part.closest("figure, .equation, [popover], table, nav");
    const prose = [...main.querySelectorAll("p, li, dt, dd, h1, h2, h3, summary")].filter(isProse);
    const paragraphs = prose.filter(part => part.tagName === "P").map(part => [words(part), part.textContent.trim().slice(0, 60)]);
    const seen = [...main.querySelectorAll("figure.figure, figure.frame, details.recall")].filter(part => part.checkVisibility());
    const places = seen.map(part => part.getBoundingClientRect()).flatMap(box => [box.top - top, box.bottom - top]);
    const stops = [0, ...places, height];
    const ways = stops.slice(1).map((stop, at) => stop - stops[at]);
    return {
        screens: height / screen,
        words: prose.reduce((sum, part) => sum + words(part), 0),
        paragraphs: paragraphs.filter(([count]) => count > 4),
        way: Math.max(...ways) / screen,
    };
})()
