// The milliseconds that frames and ticks take after some keys: of each the median and the longest.
async keys => {
    const dashboard = dashboards[0], frames = [], ticks = [], draw = dashboard.draw.bind(dashboard), call = dashboard.call.bind(dashboard);
    const timed = (list, act) => (...given) => {
        const start = performance.now();
        act(...given);
        list.push(performance.now() - start);
    };
    dashboard.draw = timed(frames, draw), dashboard.call = timed(ticks, call);
    [...keys].forEach(key => dashboard.press(key));
    ticks.length = 0;
    await new Promise(done => setTimeout(done, 1500));
    const middle = list => list.sort((one, other) => one - other)[list.length >> 1];
    return [middle(frames), frames.at(-1), middle(ticks), ticks.at(-1)];
}
