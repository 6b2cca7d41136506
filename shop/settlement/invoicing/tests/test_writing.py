"""The number of an invoice: once an order, of no two orders, and corrected with a reason that is kept."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from shop.invoices.exceptions import InvoiceRefused
from shop.invoices.models import Invoice, InvoiceEntry
from shop.settlement.invoicing.tests.invoice_world import an_invoiced_order, out
from shop.settlement.invoicing.writing import Numbering, write_down
from shop.tests.worlds import NOW, a_seller

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def actor():
    return a_seller()


@pytest.fixture
def order():
    return out(an_invoiced_order())


def write(order, actor, number=7, **said):
    said = {"seen": 0, "at": NOW, "by": actor, **said}
    return write_down(order=order, given=Numbering("1C26TDB", number, said.pop("day", TODAY)), **said)


def test_it_is_written_down_once_and_a_correction_keeps_what_was(order, actor):
    write(order, actor)
    write(order, actor, number=8, seen=1, reason="gõ nhầm")

    assert Invoice.objects.get(order=order).full_number == "1C26TDB 00000008"
    kept = order.invoice_entries.values_list("number", "reason")
    assert list(kept) == [(7, ""), (8, "gõ nhầm")]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"day": TODAY + timedelta(days=1)}, "issued_on"),
        ({"day": TODAY - timedelta(days=1)}, "issued_on"),
        ({"seen": 1}, ""),
    ],
)
def test_what_cannot_be_is_refused(order, actor, said, field):
    with pytest.raises(InvoiceRefused) as refused:
        write(order, actor, **said)

    assert list(refused.value.errors) == [field]
    assert not Invoice.objects.exists()


def test_a_correction_wants_a_reason_and_must_have_seen_the_last_one(order, actor):
    write(order, actor)

    for said in ({"seen": 1}, {"seen": 0, "reason": "khác"}):
        with pytest.raises(InvoiceRefused):
            write(order, actor, number=8, **said)

    assert Invoice.objects.get().number == 7


def test_two_orders_have_no_number_in_common(order, actor):
    write(order, actor)

    with pytest.raises(InvoiceRefused, match=order.number):
        write(out(an_invoiced_order()), actor)


def test_an_order_that_has_not_gone_out_has_no_invoice(actor):
    with pytest.raises(InvoiceRefused) as refused:
        write(an_invoiced_order(), actor)
    assert list(refused.value.errors) == [""]


@pytest.mark.parametrize("change", ["update", "delete"])
def test_an_entry_is_never_changed(order, actor, change):
    write(order, actor)
    entries = InvoiceEntry.objects.all()

    with pytest.raises(DatabaseError), transaction.atomic():
        entries.update(number=9) if change == "update" else entries._raw_delete(entries.db)
