// What the pages do beyond what HTML and CSS do by themselves. Everything can be read without it.
"use strict";

// One click copies a command.
for (const command of document.querySelectorAll("code.command")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "copy";
    button.setAttribute("aria-label", `Copy the command ${command.textContent}`);
    button.dataset.clipboardText = command.textContent;
    command.after(button);
}
if (window.ClipboardJS) {
    new ClipboardJS("button.copy").on("success", ({ trigger }) => {
        trigger.textContent = "copied";
        setTimeout(() => { trigger.textContent = "copy"; }, 1500);
    });
}

// mdBook opens its table of contents by a label that names its state: what does that is a button.
const toggle = document.querySelector("#mdbook-sidebar-toggle");
if (toggle) {
    toggle.setAttribute("role", "button");
    toggle.tabIndex = 0;
    toggle.addEventListener("keydown", event => {
        if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            toggle.click();
        }
    });
}

// Esc hides the equation that a link shows, until the reader comes back to the link; and the worked example, which a browser would
// close by itself if mdBook's search did not keep the key.
document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
        document.getElementById("worked-popover")?.hidePopover?.();
        for (const reference of document.querySelectorAll(".reference:hover, .reference:focus-within")) {
            reference.classList.add("dismissed");
        }
    }
});
for (const reference of document.querySelectorAll(".reference")) {
    for (const leaving of ["mouseleave", "focusout"]) {
        reference.addEventListener(leaving, () => reference.classList.remove("dismissed"));
    }
}

// Arrows that choose a screen or scroll a box are not to turn the page as well.
document.addEventListener("keydown", event => {
    // A dashboard that lives hears its keys itself.
    if (event.target.closest(".steps input, [tabindex='0']:not(.live-screen)")) {
        event.stopImmediatePropagation();
    }
}, true);

// What is wider than its box can be scrolled by keyboard; what is not is no stop on the way.
const boxes = document.querySelectorAll(".equation-form, .equation-numbers, .index-formula, span.display, .screen, .transcript, .table-wrapper");
function markScrollable() {
    for (const box of boxes) {
        if (box.scrollWidth > box.clientWidth + 1) {
            box.tabIndex = 0;
        } else {
            box.removeAttribute("tabindex");
        }
    }
}
addEventListener("resize", markScrollable);
document.addEventListener("change", markScrollable);
document.addEventListener("toggle", markScrollable, true);
addEventListener("load", markScrollable);
