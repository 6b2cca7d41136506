"""A statement is looked through, then taken in piece by piece; twice the same changes nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.accounts.models import User
from shop.forks.payment.models import Transaction
from shop.payments.statements.exceptions import StatementRefused
from shop.payments.statements.reading import read_statement
from shop.payments.tests.statement_files import STYLES, Booking, as_csv, as_xlsx, bookings
from shop.settlement.bank import statements
from shop.settlement.bank.exceptions import AlreadyAnswered
from shop.settlement.bank.models import BankTransaction
from shop.settlement.bank.statements import Stage, apply_piece, credits_of, foresee, keep
from shop.settlement.bank.tests.bank_world import ACCOUNT, LATER, State, a_booking, a_waiting_order, total
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db
FAR = NOW + timedelta(days=60)


@pytest.fixture
def office():
    return User.objects.create_superuser(email="office@example.com", password="x")


def sent_in(content, office, account=ACCOUNT):
    read = read_statement(content, now=FAR)
    return keep(account=account, name="Sao kê 11.xlsx", statement=read, at=LATER, by=office)


def applied(statement):
    while statement.state != Stage.APPLIED:
        apply_piece(statement=statement, seen=statement.rows_done, at=LATER)
        statement.refresh_from_db()
    return statement


def of_orders(*amounts_and_memos, style="bidv"):
    made = [
        Booking(NOW.replace(tzinfo=None), amount, memo, f"R{number}")
        for number, (amount, memo) in enumerate(amounts_and_memos, 1)
    ]
    return STYLES[style].rows(made)


def test_a_file_settles_the_orders_that_it_names_and_nothing_before_it_is_applied(office):
    one, other = a_waiting_order(), a_waiting_order()
    rows = of_orders(
        (total(one), f"CT {one.number}"), (total(other) - 1, other.number), (-5, "phi"), (7, "?")
    )

    statement = sent_in(as_xlsx(rows), office)
    assert (statement.rows_total, statement.went_out, BankTransaction.objects.count()) == (3, 1, 0)

    applied(statement)

    assert statement.rows_new == 3
    states = BankTransaction.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.SETTLED, State.PARTIAL, State.UNKNOWN]


@pytest.mark.parametrize("style", STYLES)
def test_the_same_file_again_changes_nothing(office, style):
    order = a_waiting_order()
    content = as_csv(of_orders((total(order), order.number), (5_000, "x"), (5_000, "x"), style=style))
    applied(sent_in(content, office))
    before = list(BankTransaction.objects.order_by("pk").values())
    assert len(before) == 3

    again = applied(sent_in(content, office))

    assert again.rows_new == 0
    assert list(BankTransaction.objects.order_by("pk").values()) == before
    assert Transaction.objects.count() == 1


def test_it_is_foreseen_what_each_row_would_do(office):
    paid, waiting, less = a_waiting_order(), a_waiting_order(), a_waiting_order()
    a_booking(paid)
    rows = of_orders(
        (total(paid), paid.number), (total(waiting), waiting.number), (5, less.number), (5, "DB999999")
    )
    statement = sent_in(as_csv(rows), office)

    told = foresee(account=statement.account, rows=credits_of(statement, 0, 10))

    assert [(row.order, row.owed) for row in told] == [
        (paid, 0),
        (waiting, total(waiting)),
        (less, total(less)),
        (None, 0),
    ]
    assert not any(row.booking for row in told)
    applied(statement)
    assert all(row.booking for row in foresee(account=statement.account, rows=credits_of(statement, 0, 10)))


@pytest.mark.parametrize("style", ["bidv", "agribank"])
def test_what_a_page_foresees_is_asked_as_often_however_many_rows_it_has(office, style):
    known, new = [(5_000 + n, f"lan {n}") for n in range(20)], [(9_000 + n, f"mới {n}") for n in range(20)]
    applied(sent_in(as_csv(of_orders(*known, style=style)), office))
    orders = [a_waiting_order() for _ in range(3)]
    named = [(total(order), order.number) for order in orders]
    statement = sent_in(as_csv(of_orders(*known, *named, *new, style=style)), office)

    asked = {}
    for size, of_them_known in ((4, 1), (43, 20)):
        start = 21 - size // 2
        rows = credits_of(statement, start, start + size)
        with CaptureQueriesContext(connection) as queries:
            foreseen = foresee(account=statement.account, rows=rows)
        asked[size] = len(queries)
        assert len(foreseen) == size
        assert sum(row.booking is not None for row in foreseen) == of_them_known

    assert asked[43] == asked[4] <= 6


def test_a_page_shows_its_own_rows_alone(office, client, monkeypatch):
    statement = sent_in(as_csv(of_orders(*[(5_000 + n, f"lan {n}") for n in range(120)])), office)
    client.force_login(office)
    read = []
    read_again = statements.read_again
    monkeypatch.setattr(statements, "read_again", lambda rows: read.append(len(rows)) or read_again(rows))

    page = client.get(reverse("dashboard:bank-statement", args=[statement.pk]), {"page": 3})

    assert read == [20]
    assert [row.credit.amount for row in page.context["foreseen"]] == list(range(5_100, 5_120))
    assert page.context["page_obj"].paginator.num_pages == 3


def test_a_thousand_rows_are_taken_in_a_piece_at_a_time(office, monkeypatch):
    monkeypatch.setattr(statements, "PIECE", 30)
    statement = sent_in(as_csv(STYLES["techcombank"].rows(bookings(100))), office)
    apply_piece(statement=statement, seen=0, at=LATER)
    statement.refresh_from_db()
    assert (statement.state, statement.rows_done) == (Stage.APPLYING, 30)

    with pytest.raises(AlreadyAnswered):
        apply_piece(statement=statement, seen=0, at=LATER)
    applied(statement)

    assert (statement.rows_done, statement.rows_new, BankTransaction.objects.count()) == (80, 80, 80)
    with pytest.raises(AlreadyAnswered):
        apply_piece(statement=statement, seen=80, at=LATER)


def test_faulty_rows_are_kept_with_their_words_and_the_others_are_taken_in(office):
    rows = of_orders((5_000, "x"), (6_000, "y"))
    rows[-2][2] = "31/02/2026 08:00:00"

    statement = applied(sent_in(as_csv(rows), office))

    assert statement.rows_new == 1
    assert [number for number, _words in statement.faults] == [6]


def test_a_statement_of_another_account_is_refused(office):
    content = as_csv(of_orders((5_000, "x")))

    with pytest.raises(StatementRefused, match=ACCOUNT):
        sent_in(content, office, account="111222333")
