// A row that scrolls sideways shows the whole of what has the focus: browsers are content with a part of it.
document.addEventListener("focusin", ({ target }) => {
    if (!target.closest(".strip, .aisle-strip")) return;
    (target.closest("li") ?? target).scrollIntoView({ block: "nearest", inline: "nearest" });
});
