// The network that learns: plays, goes on by one step, and begins again. The figure is drawn as all that move are, in figures.js.
"use strict";

(() => {
    // The widest that it is drawn, in pixels: two panels side by side.
    const WIDEST = 760;
    // Steps of a frame, from a step on: at first every one can be seen.
    const PACE = [[0, 1], [100, 4], [500, 10]];

    const button = (text, onclick) => Object.assign(document.createElement("button"), { type: "button", textContent: text, onclick });

    const learning = moving => {
        let isPlaying = false, isSeen = true;
        const step = () => moving.values[1];
        const last = () => moving.controls[1].to;
        const go = to => moving.change([moving.values[0], to]);

        const play = button("Play", () => {
            if (isPlaying) {
                stop();
                return;
            }
            isPlaying = true;
            play.textContent = "Pause";
            // As the book shows it, it has learned already.
            const isFirst = moving.values.every((value, index) => value === moving.starts[index]);
            if (isFirst || step() >= last()) {
                go(0);
            }
            requestAnimationFrame(tick);
        });
        const stop = () => {
            isPlaying = false;
            play.textContent = "Play";
        };
        const tick = () => {
            if (!isPlaying) {
                return;
            }
            if (step() >= last()) {
                stop();
            } else if (isSeen && moving.frame === undefined) {
                go(step() + PACE.findLast(([from]) => step() >= from)[1]);
            }
            requestAnimationFrame(tick);
        };
        const one = button("One step", () => {
            stop();
            go(step() + 1);
        });
        const again = button("Start again", () => go(0));

        // Asked for at each frame it would have the page laid out each time.
        const measured = () => Math.min(moving.figure.clientWidth, WIDEST);
        let width = measured();

        return {
            width: () => width,
            opened(panel, reset) {
                reset.textContent = "As in the book";
                reset.addEventListener("click", stop);
                const row = document.createElement("p");
                row.className = "moving-help moving-play";
                row.append(play, " ", one, " ", again);
                // Above the drawing, which is higher than a telephone.
                panel.prepend(row, panel.querySelector(".moving-controls"), moving.lines);
                const [data, steps] = moving.sliders;
                // Other data are learned from the first step on.
                data.input.addEventListener("input", () => moving.change([Number(data.input.value), 0]));
                steps.input.addEventListener("input", stop);
                new IntersectionObserver(entries => isSeen = entries.at(-1).isIntersecting).observe(moving.svg);
                new ResizeObserver(() => {
                    if (measured() !== width) {
                        width = measured();
                        moving.change(moving.values);
                    }
                }).observe(moving.figure);
            },
        };
    };

    window.movingParts = { ...window.movingParts, learned: learning };
})();
