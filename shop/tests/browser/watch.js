// Runs in every page that a test opens, before anything of the page: notes what no one would see by looking,
// and answers what a picture does not tell (`window.watched`).
(() => {
    const shifts = [];
    const SKIPPED = new Set(["SELECT", "OPTION", "DATALIST", "TEXTAREA", "SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE"]);
    const CLIPS = new Set(["hidden", "clip"]);
    const SCROLLS = new Set(["auto", "scroll"]);

    document.addEventListener("securitypolicyviolation", (event) => {
        const where = `${event.blockedURI} ${event.sourceFile ?? ""}:${event.lineNumber}`;
        console.error(`securitypolicyviolation: ${event.violatedDirective} ${where}`);
    });

    const name = (element) => {
        if (!element?.tagName) return "text";
        const id = element.id ? `#${element.id}` : "";
        const classes = [...element.classList].slice(0, 2).map((one) => `.${one}`).join("");
        const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
        return `${element.tagName.toLowerCase()}${id}${classes}${words ? ` “${words}”` : ""}`;
    };

    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
            if (entry.hadRecentInput) continue;
            shifts.push({ value: entry.value, what: entry.sources.map((source) => name(source.node)) });
        }
    }).observe({ type: "layout-shift", buffered: true });

    const pause = (ms) => new Promise((done) => setTimeout(done, ms));
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const loaded = (image) => new Promise((done) => {
        if (image.complete || !image.checkVisibility()) return done();
        image.addEventListener("load", done, { once: true });
        image.addEventListener("error", done, { once: true });
    });

    // Down to the end and up again, as a reader would, until all pictures are there and nothing moves.
    const settle = async () => {
        await document.fonts.ready;
        for (let y = 0; y < document.documentElement.scrollHeight; y += window.innerHeight) {
            window.scrollTo({ top: y, behavior: "instant" });
            await frame();
        }
        await Promise.race([Promise.all([...document.images].map(loaded)), pause(5000)]);
        await frame();
        window.scrollTo({ top: 0, behavior: "instant" });
        await frame();
        await pause(60);
    };

    const isOutOfSight = (element) => {
        if (!element.checkVisibility({ visibilityProperty: true })) return true;
        if (element.closest(".visually-hidden, [data-clamped]")) return true;
        const { width, height } = element.getBoundingClientRect();
        return width <= 1 || height <= 1 || /inset\(50%/.test(getComputedStyle(element).clipPath);
    };

    const isInside = (element, overflows) => {
        for (let above = element.parentElement; above && above !== document.body; above = above.parentElement) {
            if (overflows.has(getComputedStyle(above).overflowX)) return true;
        }
        return false;
    };

    // The box of an element with its own words, which may be wider than it.
    const extent = (element) => {
        const box = element.getBoundingClientRect(), range = document.createRange();
        let { left, right } = box;
        // One that scrolls or clips keeps its words to itself.
        if (getComputedStyle(element).overflowX !== "visible") return { left, right };
        for (const node of element.childNodes) {
            if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
            range.selectNodeContents(node);
            const words = range.getBoundingClientRect();
            left = Math.min(left, words.left);
            right = Math.max(right, words.right);
        }
        return { left, right };
    };

    // Also what a hidden overflow of the body would conceal. Wholly off to the left is a way of hiding.
    const wide = () => {
        const found = [], room = window.innerWidth;
        const past = document.documentElement.scrollWidth - room;
        for (const element of document.body.querySelectorAll("*")) {
            const { left, right } = extent(element);
            const sticksOut = right > room + 1 || (left < -1 && right > 0);
            if (!sticksOut || element.ownerSVGElement || isOutOfSight(element)) continue;
            if (isInside(element, SCROLLS) || isInside(element, CLIPS)) continue;
            if (!found.some((other) => other.contains(element))) found.push(element);
        }
        const words = found.map((element) => `sticks out sideways: ${name(element)}`);
        return past > 0 ? [`wider than the window by ${past} px`, ...words] : words;
    };

    const textOutside = (element, acrossX, acrossY) => {
        const box = element.getBoundingClientRect(), range = document.createRange();
        const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        while (words.nextNode()) {
            const parent = words.currentNode.parentElement;
            if (!words.currentNode.data.trim() || SKIPPED.has(parent.tagName) || isOutOfSight(parent)) continue;
            range.selectNodeContents(words.currentNode);
            for (const { left, right, top, bottom } of range.getClientRects()) {
                if (acrossX && (right > box.right + 1 || left < box.left - 1)) return true;
                // A line's box may be taller than its letters; half of it outside is letters cut off.
                const slack = Math.max(1, (bottom - top) / 4);
                if (acrossY && (bottom > box.bottom + slack || top < box.top - slack)) return true;
            }
        }
        return false;
    };

    const clipped = () => {
        const found = [];
        for (const element of document.body.querySelectorAll("*")) {
            if (!(element instanceof HTMLElement) || SKIPPED.has(element.tagName)) continue;
            const style = getComputedStyle(element);
            const acrossX = CLIPS.has(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
            const acrossY = CLIPS.has(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
            if (!(acrossX || acrossY) || isOutOfSight(element)) continue;
            if (textOutside(element, acrossX, acrossY)) found.push(`text is cut off in ${name(element)}`);
        }
        return found;
    };

    const broken = () => [...document.images]
        .filter((image) => image.complete && image.naturalWidth === 0 && image.checkVisibility())
        .map((image) => `a picture is not there: ${image.getAttribute("src")}`);

    // The room of each picture, beside that of the same one of which nothing has come yet. A shift is seen only
    // where the picture happens to come late and in sight; this is seen always.
    const unkept = () => [...document.images]
        .filter((image) => image.complete && image.naturalWidth && image.checkVisibility())
        .flatMap((image) => {
            const { width, height } = image.getBoundingClientRect();
            const picture = image.closest("picture"), there = picture ?? image;
            // Made anew: a copy of the element would come with what it has loaded.
            const awaited = document.createElement("img");
            for (const { name, value } of image.attributes) {
                if (!["src", "srcset", "loading"].includes(name)) awaited.setAttribute(name, value);
            }
            awaited.src = "/awaited";
            const whole = picture?.cloneNode(false) ?? awaited;
            if (picture) whole.append(awaited);
            there.replaceWith(whole);
            const before = awaited.getBoundingClientRect();
            whole.replaceWith(there);
            if (Math.abs(before.width - width) < 1 && Math.abs(before.height - height) < 1) return [];
            const sizes = `${before.width} × ${before.height} px, then ${width} × ${height} px`;
            return [`a picture takes ${sizes}: ${image.getAttribute("src")}`];
        });

    const shifted = () => ({
        sum: shifts.reduce((sum, shift) => sum + shift.value, 0),
        what: [...new Set(shifts.flatMap((shift) => shift.what))],
    });

    window.watched = { settle, wide, clipped, broken, shifted, unkept };
})();
