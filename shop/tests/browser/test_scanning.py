"""Codes are scanned with a telephone: by its camera where the browser reads codes, else in a photograph."""

import re

import pytest
from playwright.sync_api import expect

from catalog.pictures.tests.photographs import bytes_of
from catalog.trace.tests.labels import Kind, a_label, photographed
from shop.demo.accounts import seller_email
from shop.forks.partner.models import StockRecord

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [360], indirect=True)]
HERE = "muong-lay"
#: This Chromium reads no codes. What a telephone's does: it finds one as soon as the camera shows something.
READS_CODES = """
window.BarcodeDetector = class {
    static async getSupportedFormats() { return ["ean_13", "qr_code", "pdf417"]; }
    constructor({ formats }) { window.looksFor = formats; }
    async detect(video) { return video.videoWidth ? [{ rawValue: "%s" }] : []; }
};
"""
#: A camera that shows a picture of its own making.
CAMERA = """
window.tracks = [];
navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement("canvas"), stream = canvas.captureStream(10);
    canvas.getContext("2d").fillRect(0, 0, 300, 150);
    setInterval(() => canvas.getContext("2d").fillRect(0, 0, 300, 150), 50);
    window.tracks.push(...stream.getTracks());
    return stream;
};
"""
NO_CAMERA = (
    "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError'); };"
)
SCAN = "Quét bằng máy ảnh"


@pytest.fixture
def record(sample_shop):
    return StockRecord.objects.filter(partner__code=HERE, product__components=None).order_by("pk")[0]


@pytest.fixture
def shelves(someone, record):
    """Somebody of the point at its shelves, with a telephone of which the scripts make what they say."""

    def arrive(*scripts, **options):
        person = someone(has_touch=True, is_mobile=True, **options)
        for script in scripts:
            person.page.add_init_script(script)
        person.signs_in(seller_email(HERE))
        return person, person.open(f"/quay/diem/{HERE}/kho/")

    return arrive


def shelf_of(record):
    return re.compile(rf"/quay/diem/{HERE}/kho/{record.pk}/$")


def a_photograph_of(record):
    """As a telephone's camera hands it over."""
    label = photographed(a_label(record.partner_sku, Kind.QRCode)).resize((4000, 3000))
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": bytes_of(label, "JPEG")}


def test_what_the_camera_sees_is_looked_up_and_the_camera_goes_off(shelves, record):
    person, page = shelves(READS_CODES % record.partner_sku, CAMERA)
    assert page.evaluate("window.looksFor") == ["ean_13", "qr_code"]
    page.evaluate("addEventListener('pagehide', () => sessionStorage.left = tracks.map(t => t.readyState))")
    page.get_by_text(SCAN).tap()
    expect(page).to_have_url(shelf_of(record))
    assert page.evaluate("sessionStorage.left") == "ended"


def test_the_camera_is_closed_by_its_button_and_by_escape(shelves, record):
    never = READS_CODES.replace("video.videoWidth ?", "false ?") % ""
    person, page = shelves(never, CAMERA)
    live = page.get_by_role("dialog", name=SCAN)
    for close in (
        lambda: page.get_by_role("button", name="Đóng máy ảnh").tap(),
        lambda: page.keyboard.press("Escape"),
    ):
        page.get_by_text(SCAN).tap()
        expect(live).to_be_visible()
        page.wait_for_function("() => document.querySelector('video').videoWidth > 0")
        person.finds_no_barrier()
        close()
        expect(live).to_be_hidden()
    assert page.evaluate("tracks.map(track => track.readyState)") == ["ended", "ended"]


def test_who_does_not_let_the_camera_on_is_offered_a_photograph(shelves, record):
    _person, page = shelves(READS_CODES % "", NO_CAMERA)
    page.get_by_text(SCAN).tap()
    expect(page.get_by_role("alert")).to_contain_text("Không dùng được máy ảnh ở đây")
    page.get_by_label("Ảnh chụp mã vạch hoặc mã QR").set_input_files(a_photograph_of(record))
    expect(page).to_have_url(shelf_of(record))


def test_a_browser_that_reads_no_codes_takes_a_photograph_at_once(shelves, record):
    _person, page = shelves()
    with page.expect_file_chooser() as chooser:
        page.get_by_text(SCAN).tap()
    photograph = a_photograph_of(record)
    with page.expect_request(lambda request: request.method == "POST") as sent:
        chooser.value.set_files(photograph)
    expect(page).to_have_url(shelf_of(record))
    assert int(sent.value.all_headers()["content-length"]) < len(photograph["buffer"]) / 2


def test_without_scripts_the_photograph_is_sent_by_a_button(shelves, record):
    _person, page = shelves(javascript=False)
    page.get_by_text(SCAN).tap()
    page.get_by_label("Ảnh chụp mã vạch hoặc mã QR").set_input_files(a_photograph_of(record))
    page.get_by_role("button", name="Đọc mã").tap()
    expect(page).to_have_url(shelf_of(record))
