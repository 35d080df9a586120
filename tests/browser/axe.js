// What keeps someone from reading the page, as axe-core finds it: pairs of what it is and where it is.
axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => {
    const found = new Map();
    for (const { id, impact, help, nodes } of violations) {
        if (impact !== 'serious' && impact !== 'critical') continue;
        for (const { target, failureSummary } of nodes) {
            const fault = `${id} (${impact}): ${help}. ${failureSummary.replace(/\s+/g, ' ')}`;
            found.set(fault, [...found.get(fault) ?? [], target.flat().join(' ')]);
        }
    }
    return [...found].map(([fault, targets]) =>
        [fault, `${targets.length} times: ${targets.slice(0, 3).join(', ')}`]);
})
