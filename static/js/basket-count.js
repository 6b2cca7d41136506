/* Shows how many things are in the basket: pages are the same for everybody, so the number comes from a cookie. */
(() => {
    const found = document.cookie.match(/(?:^|;\s*)basket_count=(\d{1,6})/);
    const count = found ? Number(found[1]) : 0;
    for (const badge of document.querySelectorAll("[data-basket-count]")) {
        badge.textContent = count > 99 ? "99+" : String(count);
        badge.hidden = count === 0;
    }
})();
