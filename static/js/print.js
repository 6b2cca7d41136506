// The button that opens the browser's own printing; without scripts the browser's menu does it.
for (const button of document.querySelectorAll("[data-print]")) {
    button.disabled = false;
    button.addEventListener("click", () => window.print());
}
