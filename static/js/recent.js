/* The last products that were looked at: kept on this device alone, shown again by the shop. */
(() => {
    const section = document.querySelector("[data-recent]"), KEY = "recent", MOST = 8;
    let seen = [];
    try { seen = [].concat(JSON.parse(localStorage.getItem(KEY)) ?? []).filter(Number.isSafeInteger); } catch {}
    const here = Number(section.dataset.recent);
    const others = seen.filter((id) => id !== here).slice(0, MOST);
    try { if (here) localStorage.setItem(KEY, JSON.stringify([here, ...others].slice(0, MOST))); } catch { return; }
    section.querySelector("button").addEventListener("click", () => {
        localStorage.removeItem(KEY);
        section.hidden = true;
        document.getElementById("main").focus();
    });
    if (others.length) fetch(`${section.dataset.from}?ma=${others}`).then((answer) => answer.ok ? answer.text() : "").then((cards) => {
        section.lastElementChild.innerHTML = cards;
        section.hidden = !cards.trim();
    }, () => {});
})();
