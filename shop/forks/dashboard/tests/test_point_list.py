"""The office's list of sales points, and what becomes of one: its status, since when and why."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from shop.forks.dashboard.tests.office import a_superuser
from shop.recognition.operations import withdraw
from shop.recognition.tests.worlds import inspected, recognised, supported
from shop.tests.worlds import NOW, a_commune, a_point, a_product, put_on_shelf

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOW)
LIST = "/quan-tri/points/"


@pytest.fixture(autouse=True)
def _at_now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def office(client):
    """A browser of the office."""
    client.force_login(a_superuser())
    return client


def page(name, point):
    return reverse(f"dashboard:point-{name}", kwargs={"pk": point.pk})


def listed(office, **query):
    soup = BeautifulSoup(office.get(LIST, query).content, "html.parser")
    return [link.text for link in soup.select("td:first-child a")]


def faults(answer):
    soup = BeautifulSoup(answer.content, "html.parser")
    return " ".join(error.text for error in soup.select(".error-block"))


def status(office, point, **changes):
    values = {"seen": point.status, "status": "paused", "since_date": str(TODAY), "reason": "Sửa nhà"}
    return office.post(page("status", point), {**values, **changes})


def test_a_status_is_changed_with_day_and_reason_and_the_history_shows_it(office):
    point = a_point()
    status(office, point, since_date=str(TODAY - timedelta(days=2)))

    point.refresh_from_db()
    assert point.status == "paused"
    shown = office.get(page("detail", point)).content.decode()
    assert "21/11/2026" in shown
    assert "Sửa nhà" in shown
    assert "office@example.com" in shown


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": " "}, "Xin ghi lý do"),
        ({"since_date": str(TODAY + timedelta(days=1))}, "chưa tới"),
        ({"since_date": ""}, "Xin điền ô này"),
        ({"status": "open"}, "đang ở trạng thái này"),
        ({"status": "xx"}, "xx"),
        ({"seen": "xx"}, "xx"),
        ({"seen": "planned"}, "Vừa có người khác"),
    ],
)
def test_a_change_that_is_refused_is_said(office, changes, words):
    point = a_point()
    answer = status(office, point, **changes)
    assert answer.status_code == 200
    assert words in faults(answer)
    point.refresh_from_db()
    assert point.status == "open"
    assert not point.status_changes.exists()


def test_a_point_without_an_address_is_not_opened(office):
    point = a_point(status="planned", address_line="")
    assert "phải có địa chỉ" in faults(status(office, point, status="open"))


def test_what_closing_would_leave_behind_is_said(office):
    point = a_point()
    put_on_shelf(a_product(), 9, at=point)
    assert "còn 9 đơn vị" in office.get(page("status", point)).content.decode()


def test_the_list_is_narrowed_by_what_the_office_asks(office):
    other = a_commune("Điện Biên Phủ", "03127", 21.41, 103.05)
    one = a_point("Điểm Đồi A1", commune=other, kind="shop", operator_name="HTX Đổi Mới")
    two = a_point("Điểm Mường Lay", status="paused")
    gone = recognised(two)
    recognised(one)
    supported(two)
    withdraw(paper=gone, on=TODAY, reason="Không đạt", by=None, now=NOW)

    assert sorted(listed(office)) == ["Điểm Mường Lay", "Điểm Đồi A1"]
    for query in (
        {"q": "doi a1"},
        {"q": "ĐỔI MOI"},
        {"kind": "shop"},
        {"commune": other.pk},
        {"recognition": "yes"},
        {"status": "open"},
    ):
        assert listed(office, **query) == ["Điểm Đồi A1"], query
    for query in ({"status": "paused"}, {"recognition": "keep"}, {"recognition": "withdrawn"}):
        assert listed(office, **query) == ["Điểm Mường Lay"], query
    assert listed(office, recognition="no", q="mường") == ["Điểm Mường Lay"]
    assert listed(office, recognition="keep", kind="shop") == []


@pytest.mark.parametrize(
    "query", [{"q": "\x00"}, {"status": "x"}, {"page": "9" * 30}, {"commune": "%00"}, {"q": "a" * 5000}]
)
def test_nonsense_in_the_address_is_no_fault(office, query):
    assert office.get(LIST, query).status_code == 200


def test_the_list_asks_as_often_however_long_it_is(office, django_assert_num_queries):
    def points(number):
        for _ in range(number):
            point = a_point()
            recognised(point)
            supported(point)
            inspected(point)
            inspected(point, at=NOW - timedelta(days=9))

    points(2)
    with django_assert_num_queries(8) as first:
        office.get(LIST)
    points(8)
    with django_assert_num_queries(len(first)):
        office.get(LIST)
