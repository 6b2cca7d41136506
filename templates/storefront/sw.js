/* The shop without a network: a page that says so, and nothing else, is kept. Every answer comes from the network. */
"use strict";

const KEPT = {{ kept|safe }};
const CACHE = `offline-${KEPT.version}`;

self.addEventListener("install", (event) => {
    event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
    event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
    const {request} = event;
    if (request.method !== "GET") {
        return;
    }
    if (request.mode === "navigate" && request.destination === "document") {
        event.respondWith(fetch(request).catch(() => offlinePage(new URL(request.url).pathname)));
    } else if (KEPT.files.includes(new URL(request.url).pathname)) {
        event.respondWith(fetch(request).catch(() => kept(request.url)));
    }
});

// Without cookies, so that what is kept is nobody's own page.
async function keep() {
    const cache = await caches.open(CACHE);
    const addresses = [...Object.values(KEPT.pages), ...KEPT.files];
    await cache.addAll(addresses.map((address) => new Request(address, {cache: "reload", credentials: "omit"})));
}

async function forgetOlder() {
    const older = (await caches.keys()).filter((name) => name.startsWith("offline-") && name !== CACHE);
    await Promise.all(older.map((name) => caches.delete(name)));
}

function offlinePage(path) {
    const language = path.split("/")[1];
    return kept(KEPT.pages[language] ?? KEPT.pages[KEPT.first]);
}

async function kept(address) {
    return (await (await caches.open(CACHE)).match(address)) ?? Response.error();
}
