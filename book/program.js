// The programs of the pages: WebAssembly, compressed, as a string of base64 in a script, since a page that is read from a folder may load
// scripts and nothing else.
//
//     window.nn28Program(name) → Promise(bytes)
//     window.nn28Focus(place, next)
//
// The first fails where the script cannot be loaded, and in browsers that cannot unpack it: those before the spring of 2023. The second
// is for what takes the place of something printed: where the reader's focus was on what is hidden now, it goes on from the next.
"use strict";

window.nn28Focus ??= (place, next) => {
    const focused = document.activeElement;
    if (place.contains(focused) && !focused.checkVisibility()) {
        next.focus({ preventScroll: true });
    }
};

window.nn28Program ??= (here => {
    const unpacked = letters => {
        const packed = new Blob([Uint8Array.from(atob(letters), letter => letter.charCodeAt(0))]);
        return new Response(packed.stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
    };

    const loaded = name => new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = new URL(`${name}.wasm.js`, here).href;
        script.onerror = () => failed(new Error(`${name}.wasm.js could not be loaded.`));
        script.onload = () => {
            const letters = window.nn28Packed[name];
            delete window.nn28Packed[name];
            script.remove();
            done(letters);
        };
        document.head.append(script);
    });

    return async name => {
        if (!window.DecompressionStream) {
            throw new Error("This browser is too old for the programs of this book.");
        }
        return unpacked(await loaded(name));
    };
})(document.currentScript.src);
