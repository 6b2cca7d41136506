// Adds "use my position" to the locator's form, which works without it. The position is rounded to about a
// hundred metres before it goes into the address, which is all that a list by distance needs.
(() => {
    const form = document.querySelector("[data-locator]");
    const button = form?.querySelector("[data-locator-button]");
    if (!button) return;
    if (!navigator.geolocation) {
        button.hidden = true;
        return;
    }

    const message = form.querySelector("[data-locator-message]");
    const position = form.querySelector("[data-locator-position]");

    const show = ({ coords }) => {
        position.value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`;
        position.disabled = false;
        form.elements.noi.value = "";
        form.querySelector("[data-locator-commune]")?.remove();
        form.requestSubmit();
    };
    const fail = () => {
        button.disabled = false;
        message.textContent = button.dataset.failed;
    };

    button.classList.add("locator__here--ready");
    button.addEventListener("click", () => {
        button.disabled = true;
        message.textContent = button.dataset.asking;
        navigator.geolocation.getCurrentPosition(show, fail, { timeout: 10000, maximumAge: 60000 });
    });
})();
