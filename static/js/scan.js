// Reads bar codes and QR codes from the camera where the browser can, and fills them into the page's field.
// Elsewhere the same button takes a photograph, which the server reads. Without scripts, that form alone is there.
(() => {
    const KINDS = ["ean_13", "ean_8", "upc_a", "upc_e", "code_128", "itf", "data_matrix", "qr_code"];
    const scan = document.querySelector("[data-scan]");
    if (!scan) return;
    const field = document.querySelector("[data-scan-field]");
    const [fold, live, video] = ["details", "dialog", "video"].map((name) => scan.querySelector(name));
    const message = scan.querySelector("[data-scan-message]"), photo = fold.querySelector("form");
    const file = photo.elements.photograph;
    let detector;

    const readable = async () => {
        if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
        const known = await BarcodeDetector.getSupportedFormats();
        const formats = KINDS.filter((kind) => known.includes(kind));
        if (formats.length) detector = new BarcodeDetector({ formats });
    };
    const look = async () => {
        while (live.open) {
            const [code] = video.readyState < 2 ? [] : await detector.detect(video);
            if (code) return code.rawValue;
            await new Promise((done) => setTimeout(done, 150));
        }
    };
    const open = async () => {
        live.showModal();
        try {
            const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
            // Closed while the browser asked whether it may.
            if (!live.open) return stream.getTracks().forEach((track) => track.stop());
            video.srcObject = stream;
            await video.play();
            const code = await look();
            if (!code) return;
            navigator.vibrate?.(80);
            live.close();
            field.value = code;
            field.form.requestSubmit();
        } catch {
            if (!live.open) return;
            live.close();
            message.textContent = scan.dataset.failed;
            message.hidden = false;
            fold.open = true;
        }
    };
    live.addEventListener("close", () => {
        video.srcObject?.getTracks().forEach((track) => track.stop());
        video.srcObject = null;
    });
    fold.querySelector("summary").addEventListener("click", (event) => {
        if (fold.open) return;
        event.preventDefault();
        if (detector) open(); else file.click();
    });

    // A telephone's photograph has several megabytes; a code can be read in a tenth of them.
    const smaller = async (picture) => {
        const bitmap = await createImageBitmap(picture);
        const scale = Math.min(1, 1600 / Math.max(bitmap.width, bitmap.height));
        const canvas = Object.assign(document.createElement("canvas"), { width: bitmap.width * scale, height: bitmap.height * scale });
        canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
        const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
        const files = new DataTransfer();
        files.items.add(new File([blob], "code.jpg", { type: blob.type }));
        file.files = files.files;
    };
    file.addEventListener("change", async () => {
        if (!file.files.length) return;
        // What the browser cannot decode goes as it is: the server knows more formats.
        await smaller(file.files[0]).catch(() => {});
        photo.requestSubmit();
    });
    readable();
})();
