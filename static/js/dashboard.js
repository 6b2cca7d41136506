/* What Oscar's dashboard leaves undone: its pages load this after its own scripts. */
(function () {
    "use strict";
    // The editor that Oscar ships is used under its free licence; unsaid, it complains in the console.
    tinymce.overrideDefaults({license_key: "gpl"});
    // Oscar's order page calls a function that its own script no longer has.
    oscar.dashboard.orders.initTable = oscar.dashboard.orders.initTable || function () {};

    // Its layout has no main part, which keyboards and screen readers jump to.
    document.querySelector(".container-fluid")?.setAttribute("role", "main");
    // A row's tick is named after what the row leads to, and the tick of the head after the table.
    for (const tick of document.querySelectorAll("td input[type=checkbox]:not([id]), th input[type=checkbox]:not([id])")) {
        const row = tick.closest("tr");
        const named = tick.closest("th") ? tick.closest("table").caption : row.querySelector("a[href]:not(:empty)");
        if (named) {
            tick.setAttribute("aria-label", named.textContent.trim());
        }
    }
    // A table that is wider than a phone moves within its own box.
    for (const table of document.querySelectorAll(".container-fluid table.table")) {
        if (!table.parentElement.matches(".table-responsive, .table-container")) {
            const box = document.createElement("div");
            box.className = "table-responsive";
            table.replaceWith(box);
            box.append(table);
        }
    }
})();
