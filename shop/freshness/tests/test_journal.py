"""Whatever way something is written, the journal has it, and no reader misses it."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.db.models import F

from catalog.products.models import Product
from shop.forks.partner.models import StockRecord
from shop.freshness import journal
from shop.freshness.journal import Position, changes_since, prune
from shop.freshness.models import Change
from shop.freshness.triggers import VERBS
from shop.freshness.watched import WATCHED
from shop.points.models import SalesPoint
from shop.tests.worlds import a_point, a_producer, a_product, certify, put_on_shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def since():
    """What has changed since the last call; the first call is made already."""
    state = {"position": changes_since(Position())[0]}

    def read():
        state["position"], changes = changes_since(state["position"])
        return changes

    return read


def test_every_watched_table_has_its_triggers():
    names = {f"freshness_{watched.table}" for watched in WATCHED}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            names = {f"{name}_{verb}" for name in names for verb in VERBS}
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger")
        assert names <= {name for (name,) in cursor.fetchall()}


def test_saving_bulk_updates_and_deleting_are_all_noted(since):
    product = a_product()
    assert ("product", product.pk) in since()
    Product.objects.filter(pk=product.pk).update(title="Khác")
    assert since() == {("product", product.pk)}
    one, two = Product.objects.bulk_create(
        Product(title=title, slug=title, product_class=product.product_class) for title in ("mot", "hai")
    )
    assert since() == {("product", one.pk), ("product", two.pk)}
    Product.objects.filter(pk=two.pk).delete()
    assert since() == {("product", two.pk)}


def test_a_certificate_that_changes_hands_concerns_both_products(since):
    before, after = a_product(), a_product()
    certificate = certify(before)
    since()
    type(certificate).objects.filter(pk=certificate.pk).update(product=after)
    assert since() == {("product", before.pk), ("product", after.pk)}


def test_stock_points_makers_and_groups_are_noted_under_what_they_concern(since):
    product, point, maker = a_product(), a_point(), a_producer()
    record = put_on_shelf(product, 3, at=point)
    since()
    StockRecord.objects.filter(pk=record.pk).update(num_allocated=F("num_allocated") + 1)
    assert since() == {("product", product.pk)}
    SalesPoint.objects.filter(pk=point.pk).update(status="paused")
    assert since() == {("point", point.pk)}
    type(maker).objects.filter(pk=maker.pk).update(about="Mới")
    assert since() == {("producer", maker.pk)}
    product.categories.get().save()
    assert ("everything", 0) in since()


def test_nothing_new_is_nothing(since):
    assert since() == set()


def test_what_was_undone_did_not_happen(since):
    product = a_product()
    since()
    with transaction.atomic():
        Product.objects.filter(pk=product.pk).update(title="Khác")
        transaction.set_rollback(True)
    assert since() == set()


def test_a_position_of_another_database_has_missed_everything():
    ahead = Position(floor=changes_since(Position())[0].floor + 1_000_000)
    assert ("everything", 0) in changes_since(ahead)[1]


def test_a_pruned_journal_sends_late_readers_back_to_everything(since, monkeypatch):
    monkeypatch.setattr(journal, "KEPT", 3)
    late, _ = changes_since(Position())
    products = [a_product() for _ in range(5)]
    since()
    late = Position(floor=min(late.floor, Change.objects.earliest("pk").sequence))

    assert prune() > 0

    assert Change.objects.count() == 4
    assert ("everything", 0) in changes_since(late)[1]
    Product.objects.filter(pk=products[0].pk).update(title="Khác")
    assert ("product", products[0].pk) in since()
    assert prune() >= 0
    assert Change.objects.filter(kind="everything").count() <= 2


def test_its_state_is_never_the_same_again(monkeypatch):
    monkeypatch.setattr(journal, "KEPT", 3)
    states, product = [journal.state()], a_product()
    for change in (a_product, product.save, prune, product.save, prune, product.delete):
        states += [journal.state(), journal.state()]
        assert states[-1] == states[-2]
        change()
    states.append(journal.state())

    assert len(set(states)) == 8


@pytest.mark.django_db(transaction=True)
def test_a_change_committed_late_is_not_missed():
    """The first transaction commits after a second one that began later and was read meanwhile."""
    product, other = a_product(), a_product()
    position, _ = changes_since(Position())
    with _while_another_writes(product):
        if connection.vendor == "postgresql":  # SQLite has one writer at a time; the second would wait.
            Product.objects.filter(pk=other.pk).update(title="Nhanh")
            position, early = changes_since(position)
            assert early == {("product", other.pk)}
        before = journal.state()

    assert journal.state() != before
    position, late = changes_since(position)

    assert late == {("product", product.pk)}
    assert changes_since(position)[1] == set()


@contextmanager
def _while_another_writes(product):
    """Another connection has written to `product` and commits at the end of the block."""
    written, may_end = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            Product.objects.filter(pk=product.pk).update(title="Chậm")
            written.set()
            assert may_end.wait(10)
        connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    assert written.wait(10)
    try:
        yield
    finally:
        may_end.set()
        thread.join()
