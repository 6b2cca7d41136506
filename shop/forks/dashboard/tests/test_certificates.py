"""The office at certificates: what ends soon, and every step in one form."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from catalog.certification.expiry import send_expiry_notices
from catalog.certification.models import Certificate, ExpiryNotice
from catalog.pictures.tests.photographs import an_upload
from catalog.products.models import Product
from shop.accounts.models import User
from shop.forks.dashboard.tests.office import a_superuser
from shop.tests.worlds import NOW, a_producer, a_product, certify

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOW)
LIST = "/quan-tri/certificates/"


@pytest.fixture(autouse=True)
def _at_now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def office(client):
    """A browser of the office."""
    client.force_login(a_superuser())
    return client


def ending_in(days, title, **values):
    ends = TODAY + timedelta(days=days)
    product = a_product(title, producer=values.pop("producer", None))
    return certify(product, issued=ends - timedelta(days=1095), ends_date=ends, **values)


def listed(office, **query):
    soup = BeautifulSoup(office.get(LIST, query).content, "html.parser")
    return [link.text for link in soup.select('td a[href*="/certificates/product/"]')]


def step(name, pk):
    return reverse(f"dashboard:certificate-{name}", kwargs={"pk": pk})


def a_paper(**changes):
    values = {
        "number": "09/GCN",
        "stars": "3",
        "score": "",
        "issued_date": "2026-11-01",
        "ends_date": "",
        "issuer": "UBND tỉnh Điện Biên",
        "issuer_level": "province",
        "decision_number": "12/QĐ-UBND",
        "decision_date": "2026-10-30",
        "reason": "Theo quyết định 12",
    }
    return {**values, **changes}


def test_each_tab_shows_its_own(office):
    ending_in(90, "Chín mươi")
    ending_in(30, "Ba mươi")
    ending_in(60, "Sáu mươi")
    ending_in(-1, "Hôm qua")
    ending_in(200, "Thu hồi", withdrawn_at=NOW, withdrawal_reason="Sai nhãn")
    ending_in(91, "Còn lâu")
    followed = ending_in(10, "Đã cấp lại")
    certify(followed.product, issued=TODAY)

    assert listed(office) == listed(office, tab="90") == ["Ba mươi", "Sáu mươi", "Chín mươi"]
    assert listed(office, tab="60") == ["Ba mươi", "Sáu mươi"]
    assert listed(office, tab="30") == ["Ba mươi"]
    assert listed(office, tab="ended") == ["Hôm qua"]
    assert listed(office, tab="withdrawn") == ["Thu hồi"]
    assert len(listed(office, tab="all")) == 8


@pytest.mark.parametrize("typed", ["tra shan", "SHAN trà", "07/gcn", "doi moi"])
def test_words_find_number_product_and_producer_marks_or_not(office, typed):
    maker = a_producer("Hợp tác xã Đổi Mới")
    certify(a_product("Trà shan tuyết", producer=maker), number="07/GCN")
    certify(a_product("Cà phê"))

    assert listed(office, tab="all", q=typed) == ["Trà shan tuyết"]


@pytest.mark.parametrize("query", [{"tab": "x"}, {"page": "9" * 30}, {"q": "\x00"}, {"q": "%'"}])
def test_nonsense_in_the_address_is_no_fault(office, query):
    assert office.get(LIST, query).status_code == 200


def test_the_list_asks_as_often_however_long_it_is(office, django_assert_num_queries):
    for number in range(3):
        ending_in(number, f"Trà {number}", producer=a_producer(f"Hộ {number}"))
    with django_assert_num_queries(10) as first:
        office.get(LIST)
    for number in range(20):
        ending_in(number, f"Chè {number}", producer=a_producer(f"HTX {number}"))
    with django_assert_num_queries(len(first)):
        office.get(LIST)


def test_stars_are_awarded_in_one_form_with_a_picture_of_the_paper(office):
    product = a_product("Trà shan tuyết")

    answer = office.post(step("award", product.pk), a_paper(scan=an_upload(name="giay.jpg")), follow=True)

    certificate = Certificate.objects.get()
    assert (certificate.stars, certificate.ends_date) == (3, date(2029, 11, 1))
    assert certificate.scan.title == "09/GCN"
    said = BeautifulSoup(answer.content, "html.parser").text
    assert "office@example.com" in said
    assert "Theo quyết định 12" in said
    assert "12/QĐ-UBND" in said


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("award", {"score": "75"}, "từ 50 đến dưới 70 điểm"),
        ("award", {"issuer_level": "district"}, "do cấp tỉnh công nhận"),
        ("award", {"reason": ""}, "Xin điền ô này"),
        ("award", {"issued_date": "hôm qua"}, "Ngày ghi chưa đúng"),
        ("rerate", {}, "Không có giấy chứng nhận nào để tiếp nối"),
        ("award", {"number": "\x00"}, "ký tự"),
        ("award", {"stars": "6"}, "6"),
        ("award", {"scan": SimpleUploadedFile("giay.jpg", b"MZ no picture")}, "ảnh"),
    ],
)
def test_what_is_refused_is_said_and_nothing_typed_is_lost(office, name, changes, words):
    product = a_product()

    answer = office.post(step(name, product.pk), a_paper(**changes))

    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    assert words in " ".join(error.text for error in soup.select(".error-block, .alert-danger"))
    assert soup.select_one('[name="issuer"]')["value"] == "UBND tỉnh Điện Biên"
    assert not Certificate.objects.exists()


def test_rated_again_raised_and_withdrawn(office):
    product = a_product(stars=3)
    office.post(step("rerate", product.pk), a_paper(number="10/GCN"))
    office.post(step("raise", product.pk), a_paper(number="11/GCN", stars="4"))
    latest = product.certificates.latest_first().first()
    office.post(step("withdraw", latest.pk), {"reason": "Sai nhãn"})

    latest.refresh_from_db()
    assert (latest.number, latest.stars, latest.withdrawal_reason) == ("11/GCN", 4, "Sai nhãn")
    again = office.post(step("withdraw", latest.pk), {"reason": "Sai nhãn"})
    assert "đã bị thu hồi" in again.content.decode()


def test_a_picture_is_added_later_and_judged_by_its_content(office):
    certificate = certify(a_product())
    fake = SimpleUploadedFile("giay.jpg", b"<svg onload=alert(1)>")

    assert office.post(step("scan", certificate.pk), {"scan": fake}).status_code == 200
    assert office.post(step("scan", certificate.pk), {"scan": an_upload()}).status_code == 302

    certificate.refresh_from_db()
    assert certificate.scan
    assert certificate.events.get().kind == "scanned"


def test_the_office_chooses_what_becomes_of_a_lapsed_product(office):
    product = ending_in(-5, "Trà hết hạn").product
    office.post(
        step("when-lapsed", product.pk),
        {"when_lapsed": "withdraw_from_sale", "reason": "Chỉ bán hàng có sao"},
    )

    assert Product.objects.get().when_lapsed == Product.WhenLapsed.WITHDRAW_FROM_SALE
    page = office.get(step("product", product.pk)).content.decode()
    assert "Sản phẩm ngừng bán." in page
    assert "Chỉ bán hàng có sao" in page


def test_when_the_producer_was_told_is_seen_and_where_notices_go_is_kept(office):
    maker = a_producer("Hợp tác xã Đổi Mới")
    certificate = ending_in(30, "Trà", producer=maker)
    assert "Chưa có địa chỉ thư điện tử" in office.get(LIST).content.decode()
    office.post(step("contact", certificate.product_id), {"email": "htx@example.com"})
    send_expiry_notices(now=NOW)
    assert len(mail.outbox) == 1

    assert "23/11/2026, tới htx@example.com" in office.get(LIST).content.decode()
    ExpiryNotice.objects.update(sent_at=None)
    assert "chưa rõ đã đi chưa" in office.get(LIST).content.decode()


def test_the_products_page_leads_to_its_certificates(office):
    product = a_product(stars=3)
    page = office.get(reverse("dashboard:catalogue-product", kwargs={"pk": product.pk})).content.decode()

    assert step("product", product.pk) in page


def test_who_may_only_look_cannot_award(client):
    clerk = User.objects.create(email="xem@example.com", is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename="view_certificate"))
    client.force_login(clerk)
    product = a_product()

    assert client.get(LIST).status_code == 200
    assert client.get(step("product", product.pk)).status_code == 200
    assert client.post(step("award", product.pk), a_paper()).status_code == 403
    assert not Certificate.objects.exists()
