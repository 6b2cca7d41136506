/* What Oscar's dashboard leaves undone: its pages load this after its own scripts. */
(function (words) {
    "use strict";
    // The editor that Oscar ships is used under its free licence; unsaid, it complains in the console.
    tinymce.overrideDefaults({license_key: "gpl"});
    // Oscar's order page calls a function that its own script no longer has.
    oscar.dashboard.orders.initTable = oscar.dashboard.orders.initTable || function () {};

    const all = (selector) => document.querySelectorAll(selector);
    // Its layout has no main part and its menu no name, which screen readers go by.
    all(".container-fluid").forEach((part) => part.setAttribute("role", "main"));
    all(".navbar-primary").forEach((menu) => menu.setAttribute("aria-label", words.menu));
    // A list of links that is said to be tabs, and is neither built nor used like them.
    all("ul[role=tablist]").forEach((list) => list.removeAttribute("role"));
    // Its pages in steps go from the first level of headings to the third.
    if (!document.querySelector("h2")) {
        all(".table-header h3").forEach((heading) => heading.setAttribute("aria-level", "2"));
    }
    // To sort by the tick says nothing, and the link has no words.
    all('th a[href="?sort=checkbox"]').forEach((link) => link.remove());

    // What is filled in within a table is named after its column; a tick after what its row leads to.
    const nameFields = () => {
        for (const field of all("table :is(td, th) input:not([id], [type=hidden], [aria-label])")) {
            const cell = field.closest("td, th");
            const column = cell.closest("table").querySelectorAll("tr:first-child th")[cell.cellIndex];
            const name = field.type === "checkbox" ? cell.parentElement.querySelector("td a[href]:not(:empty)") : column;
            field.setAttribute("aria-label", name?.textContent.trim() || words.all);
        }
        // One types into a box that its script puts beside the list, and that has no name.
        for (const field of all(".select2 .select2-search__field:not([aria-label])")) {
            const list = field.closest(".select2").previousElementSibling;
            field.setAttribute("aria-label", list.labels[0]?.textContent.trim() || words.all);
        }
    };
    nameFields();
    // Oscar's scripts put in more of them, such as the tick for all rows.
    new MutationObserver(nameFields).observe(document.body, {childList: true, subtree: true});
    // A table that is wider than a phone moves within its own box.
    for (const table of all(".container-fluid table.table")) {
        if (!table.parentElement.matches(".table-responsive, .table-container")) {
            const box = document.createElement("div");
            box.className = "table-responsive";
            table.replaceWith(box);
            box.append(table);
            // Without a link in it nobody could reach it by keyboard to move it.
            if (!box.querySelector("a[href], button, input, select")) {
                box.tabIndex = 0;
                box.setAttribute("role", "group");
                box.setAttribute("aria-label", table.caption?.textContent.trim() || document.title);
            }
        }
    }
})(document.currentScript.dataset);
