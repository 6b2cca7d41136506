"""The office at the bank's money: lists by what became of it, one-click answers, statements."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.accounts.models import User
from shop.forks.dashboard.tests.office import a_superuser
from shop.payments.tests.statement_files import STYLES, as_csv, bookings
from shop.settlement.bank.models import Allowance, BankEvent, BankStatement, BankTransaction
from shop.settlement.bank.tests.bank_world import (
    State,
    a_booking,
    a_credit,
    a_waiting_order,
    an_account,
    of_no_order,
    taken,
    total,
)
from shop.settlement.models import Refund

pytestmark = pytest.mark.django_db
LIST, STATEMENTS = "/quan-tri/bank/", "/quan-tri/bank/statement/"


@pytest.fixture(autouse=True)
def _account(settings):
    an_account(settings)


@pytest.fixture
def office(client):
    """A browser of the office."""
    client.force_login(a_superuser())
    return client


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


def answered(office, booking, what, **typed):
    told = {"what": what, "seen": booking.state, **typed}
    return office.post(f"{LIST}{booking.pk}/answer/", told)


def test_what_waits_for_an_answer_comes_first_with_its_counts(office):
    a_booking(a_waiting_order())
    over = a_booking(a_waiting_order(), 9_000)
    unknown = of_no_order(memo="tien che <b>")

    page = soup(office.get(LIST))

    counts = [link.text for link in page.select(".nav-tabs a")]
    assert counts[0].endswith("(2)")
    assert counts[-1].endswith("(3)")
    rows = page.select("table tr td:first-child a")
    assert {row["href"] for row in rows} == {f"{LIST}{one.pk}/" for one in (over, unknown)}
    assert "&lt;b&gt;" in office.get(f"{LIST}?tab=unknown&q=chè").content.decode()
    assert "td" in str(soup(office.get(f"{LIST}?tab=settled&q={over.order.number}&page=99")))


def test_money_of_no_order_is_handed_on_with_one_click_where_the_amount_says_for_whom(office):
    order = a_waiting_order()
    booking = of_no_order(total(order))
    page = soup(office.get(f"{LIST}{booking.pk}/"))
    form = page.select_one(f'input[name=number][value="{order.number}"]').find_parent("form")
    fields = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}

    answer = office.post(form["action"], {**fields, "what": "settle"})

    assert answer.status_code == 302
    booking.refresh_from_db()
    assert (booking.state, booking.order) == (State.SETTLED, order)


def test_a_wrong_number_is_told_beside_the_field_and_stays_typed(office):
    booking = of_no_order()

    answer = answered(office, booking, "settle", number="DB999999")

    assert answer.status_code == 409
    page = soup(answer)
    assert page.select_one("#id_number")["value"] == "DB999999"
    assert page.select_one(".error-block")


@pytest.mark.parametrize(
    ("what", "typed"), [("settle", {}), ("ignore", {"reason": ""}), ("ignore", {"reason": "x" * 201})]
)
def test_what_is_not_filled_in_is_asked_for_again(office, what, typed):
    assert answered(office, of_no_order(), what, **typed).status_code == 422


def test_what_is_too_much_goes_back_or_is_let_pass(office):
    back, pass_ = a_booking(a_waiting_order(), 9_000), a_booking(a_waiting_order(), 3_000)

    assert answered(office, back, "give-back").status_code == 302
    assert answered(office, pass_, "accept").status_code == 302

    assert Refund.objects.get().amount == 9_000
    assert Allowance.objects.get().amount == -3_000
    states = BankTransaction.objects.values_list("state", flat=True)
    assert set(states) == {State.ANSWERED}
    assert {event.actor.email for event in BankEvent.objects.filter(state=State.ANSWERED)} == {
        "office@example.com"
    }


def test_what_is_for_none_of_our_orders_is_put_aside(office):
    booking = of_no_order()

    assert answered(office, booking, "ignore", reason="Tiền thuê mặt bằng").status_code == 302

    page = soup(office.get(f"{LIST}{booking.pk}/"))
    assert "Tiền thuê mặt bằng" in page.text
    assert not page.select("main form, .content-block form")


def test_who_comes_second_is_told_and_nothing_happens_twice(office):
    booking = a_booking(a_waiting_order(), 9_000)
    answered(office, booking, "give-back")

    answer = answered(office, booking, "give-back")

    assert answer.status_code == 302
    assert Refund.objects.count() == 1


@pytest.mark.parametrize("what", ["", "steal", "give-back", "accept"])
def test_an_answer_that_is_not_there_is_refused_in_words(office, what):
    booking = of_no_order()

    assert answered(office, booking, what).status_code == 409
    booking.refresh_from_db()
    assert booking.state == State.UNKNOWN


def somebody(*permissions):
    """A member of the office with these permissions only."""
    user = User.objects.create_superuser(email="some@example.com", password="x")
    user.is_superuser = False
    user.save()
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def test_each_page_wants_its_permission_and_letting_pass_one_of_its_own(client):
    booking = a_booking(a_waiting_order(), 3_000)
    client.force_login(somebody("view_banktransaction"))
    assert client.get(LIST).status_code == 200
    assert answered(client, booking, "accept").status_code == client.get(STATEMENTS).status_code == 403

    client.force_login(somebody_else := somebody_more())
    page = client.get(f"{LIST}{booking.pk}/").content.decode()
    assert 'value="accept"' not in page
    assert answered(client, booking, "accept").status_code == 409
    assert not Allowance.objects.exists()
    assert answered(client, booking, "give-back").status_code == 302
    assert Refund.objects.get().asked_by == somebody_else


def somebody_more():
    """One who may answer, and nothing else."""
    user = User.objects.get(email="some@example.com")
    wanted = ["view_banktransaction", "change_banktransaction"]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    return user


def send_in(office, content, name="sao-ke.csv"):
    return office.post(STATEMENTS, {"file": SimpleUploadedFile(name, content)})


def test_a_statement_is_looked_through_then_taken_in_piece_by_piece(office, time_machine):
    time_machine.move_to("2026-12-01T03:00:00+07:00", tick=False)
    answer = send_in(office, as_csv(STYLES["vietcombank"].rows(bookings(200))))
    address = answer["Location"]
    page = soup(office.get(address))
    assert not BankTransaction.objects.exists()
    assert len(page.select("table tr")) == 51

    while BankStatement.objects.get().state != "applied":
        seen = soup(office.get(address)).select_one("input[name=seen]")["value"]
        assert office.post(address, {"seen": seen}).status_code == 302

    assert BankTransaction.objects.count() == BankStatement.objects.get().rows_new == 160
    assert office.post(address, {"seen": "0"}).status_code == 302
    assert BankTransaction.objects.count() == 160


@pytest.mark.parametrize("content", [None, b"", b"\x89PNG", b"a;b\n1;2\n"])
def test_what_is_no_statement_is_refused_in_words(office, content):
    answer = office.post(STATEMENTS, {}) if content is None else send_in(office, content)

    assert answer.status_code in (200, 422)
    assert soup(answer).select_one("[role=alert]").text
    assert not BankStatement.objects.exists()


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 50, "5"])
def test_a_piece_that_nobody_saw_is_not_taken_in(office, seen, time_machine):
    time_machine.move_to("2026-12-01T03:00:00+07:00", tick=False)
    address = send_in(office, as_csv(STYLES["bidv"].rows(bookings(5))))["Location"]

    assert office.post(address, {"seen": seen}).status_code == 302
    assert not BankTransaction.objects.exists()


def test_the_pages_ask_as_often_for_few_as_for_many(office):
    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert office.get(address).status_code == 200
        return len(queries)

    a_booking(a_waiting_order(), 5)
    office.get(LIST)
    few = asked(LIST)
    for number in range(8):
        a_booking(a_waiting_order(), 5)
        taken(a_credit(5, f"x{number}"))

    assert asked(LIST) == few
