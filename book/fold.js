// What folds and unfolds: code is folded as it arrives, before it is drawn, and what a link, a search or a sheet of paper needs is
// unfolded. It stands in the head of each page. Where scripts are off, code is open and everything else has its line to click.
"use strict";

(() => {
    const here = document.currentScript.src;
    const isPrint = /\/print\.html$/.test(location.pathname);
    const seen = new WeakSet();

    // On the page that is printed all is open.
    function arrive() {
        for (const details of document.querySelectorAll("main details")) {
            if (!seen.has(details)) {
                seen.add(details);
                if (isPrint) {
                    details.open = true;
                } else if (details.matches(".code")) {
                    details.open = false;
                }
            }
        }
    }
    // The browser tells of new elements before it draws them.
    const arrivals = new MutationObserver(arrive);
    arrivals.observe(document, { childList: true, subtree: true });

    // Opens all that is folded around an element; true if something was.
    function reveal(element) {
        let opened = false;
        for (let details = element.closest("details"); details; details = details.parentElement.closest("details")) {
            opened ||= !details.open;
            details.open = true;
        }
        return opened;
    }

    // The element that the address names.
    function named() {
        let id = location.hash.slice(1);
        try {
            id = decodeURIComponent(id);
        } catch {
            // A percent sign that encodes nothing is part of the name.
        }
        return id ? document.getElementById(id) : null;
    }

    function revealNamed() {
        const target = named();
        if (!target) {
            elsewhere();
            return;
        }
        const code = target.matches("figure.code") ? target.querySelector("details") : null;
        if (reveal(code ?? target)) {
            target.scrollIntoView();
        }
    }

    // What an old address names may be on another page today: a list of all names, made with the book, says on which.
    function elsewhere() {
        if (location.hash.length < 2 || isPrint) {
            return;
        }
        const list = document.createElement("script");
        list.src = new URL("anchors.js", here);
        list.addEventListener("load", () => {
            const id = location.hash.slice(1), place = Object.hasOwn(window.anchors, id) && window.anchors[id];
            if (place) {
                location.replace(new URL(`../${place}`, here));
            }
        });
        document.head.append(list);
    }

    // Words that a search has marked may come later than the page. What the reader closes again stays closed.
    function revealMarks() {
        const opened = new WeakSet();
        const open = () => {
            let moved = false;
            for (const details of document.querySelectorAll("main details:has(mark)")) {
                if (!opened.has(details)) {
                    opened.add(details);
                    moved ||= !details.open;
                    details.open = true;
                }
            }
            if (moved) {
                (named() ?? document.querySelector("main mark"))?.scrollIntoView();
            }
        };
        open();
        new MutationObserver(open).observe(document.querySelector("main"), { childList: true, subtree: true });
    }

    // On the page that is printed the answers come last, each with a way there and back.
    function gatherAnswers() {
        const answers = [...document.querySelectorAll("main details.answer")];
        if (answers.length === 0) {
            return;
        }
        const end = document.createElement("section");
        end.className = "answers";
        end.innerHTML = "<h1 id=\"answers\">Answers</h1>";
        let chapter = null;
        for (const [at, details] of answers.entries()) {
            const title = titleBefore(details);
            if (title !== chapter) {
                chapter = title;
                const heading = document.createElement("h2");
                heading.textContent = title;
                end.append(heading);
            }
            end.append(moved(details, at + 1));
        }
        document.querySelector("main").append(end);
    }

    // The title of the chapter that an element is in: the last one before it.
    function titleBefore(element) {
        const isBefore = title => title.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
        return [...document.querySelectorAll("main h1")].filter(isBefore).at(-1)?.textContent ?? "";
    }

    // An answer as a part of the last pages, in place of which a link is left.
    function moved(details, number) {
        const link = (id, to) => {
            const link = document.createElement("a");
            Object.assign(link, { id, href: `#${to}`, textContent: `Answer ${number}` });
            return link;
        };
        const place = document.createElement("p"), answer = document.createElement("div"), head = document.createElement("p");
        place.className = "answer-link";
        place.append(link(`to-answer-${number}`, `answer-${number}`));
        details.querySelector("summary")?.remove();
        head.append(link(`answer-${number}`, `to-answer-${number}`));
        answer.append(head, ...details.childNodes);
        details.replaceWith(place);
        return answer;
    }

    // On paper everything is open, and afterwards as it was.
    let closed = [];
    addEventListener("beforeprint", () => {
        closed = [...document.querySelectorAll("main details:not([open])")];
        closed.forEach(details => { details.open = true; });
    });
    addEventListener("afterprint", () => {
        closed.forEach(details => { details.open = false; });
    });

    addEventListener("hashchange", revealNamed);
    addEventListener("DOMContentLoaded", () => {
        arrive();
        arrivals.disconnect();
        if (isPrint) {
            gatherAnswers();
        }
        if (new URLSearchParams(location.search).has("highlight")) {
            revealMarks();
        }
        revealNamed();
    });
})();
