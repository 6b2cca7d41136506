"""What the office reads where a step with an order's money is refused, and what it still has to answer."""

import re

import pytest

from shop.forks.dashboard.money.tests.money_world import LIST, agrees, delivered, step
from shop.fulfilment.operations import lapse
from shop.settlement.models import Refund
from shop.settlement.queries import open_refunds
from shop.settlement.receiving import receive
from shop.tests.worlds import NOW, a_point, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db


def test_what_is_refused_is_said_where_it_was_typed_though_nothing_is_left_to_do(office, order):
    order_page = f"{LIST}{order.number}/"
    step(office, order, "cancel", note="không liên lạc được")
    assert f'action="{order_page}cancel/"' not in office.get(order_page).content.decode()

    for name, data, says in (
        ("cancel", {"note": "lần nữa"}, "Không còn gì để hủy."),
        (
            "give",
            {"amount": "5000", "reason": "goodwill", "note": "lần nữa"},
            "chỉ trả lại được nhiều nhất 0",
        ),
    ):
        answer = step(office, order, name, **data)
        page = answer.content.decode()

        assert answer.status_code == 422
        assert says in page
        assert 'value="lần nữa"' in page


def test_a_reference_that_is_refused_stays_in_its_field(office, order):
    step(office, order, "give", amount="30000", reason="goodwill")

    answer = office.post(f"{LIST}refunds/{Refund.objects.get().pk}/", {"reference": "x" * 101})

    assert answer.status_code == 422
    assert "x" * 101 in answer.content.decode()


def test_a_cards_refund_is_marked_by_nobody_by_hand(office, record, settings):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = "rk_test_abcd", "whsec_abcd"
    order = an_order((record.product, 2), means="card")
    receive(order=order, means="card", amount=230_000, reference="pi_1", at=NOW)
    step(office, order, "give", amount="30000", reason="goodwill")

    answer = office.post(f"{LIST}refunds/{Refund.objects.get().pk}/", {"reference": "VCB 1"})

    assert answer.status_code == 404
    assert Refund.objects.get().state == "asked"


def test_no_two_things_on_the_page_have_one_name(office, record):
    other = put_on_shelf(a_product(), 5, at=a_point())
    order = an_order((record.product, 1), (other.product, 1), means="transfer")
    amount = int(order.total_incl_tax)
    receive(order=order, means="transfer", amount=amount, reference="FT8", at=NOW)
    delivered(order, order.fulfilments.get(partner=record.partner))
    step(office, order, "give", amount="1000", reason="goodwill")

    page = office.get(f"{LIST}{order.number}/").content.decode()

    names = re.findall(r'\sid="((?:id_|give-|lines-|cancel-|refund-)[^"]+)"', page)
    kinds = {name.split("-")[0] for name in names}
    assert kinds >= {"give", "lines", "cancel", "refund"}
    assert sorted(names) == sorted(set(names))


def test_short_goods_whose_money_went_back_are_given_to_nobody_and_stay_on_the_list(office, record):
    order = an_order((record.product, 4), means="transfer")
    lapse(order=order, at=NOW)
    receive(order=an_order((record.product, 4)), means="cod", amount=1, reference="x", at=NOW)
    receive(order=order, means="transfer", amount=430_000, reference="FT5", at=NOW)
    step(office, order, "give", amount="430000", reason="cancelled")
    office.post(f"{LIST}refunds/{Refund.objects.get().pk}/", {"reference": "VCB 1"})
    put_on_shelf(record.product, 9, at=record.partner.sales_point)

    answer = office.post(f"{LIST}{order.number}/again/", follow=True)

    assert "Tiền của kiện đã trả lại" in answer.content.decode()
    order.refresh_from_db()
    assert order.status == "paid_short"
    assert order.number in office.get(LIST).content.decode()
    step(office, order, "cancel", note="đã trả tiền")
    assert order.number not in office.get(LIST).content.decode().split("Tiền trả lại")[0]
    assert agrees()


def test_refunds_to_be_sent_come_before_those_that_failed_and_were_asked_for_again(office, order):
    for number in range(3):
        step(office, order, "give", amount="1000", reason="goodwill", key=f"{number}" * 22)
    first, second, third = Refund.objects.order_by("pk")
    for refund in (first, second):
        office.post(f"{LIST}refunds/{refund.pk}/", {"fault": "tài khoản đã đóng"})

    assert list(open_refunds()) == [third]
    office.post(f"{LIST}refunds/{third.pk}/", {"fault": "tài khoản đã đóng"})
    assert list(open_refunds()) == [first, second, third]
    step(office, order, "give", amount="900", reason="goodwill", key="4" * 22)
    assert [refund.amount for refund in open_refunds()] == [900, 1000, 1000, 1000]
    step(office, order, "give", amount="1000", reason="goodwill", key="5" * 22)
    assert [refund.amount for refund in open_refunds()] == [900, 1000]
