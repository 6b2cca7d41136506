/* Lets the phone keep the page that it shows without a network. Where it may not, nothing else changes. */
if ("serviceWorker" in navigator && window.isSecureContext) {
    window.addEventListener("load", () => {
        navigator.serviceWorker.register("/sw.js");
    });
}
