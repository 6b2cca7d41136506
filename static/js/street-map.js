// Lays street tiles over the drawing of the province. The drawing is there first and stays until a tile has
// come; where none comes (no network, a wrong address) it is never covered.
(() => {
    const figure = document.querySelector("[data-tiles]");
    const drawing = figure?.querySelector("svg");
    const pins = [...(figure?.querySelectorAll(".sketch-map__pin") ?? [])];
    if (!drawing || !window.L) return;

    const place = document.createElement("div");
    place.className = "street-map";
    figure.append(place);
    const size = () => { place.style.blockSize = `${drawing.getBoundingClientRect().height}px`; };
    size();

    const map = L.map(place, { scrollWheelZoom: false, attributionControl: true });
    map.attributionControl.setPrefix(false);
    const positionOf = (mark) => mark.dataset.at.split(",").map(Number);
    const positions = pins.map(positionOf);
    if (positions.length) map.fitBounds(positions, { padding: [40, 40], maxZoom: 14 });
    else map.setView([21.7, 103], 8);

    pins.forEach((pin, at) => {
        const name = pin.getAttribute("aria-label");
        const number = Object.assign(document.createElement("span"), { className: "street-map__number", textContent: name.split(".")[0] });
        const icon = L.divIcon({ className: "street-map__pin", html: number, iconSize: [44, 44] });
        const marker = L.marker(positions[at], { icon, alt: name, title: name }).addTo(map);
        // A divIcon's alt is no name for a machine that reads aloud.
        marker.getElement().setAttribute("aria-label", name);
        marker.getElement().setAttribute("role", "link");
        marker.on("click", () => { location.hash = pin.getAttribute("href"); });
        marker.on("keypress", ({ originalEvent }) => {
            if (originalEvent.key === "Enter") location.hash = pin.getAttribute("href");
        });
    });

    // Points on the list's other pages, for who points at them.
    figure.querySelectorAll(".sketch-map__dots a").forEach((dot) => {
        L.circleMarker(positionOf(dot), { radius: 6, className: "street-map__dot" })
            .bindTooltip(dot.textContent.trim())
            .on("click", () => { location.assign(dot.getAttribute("href")); })
            .addTo(map);
    });

    if (figure.dataset.here) {
        L.circleMarker(figure.dataset.here.split(",").map(Number), { radius: 9, interactive: false }).addTo(map);
    }

    const tiles = L.tileLayer(figure.dataset.tiles, { attribution: figure.dataset.attribution, maxZoom: 19 });
    tiles.once("tileload", () => {
        place.classList.add("street-map--ready");
        const caption = figure.querySelector("figcaption");
        caption.textContent = caption.dataset.overStreets;
        drawing.setAttribute("inert", "");
        drawing.setAttribute("aria-hidden", "true");
        addEventListener("resize", () => { size(); map.invalidateSize(); });
    });
    tiles.addTo(map);
})();
