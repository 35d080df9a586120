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

// The first stop of the keyboard leads past the contents.
const content = document.querySelector("#mdbook-content");
if (content) {
    const skip = document.createElement("a");
    skip.className = "skip";
    skip.href = `#${content.id}`;
    skip.textContent = "To the page";
    content.tabIndex = -1;
    document.body.prepend(skip);
}

// Esc hides the equation that a link shows, until the reader comes back to the link. It closes what is open above the page, too: the
// search takes the key for itself, and then Firefox and WebKit do not close it.
document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
        for (const open of document.querySelectorAll("[popover]")) {
            open.hidePopover?.();
        }
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

// Arrows that choose a screen, move something or scroll a box are not to turn the page as well; and once a dashboard or a figure of
// the page has been used, none turns it. mdBook hears keys on the document, after everything below.
let hasUsed = false;
const isUse = ({ target, type, key }) => key !== "Tab" && target.closest?.(
    type === "click" ? "figure :is(input, button), .live-screen, a.do" : "figure :is(input, button, [tabindex='0'])");
for (const kind of ["click", "pointerdown", "keydown", "input"]) {
    document.addEventListener(kind, event => { hasUsed ||= Boolean(isUse(event)); }, true);
}
document.documentElement.addEventListener("keydown", event => {
    if (["ArrowLeft", "ArrowRight"].includes(event.key) && (hasUsed || event.target.closest("input, [tabindex='0']"))) {
        event.stopPropagation();
    }
});

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
