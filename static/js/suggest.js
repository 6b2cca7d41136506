// Suggestions under the search box, as one types. Without it the box is a plain form.
for (const form of document.querySelectorAll("[data-suggest]")) {
    const input = form.querySelector("input[type=search]");
    const list = Object.assign(document.createElement("ul"), { className: "search-box__list", id: `${input.id}-list`, hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0].textContent);
    form.append(list);
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
    let asked = "", timer, chosen = -1;

    const show = (isOpen) => {
        list.hidden = !isOpen;
        input.setAttribute("aria-expanded", isOpen);
        if (!isOpen) choose(-1);
    };
    const choose = (number) => {
        chosen = number;
        [...list.children].forEach((option, at) => option.setAttribute("aria-selected", at === number));
        if (number < 0) input.removeAttribute("aria-activedescendant");
        else input.setAttribute("aria-activedescendant", list.children[number].id);
    };
    const option = ({ kind, name, url }, at) => {
        const row = Object.assign(document.createElement("li"), { className: "search-box__option", id: `${list.id}-${at}` });
        row.setAttribute("role", "option");
        row.dataset.url = url;
        row.append(Object.assign(document.createElement("span"), { textContent: name }), Object.assign(document.createElement("span"), { className: "search-box__kind", textContent: kind }));
        return row;
    };
    const ask = async () => {
        const words = input.value.trim();
        if (words === asked) return;
        asked = words;
        if (words.length < 2) return show(false);
        const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}`).catch(() => null);
        if (!answer?.ok || words !== asked) return;
        list.replaceChildren(...(await answer.json()).suggestions.map(option));
        show(list.children.length > 0 && document.activeElement === input);
    };
    input.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(ask, 150);
    });
    input.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !list.hidden) {
            event.preventDefault();
            show(false);
        } else if (["ArrowDown", "ArrowUp"].includes(event.key) && list.children.length) {
            event.preventDefault();
            show(true);
            const last = list.children.length - 1, next = chosen + (event.key === "ArrowDown" ? 1 : -1);
            choose(next > last ? -1 : next < -1 ? last : next);
        } else if (event.key === "Enter" && chosen >= 0) {
            event.preventDefault();
            location.assign(list.children[chosen].dataset.url);
        }
    });
    list.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        const row = event.target.closest("[data-url]");
        if (row) location.assign(row.dataset.url);
    });
    input.addEventListener("blur", () => show(false));
}
