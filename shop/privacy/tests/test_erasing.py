"""Erasing a person: every name goes, every đồng and every unit stays, and nothing that is open is cut off."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from shop.accounts.models import User
from shop.forks.order.models import Order
from shop.forks.payment.models import Transaction
from shop.forks.reviews.models import ProductReview
from shop.forks.reviews.operations import write_review
from shop.forks.voucher.models import VoucherApplication
from shop.fulfilment.keeping import keep_order
from shop.fulfilment.queries import all_stock_differences
from shop.fulfilment.states import Status
from shop.invoices.models import InvoiceRequest
from shop.messages.models import Message
from shop.privacy.erasing import erase_account, erase_order
from shop.privacy.exceptions import CannotEraseYet, Reason, WorksHere
from shop.privacy.models import Erasure
from shop.privacy.tests.people import (
    EMAIL,
    OPINION,
    PHONE,
    a_finished_order,
    a_person,
    a_transferred_order,
    an_order_of,
    bring,
    somebody_known,
    where_secrets_stand,
)
from shop.returns.operations import answer, ask_return
from shop.settlement.card.models import CardSession, Dispute
from shop.settlement.receiving import receive
from shop.settlement.refunding import ask, mark_sent
from shop.settlement.verifying import money_differences
from shop.stock.models import Movement
from shop.tests.offers import a_voucher
from shop.tests.worlds import NOW, a_point, a_seller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_account(settings):
    settings.BANK_ACCOUNT = "0123456789"


def books():
    """Everything of stock and money that may never change."""
    return [list(model.objects.order_by("pk").values()) for model in (Movement, Transaction)]


def test_every_name_goes_and_every_dong_stays(settings):
    user = somebody_known(settings)
    before, totals = books(), list(Order.objects.order_by("pk").values_list("number", "total_incl_tax"))
    assert {"accounts.User", "order.Order", "basket.Basket", "returns.ReturnRequest"} <= where_secrets_stand()

    assert erase_account(user=user, at=NOW) == 3

    assert where_secrets_stand() == set()
    assert not User.objects.filter(pk=user.pk).exists()
    assert not ProductReview.objects.exists()
    assert books() == before
    assert list(Order.objects.order_by("pk").values_list("number", "total_incl_tax")) == totals
    assert list(money_differences()) == all_stock_differences() == []
    assert Message.objects.exists()
    order = Order.objects.first()
    assert (order.user, order.buyer) == (None, "(đã xóa theo yêu cầu)")
    assert (order.shipping_address.line4, order.shipping_address.line1) == ("xã Mường Lay", "")
    assert Erasure.objects.count() == 3
    # An invoice's details stay where something was sold, and nowhere else.
    assert InvoiceRequest.objects.get().order.status == "completed"


def test_erased_once_is_erased(settings):
    user = somebody_known(settings)
    order = Order.objects.filter(user=user).first()
    erase_account(user=user, at=NOW)

    assert erase_account(user=user, at=NOW) == 0
    assert erase_order(order=order, at=NOW) is False


def test_what_was_written_by_the_link_afterwards_goes_too_and_nobody_keeps_the_order(settings):
    order = a_finished_order(None, email=EMAIL)
    erase_order(order=order, at=NOW)
    write_review(line=order.lines.get(), score=1, text=OPINION)

    assert keep_order(order=order, user=a_person("khac@example.com"), at=NOW) is False
    assert erase_order(order=order, at=NOW) is False

    assert "reviews.ProductReview" not in where_secrets_stand()


def test_the_address_may_sign_up_anew_and_finds_nothing_of_before(settings):
    erase_account(user=somebody_known(settings), at=NOW)

    again = a_person()

    assert not Order.objects.filter(user=again).exists()


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (Status.CONFIRMED,),
        (Status.CONFIRMED, Status.PACKED),
        (Status.CONFIRMED, Status.PACKED, Status.SENT),
    ],
)
def test_an_order_on_its_way_stands_against_it(steps):
    user = a_person()
    order = an_order_of(user)
    if steps:
        bring(order, *steps)

    with pytest.raises(CannotEraseYet) as refusal:
        erase_account(user=user, at=NOW)

    (obstacle,) = refusal.value.obstacles
    assert (obstacle.order, obstacle.reason) == (order, Reason.ON_ITS_WAY)
    assert User.objects.filter(pk=user.pk).exists()
    assert where_secrets_stand() >= {"accounts.User", "order.Order"}


def test_goods_on_their_way_back_stand_against_it():
    user = a_person()
    order = bring(an_order_of(user))
    wanted = {"units": {order.lines.get().pk: 1}, "reason": "other", "words": "Xin trả"}
    request = ask_return(order=order, key="on-its-way-back", at=NOW, **wanted)

    with pytest.raises(CannotEraseYet):
        erase_account(user=user, at=NOW)

    answer(request=request, accept=False, words="Không được", at=NOW, actor=None)
    assert erase_account(user=user, at=NOW) == 1


def unpaid(user):
    return an_order_of(user, means="transfer")


def overpaid(user):
    order = a_transferred_order(user)
    receive(order=order, means="transfer", amount=5_000, reference="FT2", at=NOW)
    return order


def with_a_refund_to_be_sent(user):
    order = a_transferred_order(user)
    ask(order=order, amount=30_000, reason="goodwill", key="k1", at=NOW)
    return order


def disputed(user):
    order = a_transferred_order(user)
    values = {"payment": "pi_1", "amount": 1, "reason": "fraud", "opened_at": NOW}
    Dispute.objects.create(order=order, dispute_id="dp_1", **values)
    return order


def at_the_card_page(user):
    order = a_transferred_order(user)
    CardSession.objects.filter(order=order).update(state="open")
    return order


@pytest.mark.parametrize("open_end", [unpaid, overpaid, with_a_refund_to_be_sent, disputed, at_the_card_page])
def test_money_that_is_not_settled_stands_against_it(open_end):
    user = a_person()
    order = open_end(user)

    for erase, what in ((erase_account, {"user": user}), (erase_order, {"order": order})):
        with pytest.raises(CannotEraseYet) as refusal:
            erase(at=NOW, **what)
        assert [each.order for each in refusal.value.obstacles] == [order]
    order.refresh_from_db()
    assert order.contact_phone == PHONE


def test_once_the_refund_has_left_nothing_stands_against_it():
    user = a_person()
    order = a_transferred_order(user)
    refund = ask(order=order, amount=30_000, reason="goodwill", key="k1", at=NOW)
    mark_sent(refund=refund, reference="FT-back", at=NOW)

    assert erase_account(user=user, at=NOW) == 1
    assert list(money_differences()) == []


def the_office():
    return User.objects.create_superuser("office@example.com", "quay")


def somebody_who_left_the_point():
    """Not staff any more, but named in the ledger of stock."""
    user = a_person()
    order = an_order_of(None)
    (parcel,) = order.fulfilments.all()
    parcel.events.create(status="new", actor=user, happened_at=NOW)
    return user


@pytest.mark.parametrize("staff", [lambda: a_seller(a_point()), the_office, somebody_who_left_the_point])
def test_staff_are_not_erased_this_way(staff):
    user = staff()

    with pytest.raises(WorksHere):
        erase_account(user=user, at=NOW)

    assert User.objects.filter(pk=user.pk).exists()


def test_a_voucher_that_was_used_up_stays_used_up():
    user = a_person()
    order = a_finished_order(user)
    voucher = a_voucher(usage="Once per customer")
    voucher.record_usage(order, user)

    erase_account(user=user, at=NOW)

    use = VoucherApplication.objects.get()
    assert (use.order, use.user) == (order, None)


def test_another_persons_things_stay():
    other = a_person("khac@example.com")
    a_finished_order(other)

    erase_account(user=a_person(), at=NOW)

    assert where_secrets_stand() >= {"accounts.User", "order.Order", "address.UserAddress"}


def run(*arguments):
    out, wrong = StringIO(), StringIO()
    call_command("erase_person", *arguments, stdout=out, stderr=wrong)
    return out.getvalue()


def test_the_office_looks_first_and_then_erases_a_guest(settings):
    order = a_finished_order(None, email=EMAIL)

    for named in (["--email", EMAIL], ["--phone", "+84 987 001 122"], ["--order", order.number]):
        assert order.number in run(*named)
    assert "order.Order" in where_secrets_stand()
    assert "Đã xóa." in run("--order", order.number, "--yes")

    assert where_secrets_stand() == set()
    assert list(money_differences()) == all_stock_differences() == []


def test_the_command_erases_an_account_with_guests_orders_of_the_same_email(settings):
    a_finished_order(a_person())
    a_finished_order(None, email=EMAIL.upper())

    run("--email", EMAIL, "--yes")

    assert where_secrets_stand() == set()


def test_the_command_says_what_it_may_not_erase():
    an_order_of(None)

    with pytest.raises(SystemExit):
        run("--phone", PHONE, "--yes")
    with pytest.raises(CommandError):
        run("--email", "khongco@example.com")
    with pytest.raises(CommandError):
        run("--phone", "12")
    with pytest.raises(CommandError):
        run()


def test_what_is_known_of_a_guest_is_handed_out_by_the_office():
    order = a_finished_order(None, email=EMAIL)
    out = StringIO()

    call_command("export_person", "--order", order.number, stdout=out)

    assert PHONE in out.getvalue()
