"""The office and invoices: what is due in a period, a file of it, and the numbers that the provider gives."""

import re

import pytest
from django.contrib.auth.models import Permission

from shop.accounts.models import User
from shop.forks.dashboard.tests.office import a_superuser
from shop.invoices.models import Invoice
from shop.settlement.invoicing.tests.invoice_world import an_invoiced_order, out
from shop.tests.worlds import NOW, a_point, a_product, put_on_shelf

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/invoices/"
NUMBER = {"series": " 1c26tdb ", "number": "00000007", "issued_on": "2026-11-23", "seen": "0"}


@pytest.fixture(autouse=True)
def _a_day(time_machine, settings):
    time_machine.move_to(NOW, tick=False)
    settings.VAT_RATE, settings.VAT_RATE_DELIVERY = "8", "10"


@pytest.fixture
def office(client):
    client.force_login(a_superuser())
    return client


@pytest.fixture
def order():
    return out(an_invoiced_order())


def text(answer):
    return answer.content.decode()


def test_what_has_gone_out_is_listed_until_its_number_is_written_down(office, order):
    waiting = an_invoiced_order()
    page = text(office.get(LIST))
    assert order.number in page
    assert "0100109106" in page
    assert "230.000" in page
    assert waiting.number not in page

    answer = office.post(f"{LIST}{order.number}/write/", NUMBER)

    assert answer["Location"] == f"{LIST}{order.number}/"
    assert Invoice.objects.get(order=order).full_number == "1C26TDB 00000007"
    assert order.number not in text(office.get(LIST))
    assert "1C26TDB 00000007" in text(office.get(f"{LIST}?state=done"))
    assert "1C26TDB 00000007" in text(office.get(answer["Location"]))


def test_only_those_who_asked_are_shown_on_request(office, order):
    silent = out(an_invoiced_order(invoice=None))

    both, asked = text(office.get(f"{LIST}?state=all")), text(office.get(f"{LIST}?state=all&asked=on"))

    assert silent.number in both
    assert silent.number not in asked
    assert order.number in asked


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_list_is_taken_away_as_a_file(office, order, kind):
    answer = office.get(f"{LIST}file/?kind={kind}&first=2026-11-01&last=2026-11-30&state=open")

    assert answer["Content-Disposition"] == f'attachment; filename="hoa-don-20261101-20261130.{kind}"'
    assert "no-store" in answer["Cache-Control"]
    content = answer.getvalue()
    assert content.startswith(b"PK") if kind == "xlsx" else order.number in content.decode("utf-8-sig")


@pytest.mark.parametrize(
    "query",
    [
        "first=2026-11-30&last=2026-11-01",
        "first=2026-01-01&last=2026-12-31",
        "first=0001-01-01&last=0001-01-02",
        "first=9999-12-31&last=9999-12-31",
        "first=abc",
        "state=%00",
        "last=",
    ],
)
def test_an_odd_filter_is_told_and_shows_nothing(office, order, query):
    answer = office.get(f"{LIST}?{query}")

    assert answer.status_code == 422
    assert any(answer.context["form"].errors.values())
    assert order.number not in text(answer)
    assert office.get(f"{LIST}file/?{query}").status_code == 302
    assert office.get(f"{LIST}file/?kind=pdf").status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"series": "Ký hiệu"}, "series"),
        ({"series": "1" * 9}, "series"),
        ({"series": "\x00"}, "series"),
        ({"number": "0"}, "number"),
        ({"number": "123456789"}, "number"),
        ({"number": "٧"}, "number"),
        ({"issued_on": "2026-11-24"}, "issued_on"),
        ({"issued_on": "hôm qua"}, "issued_on"),
        ({"seen": "x"}, "seen"),
        ({"seen": "3"}, "__all__"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(office, order, typed, field):
    answer = office.post(f"{LIST}{order.number}/write/", {**NUMBER, **typed})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Invoice.objects.exists()


def test_a_correction_wants_a_reason(office, order):
    office.post(f"{LIST}{order.number}/write/", NUMBER)
    again = {**NUMBER, "number": "8", "seen": "1"}

    assert office.post(f"{LIST}{order.number}/write/", again).status_code == 422
    assert office.post(f"{LIST}{order.number}/write/", {**again, "reason": "gõ nhầm"}).status_code == 302

    page = text(office.get(f"{LIST}{order.number}/"))
    assert "1C26TDB 00000007" in page
    assert "gõ nhầm" in page


def test_each_page_needs_its_permission(client, order):
    clerk = User.objects.create_user(email="clerk@example.com", password="x")
    User.objects.filter(pk=clerk.pk).update(is_staff=True)
    client.force_login(clerk)
    pages = {"": "view_invoice", f"{order.number}/": "view_invoice", "file/": "view_invoicerequest"}
    assert {client.get(LIST + page).status_code for page in pages} == {403}
    for code in ("view_invoice", "view_invoicerequest"):
        clerk.user_permissions.add(Permission.objects.get(codename=code))

    assert {client.get(LIST + page).status_code for page in pages} == {200}
    assert client.post(f"{LIST}{order.number}/write/", NUMBER).status_code == 403


def test_the_list_asks_the_database_no_more_for_more_orders(office, django_assert_max_num_queries):
    for _ in range(4):
        out(an_invoiced_order())
    office.get(LIST)

    with django_assert_max_num_queries(20):
        assert len(office.get(LIST).context["orders"]) == 4


def test_no_number_is_written_while_something_is_still_to_leave(office):
    tea, honey = put_on_shelf(a_product(), 3, at=a_point()), put_on_shelf(a_product(), 3)
    order = an_invoiced_order((tea.product, 1), (honey.product, 1))
    out(order, parcels=order.fulfilments.all()[:1])
    assert f'action="{LIST}{order.number}/write/"' not in text(office.get(f"{LIST}{order.number}/"))

    answer = office.post(f"{LIST}{order.number}/write/", NUMBER)

    assert answer.status_code == 422
    assert "vẫn chưa giao đi" in text(answer)
    assert not Invoice.objects.exists()


def test_who_was_slower_sees_what_the_other_wrote_and_may_correct_it(office, order):
    office.post(f"{LIST}{order.number}/write/", NUMBER)

    slower = office.post(f"{LIST}{order.number}/write/", {**NUMBER, "number": "8"})

    assert slower.status_code == 422
    assert "1C26TDB 00000007" in text(slower)
    assert 'value="8"' in text(slower)
    seen = re.search(r'name="seen" value="(\d+)"', text(slower))[1]
    again = {**NUMBER, "number": "8", "seen": seen, "reason": "gõ nhầm"}
    assert office.post(f"{LIST}{order.number}/write/", again).status_code == 302
    assert Invoice.objects.get(order=order).number == 8
