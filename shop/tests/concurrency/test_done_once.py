"""What several begin at once is done once, and the others are told: a file of stock, a morning's digest."""

from dataclasses import replace

import pytest
from django.core import mail

from shop.stock.models import Movement
from shop.stock.operations import set_threshold
from shop.tests.concurrency.together import at_once
from shop.tests.worlds import NOW, a_point, a_product, a_seller, put_on_shelf
from shop.warehouse.exceptions import AlreadyMovedOn, PaperRefused
from shop.warehouse.models import PointDigest, StockSheet
from shop.warehouse.queries import all_differences
from shop.warehouse.sheet_applying import apply_piece, start
from shop.warehouse.telling import keep_hook, send_point_digests
from shop.warehouse.tests.sheet_world import State, exported, kept

pytestmark = pytest.mark.django_db(transaction=True)
HANDS, GOODS = 6, 4


@pytest.fixture
def keeper():
    return a_seller()


@pytest.fixture
def sheet(keeper):
    """A file that sets each of a point's goods from ten units to seven."""
    point = a_point()
    for _ in range(GOODS):
        put_on_shelf(a_product(), 10, at=point)
    return kept(point, [replace(row, new=7) for row in exported(point)], keeper, content=b"one file")


def assert_applied_once():
    moves = Movement.objects.filter(reference__startswith="sheet:")
    assert list(moves.values_list("quantity", flat=True)) == [-3] * GOODS
    assert all_differences() == []


def test_one_draft_that_many_apply_is_started_by_one(sheet):
    outcomes = at_once(lambda _: start(sheet=sheet), range(HANDS))

    assert outcomes.count(None) == 1, outcomes
    assert sum(isinstance(outcome, AlreadyMovedOn) for outcome in outcomes) == HANDS - 1, outcomes


def test_one_piece_that_many_apply_is_carried_out_by_one(sheet, keeper):
    start(sheet=sheet)

    outcomes = at_once(lambda _: apply_piece(sheet=sheet, seen=0, at=NOW, actor=keeper), range(HANDS))

    assert outcomes.count(None) == 1, outcomes
    assert sum(isinstance(outcome, AlreadyMovedOn) for outcome in outcomes) == HANDS - 1, outcomes
    sheet.refresh_from_db()
    assert (sheet.state, sheet.rows_done) == (State.APPLIED, GOODS)
    assert_applied_once()


def test_one_file_that_two_have_sent_in_is_applied_as_one_sheet(sheet, keeper):
    copies = [sheet, StockSheet.objects.get(pk=sheet.pk)]
    copies[1].pk = None
    copies[1].save()
    for row in list(sheet.rows.all()):
        row.pk, row.sheet = None, copies[1]
        row.save()

    def apply(copy):
        start(sheet=copy)
        apply_piece(sheet=copy, seen=0, at=NOW, actor=keeper)

    outcomes = at_once(apply, copies)

    assert outcomes.count(None) == 1, outcomes
    assert any(type(outcome) is PaperRefused for outcome in outcomes), outcomes
    assert_applied_once()


def test_many_that_tell_the_morning_at_once_send_each_point_one_digest():
    points = [a_point() for _ in range(3)]
    for point in points:
        a_seller(point, email=f"{point.slug}@example.com").memberships.update(role="keeper")
        set_threshold(stock=put_on_shelf(a_product(), 2, at=point), threshold=3)
        keep_hook(partner=point.partner, url=f"https://chat.example/{point.slug}")
    posted = []

    def tell(_):
        return send_point_digests(
            now=NOW, post=lambda url, body, headers: posted.append(headers["X-Event-Id"])
        )

    outcomes = at_once(tell, range(HANDS))

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
    digests = PointDigest.objects.filter(partner__sales_point__in=points)
    assert sorted(digests.values_list("hook_state", flat=True)) == ["sent"] * len(points)
    assert sorted(posted) == sorted(digest.event_id for digest in digests)
    readers = sorted(address for message in mail.outbox for address in message.to)
    assert readers == sorted(f"{point.slug}@example.com" for point in points)
    assert sum(told.emails for told in outcomes) == sum(told.hooks for told in outcomes) == len(points)
