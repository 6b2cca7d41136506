"""The office at a sales point: made with its partner, edited, its hours and photographs."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from catalog.pictures.models import Picture
from catalog.pictures.tests.photographs import a_photograph, an_upload
from shop.forks.dashboard.tests.office import a_superuser
from shop.forks.partner.models import Partner
from shop.points.models import SalesPoint
from shop.tests.worlds import NOW, a_commune, a_point

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOW)
ADD = "/quan-tri/points/add/"
ROWS = {
    f"{prefix}-{name}": number
    for prefix in ("exceptions", "photographs")
    for name, number in (("TOTAL_FORMS", "2"), ("INITIAL_FORMS", "0"))
}


@pytest.fixture
def office(client):
    """A browser of the office."""
    client.force_login(a_superuser())
    return client


def page(name, point):
    return reverse(f"dashboard:point-{name}", kwargs={"pk": point.pk})


def faults(answer):
    soup = BeautifulSoup(answer.content, "html.parser")
    return " ".join(error.text for error in soup.select(".error-block"))


def typed(answer, name):
    field = BeautifulSoup(answer.content, "html.parser").select_one(f'[name="{name}"]')
    return field.text.strip() if field.name == "textarea" else field.get("value", "")


def a_form(**changes):
    """What the office sends of a new point."""
    values = {
        "name": "Điểm OCOP Đồi A1",
        "kind": "point",
        "setting": "tourism",
        "status": "open",
        "commune": a_commune().pk,
        "address_line": "Chân đồi A1",
        "position": "22.02, 103.17",
        "time_zone": "Asia/Ho_Chi_Minh",
        "about_vi": "Cạnh di tích",
        "about_en": "Beside the monument",
        "has_tasting": "on",
        "week-day-0": "7h30-11h30, 13:30–17:00",
        **ROWS,
    }
    return {**values, **changes}


def sent_back(office, point):
    """What the page of a point sends when nothing on it is touched."""
    soup = BeautifulSoup(office.get(page("update", point)).content, "html.parser")
    form = soup.select_one("form[enctype]")
    values = {}
    for field in form.select("[name]:not([type=file]):not([type=checkbox]):not(select)"):
        values[field["name"]] = field.text.strip() if field.name == "textarea" else field.get("value", "")
    values |= {box["name"]: "on" for box in form.select("[type=checkbox][checked]")}
    for choice in form.select("select"):
        chosen = choice.select_one("[selected]")
        values[choice["name"]] = chosen["value"] if chosen else ""
    del values["csrfmiddlewaretoken"]
    return values


def test_a_point_is_made_with_its_partner_its_hours_and_both_languages(office):
    answer = office.post(ADD, a_form())

    assert faults(answer) == ""
    point = SalesPoint.objects.get()
    assert answer["Location"] == page("detail", point)
    assert (point.slug, point.partner.code, point.partner.name) == ("diem-ocop-doi-a1",) * 2 + (point.name,)
    assert (point.latitude, point.longitude) == (22.02, 103.17)
    assert (point.about_vi, point.about_en) == ("Cạnh di tích", "Beside the monument")
    assert point.has_tasting
    assert not point.accepts_pick_up
    hours = [(one.weekday, one.opens, one.closes) for one in point.opening_periods.all()]
    assert hours == [(0, time(7, 30), time(11, 30)), (0, time(13, 30), time(17))]
    assert office.get(point.get_absolute_url()).status_code == 200


def test_the_address_of_a_page_is_made_once_and_kept(office):
    Partner.objects.create(name="Kho cũ", code="diem-ocop-doi-a1")
    office.post(ADD, a_form())
    point = SalesPoint.objects.get()
    assert point.slug == point.partner.code == "diem-ocop-doi-a1-2"

    office.post(page("update", point), {**sent_back(office, point), "name": "Tên khác"})

    point.refresh_from_db()
    point.partner.refresh_from_db()
    assert (point.name, point.slug) == ("Tên khác", "diem-ocop-doi-a1-2")
    assert (point.partner.name, point.partner.code) == ("Tên khác", "diem-ocop-doi-a1-2")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"address_line": ""}, "Điểm bán phải có địa chỉ"),
        ({"name": ""}, "Xin điền ô này"),
        ({"name": "Đ" * 129}, "128"),
        ({"name": "a\x00b"}, "ký tự"),
        ({"kind": "xx"}, "xx"),
        ({"commune": "99999"}, "lựa chọn"),
        ({"position": "103.17, 22.02"}, "Vĩ độ từ -90"),
        ({"position": "ở chợ"}, "21.39,103.02"),
        ({"position": "10.77, 106.70"}, "km"),
        ({"operator_tax_code": "0123456789"}, "đơn vị"),
        ({"operator_tax_code": "12", "operator_name": "HTX"}, "Mã số thuế"),
        ({"time_zone": "Sao/Hoa"}, "Sao/Hoa"),
        ({"floor_area_m2": "0"}, "nhỏ nhất là 1"),
        ({"floor_area_m2": "9" * 30}, "100000"),
        ({"email": "không"}, "email"),
        ({"phone": "gọi cô Mai"}, "viết số bằng chữ số"),
        ({"zalo": "1234"}, "viết số bằng chữ số"),
        ({"week-day-3": "mở sáng"}, "không phải khoảng giờ"),
        ({"week-day-3": "25:00-26:00"}, "không phải khoảng giờ"),
        ({"week-day-3": "8-12, 11-14"}, "chồng"),
        ({"exceptions-0-reason": "tet"}, "hai ngày"),
        ({"exceptions-0-reason": "tet", "exceptions-0-from_tet_day": "40"}, "29"),
        ({"exceptions-0-reason": "other", "exceptions-0-to_date": "2026-12-01"}, "từ khi nào"),
        ({"exceptions-0-from_date": "2026-12-01"}, "Xin điền ô này"),
        (
            {
                "exceptions-0-reason": "other",
                "exceptions-0-from_date": "2026-12-05",
                "exceptions-0-to_date": "2026-12-01",
            },
            "trước",
        ),
        ({"photographs-0-description": "Mặt tiền"}, "chọn một ảnh"),
        ({"photographs-0-file": SimpleUploadedFile("a.jpg", b"<svg>")}, "ảnh"),
        ({"photograph": SimpleUploadedFile("a.jpg", b"MZ")}, "ảnh"),
        ({"exceptions-TOTAL_FORMS": "x"}, "ManagementForm"),
        ({"exceptions-TOTAL_FORMS": "99999999"}, "60"),
    ],
)
def test_what_is_refused_is_said_and_nothing_typed_is_lost(office, changes, words):
    answer = office.post(ADD, a_form(**changes))

    assert answer.status_code == 200
    assert words.lower() in faults(answer).lower()
    assert typed(answer, "about_en") == "Beside the monument"
    assert typed(answer, "week-day-0") == "7h30-11h30, 13:30–17:00"
    for name, value in changes.items():
        if isinstance(value, str) and not name.startswith(("kind", "commune", "exceptions")):
            assert typed(answer, name) == value.strip()
    assert not SalesPoint.objects.exists()
    assert not Partner.objects.exists()


def test_a_name_that_another_point_has_is_refused_in_either_spelling_of_unicode(office):
    a_point("Điểm OCOP Đồi A1")
    answer = office.post(ADD, a_form(name="Điểm OCOP Đồi A1"))
    assert answer.status_code == 200
    assert faults(answer)
    assert SalesPoint.objects.count() == 1


def test_a_planned_point_needs_no_address(office):
    office.post(ADD, a_form(status="planned", address_line=""))
    assert SalesPoint.objects.get().status == "planned"


def test_a_page_that_is_sent_back_untouched_changes_nothing(office):
    office.post(ADD, a_form(**{"exceptions-0-reason": "tet", "exceptions-0-from_tet_day": "0"}))
    point = SalesPoint.objects.get()
    before = SalesPoint.objects.values().get(), [*point.opening_periods.values()]
    exceptions = [*point.opening_exceptions.values()]

    assert office.post(page("update", point), sent_back(office, point)).status_code == 302

    assert (SalesPoint.objects.values().get(), [*point.opening_periods.values()]) == before
    assert [*point.opening_exceptions.values()] == exceptions


def test_of_two_people_the_second_is_told_and_overwrites_nothing_unseen(office):
    office.post(ADD, a_form())
    point = SalesPoint.objects.get()
    form = {**sent_back(office, point), "village": "Bản Hồng"}
    SalesPoint.objects.update(phone="0912345678")

    answer = office.post(page("update", point), form)

    assert "Vừa có người khác sửa điểm bán này" in faults(answer)
    assert typed(answer, "village") == "Bản Hồng"
    point.refresh_from_db()
    assert (point.village, point.phone) == ("", "0912345678")
    seen = typed(answer, "seen")
    office.post(page("update", point), {**form, "seen": seen, "phone": "0912345678"})
    point.refresh_from_db()
    assert (point.village, point.phone) == ("Bản Hồng", "0912345678")


def test_an_open_point_does_not_lose_its_address(office):
    point = a_point()
    answer = office.post(page("update", point), {**sent_back(office, point), "address_line": ""})
    assert "Điểm bán phải có địa chỉ" in faults(answer)


def test_days_of_other_hours_by_date_and_by_tet(office):
    days = {
        "exceptions-0-reason": "tet",
        "exceptions-0-label_vi": "Nghỉ Tết",
        "exceptions-0-label_en": "Closed for Tết",
        "exceptions-0-from_tet_day": "-1",
        "exceptions-0-to_tet_day": "3",
        "exceptions-1-reason": "festival",
        "exceptions-1-from_date": "2027-03-13",
        "exceptions-1-hours": "6-22",
    }
    office.post(ADD, a_form(**days))
    point = SalesPoint.objects.get()
    tet, dated = point.opening_exceptions.order_by("pk")
    assert (tet.from_tet_day, tet.to_tet_day, tet.label_en) == (-1, 3, "Closed for Tết")
    assert not tet.periods.exists()
    assert (dated.from_date, dated.to_date) == (date(2027, 3, 13),) * 2
    assert [(one.opens, one.closes) for one in dated.periods.all()] == [(time(6), time(22))]

    form = sent_back(office, point)
    ids = {value: key for key, value in form.items() if key.endswith("-id")}
    number = ids[str(tet.pk)].split("-")[1]
    office.post(page("update", point), {**form, f"exceptions-{number}-DELETE": "on"})
    assert [*point.opening_exceptions.all()] == [dated]


def test_two_rows_about_the_same_days_are_refused(office):
    row = {"reason": "other", "from_date": "2027-01-01"}
    rows = {f"exceptions-{number}-{name}": value for number in (0, 1) for name, value in row.items()}
    assert "cùng những ngày" in faults(office.post(ADD, a_form(**rows)))


def test_a_row_that_somebody_else_took_away_is_no_fault(office):
    office.post(ADD, a_form(**{"exceptions-0-reason": "tet", "exceptions-0-from_tet_day": "0"}))
    point = SalesPoint.objects.get()
    form = {**sent_back(office, point), "exceptions-0-to_tet_day": "2"}
    point.opening_exceptions.all().delete()

    answer = office.post(page("update", point), form)
    assert "Vừa có người khác" in faults(answer)
    assert not point.opening_exceptions.exists()

    assert office.post(page("update", point), {**form, "seen": typed(answer, "seen")}).status_code == 302
    assert point.opening_exceptions.get().to_tet_day == 2


def test_photographs_are_added_described_ordered_and_taken_away(office):
    photographs = {
        "photograph": an_upload(),
        "photograph_description": "Cửa trước",
        "photographs-0-file": an_upload(a_photograph(500, 400), name="ke.jpg"),
        "photographs-0-description": "Kệ hàng",
        "photographs-0-display_order": "2",
    }
    office.post(ADD, a_form(**photographs))
    point = SalesPoint.objects.get()
    assert point.picture.description_vi == "Cửa trước"
    row = point.gallery.get()
    assert (row.picture.description_vi, row.display_order) == ("Kệ hàng", 2)

    form = sent_back(office, point)
    office.post(
        page("update", point),
        {**form, "photograph_description": "Cửa chính", "photographs-0-description": "Kệ chè"},
    )
    assert {one.description_vi for one in Picture.objects.all()} == {"Cửa chính", "Kệ chè"}

    office.post(page("update", point), {**form, "photographs-0-DELETE": "on", "without_photograph": "on"})
    point.refresh_from_db()
    assert point.picture is None
    assert not point.gallery.exists()
    assert Picture.objects.count() == 2  # An article may show them.
