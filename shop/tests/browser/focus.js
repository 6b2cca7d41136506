// What a person at the keyboard sees of the focus: null on no element, else the element and what is wrong with it.
() => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const labels = [...(element.labels ?? [])];
    const around = element.closest("label, .card, li, summary");
    const marked = [...new Set([element, ...labels, around].filter(Boolean))];
    const parts = marked.flatMap((node) => ["", "::before", "::after"].map((pseudo) => [node, pseudo]));
    const styles = () => parts.map(([node, pseudo]) => ({ ...pick(getComputedStyle(node, pseudo || null)) }));
    const pick = ({ outlineStyle, outlineWidth, outlineColor, boxShadow, content }) => (
        { outlineStyle, outlineWidth, outlineColor, boxShadow, content }
    );

    const isOutlined = (style) =>
        style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
        && !/^rgba\(.*, 0\)$|^transparent$/.test(style.outlineColor);
    // A shadow counts only where it is not there at rest.
    const isShadowed = () => {
        const focused = styles();
        element.blur();
        const resting = styles();
        element.focus({ preventScroll: true });
        return focused.some((style, place) => style.boxShadow !== "none" && style.boxShadow !== resting[place].boxShadow);
    };

    // The first line of a link that runs over several; a field that only its label shows is where its label is.
    const boxOf = (node) => [...node.getClientRects()].find((box) => box.width > 1 && box.height > 1);
    const shown = [element, ...labels, around].filter(Boolean).find(boxOf);
    const isSeen = () => {
        if (!shown) return "has no box";
        const box = boxOf(shown);
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return `lies outside the window at ${x}, ${y}`;
        const hit = document.elementFromPoint(x, y);
        const own = marked.some((node) => node.contains(hit)) || (hit !== document.body && hit?.contains(element));
        return own ? null : `is under ${hit?.outerHTML.slice(0, 80)}`;
    };

    const faults = [isSeen()];
    if (!styles().some(isOutlined) && !isShadowed()) faults.push("shows no focus");
    const seen = (window.seenByKeyboard ??= new Set());
    const isNew = !seen.has(element);
    seen.add(element);
    return { html: element.outerHTML.slice(0, 120), isNew, faults: faults.filter(Boolean) };
}
