// Notes what a page complains of, from before its own scripts run, and keeps it from printing itself.
(() => {
    // The page for printing opens a dialogue by itself, and until that is closed the page stands still.
    window.print = () => {};
    const complaints = window.complaints = [], note = (kind, ...what) => complaints.push([kind, ...what].join(" "));
    // What is not loaded tells only those who listen on its way down.
    addEventListener("error", event => {
        const { target, message, filename, lineno } = event;
        if (target === window) {
            note("uncaught:", message, "in", `${filename}:${lineno}`);
        } else {
            note("not loaded:", target.src || target.href || target.outerHTML.slice(0, 80));
        }
    }, true);
    addEventListener("unhandledrejection", event => note("uncaught:", event.reason));
    addEventListener("securitypolicyviolation", event => note("forbidden:", event.effectiveDirective, event.blockedURI, event.sourceFile));
    for (const kind of ["error", "warn", "assert"]) {
        const say = console[kind];
        console[kind] = (...what) => {
            if (kind !== "assert" || !what[0]) {
                note(`console ${kind}:`, ...what);
            }
            say.apply(console, what);
        };
    }
})();
