/* Applies a file piece by piece without leaving the page; the button stops it and lets it go on. */
(() => {
    const form = document.querySelector("[data-sheet-progress]"), button = form.querySelector("button");
    const label = form.querySelector("[role=status]"), bar = form.querySelector("progress"), go = button.textContent;
    let runs = false;
    const piece = async () => {
        const answer = await fetch(location.pathname, { method: "POST", body: new FormData(form) });
        if (!answer.ok) throw new Error(answer.status);
        const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-sheet-progress]");
        if (!next) return false;
        form.elements.seen.value = next.elements.seen.value;
        bar.value = next.querySelector("progress").value;
        label.textContent = next.querySelector("[role=status]").textContent;
        return true;
    };
    const run = async () => {
        runs = true;
        button.textContent = form.dataset.stop;
        try {
            while (runs) if (!await piece()) return location.replace(location.pathname);
        } catch { label.textContent = form.dataset.failed; }
        runs = button.disabled = false;
        button.textContent = go;
    };
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        // Stopping waits for the piece that is on its way.
        if (runs) { runs = false; button.disabled = true; } else run();
    });
    if ("runs" in form.dataset) run();
})();
