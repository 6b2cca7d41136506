/* Looks whether the money for an order has come, and shows the page anew once it has; copies what is to be typed. */
(() => {
    const block = document.querySelector("[data-money-state]");
    if (!block) return;
    const until = Date.parse(block.dataset.until), often = 5000, seldom = 60000;
    let pause = often, next;
    const look = async () => {
        clearTimeout(next);
        // At the deadline the page is shown anew once, and says what is so then.
        if (Date.now() > until) return location.reload();
        if (!document.hidden) {
            try {
                const answer = await fetch(block.dataset.moneyState);
                if (answer.status === 200) return location.reload();
                pause = answer.status === 204 ? Math.min(pause * 1.1, seldom / 2) : seldom;
            } catch { pause = seldom; }
        }
        next = setTimeout(look, pause);
    };
    if (Date.now() < until) next = setTimeout(look, pause);
    // Back from the bank's app: the money may be there.
    document.addEventListener("visibilitychange", () => {
        if (!document.hidden && Date.now() < until) { pause = often; look(); }
    });
    const said = block.querySelector("[data-copied]").dataset.copied;
    for (const button of block.querySelectorAll("[data-copy]")) {
        if (!navigator.clipboard) break;
        button.hidden = false;
        button.addEventListener("click", async () => {
            await navigator.clipboard.writeText(button.dataset.copy);
            const words = [...button.childNodes].map((node) => node.cloneNode(true));
            button.textContent = said;
            setTimeout(() => button.replaceChildren(...words), 2000);
        });
    }
})();
