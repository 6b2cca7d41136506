"""Writes what a register changes, in bulk: the number of queries follows the batches, not the rows."""

from collections.abc import Iterable
from datetime import datetime

from catalog.certification.models import Certificate, CertificateEvent
from catalog.certification.register.changes import Change, Outcome
from catalog.certification.register.columns import CERTIFICATES, PRODUCERS, PRODUCTS
from catalog.producers.models import Producer
from catalog.products.models import Product, ProductClass
from catalog.products.operations import spread_age_limit

#: Rows per statement. SQLite takes fewer (999 values a statement), which Django sees to.
BATCH = 500
PRODUCT_CLASS = "Sản phẩm OCOP"


def write(outcome: Outcome, *, now: datetime, by=None) -> None:
    """Saves every change, and for certificates who did it. To be called inside a transaction."""
    _save(Producer, outcome.of(PRODUCERS, is_new=True), outcome.of(PRODUCERS, is_new=False))
    _save_products(outcome.of(PRODUCTS, is_new=True), outcome.of(PRODUCTS, is_new=False), now)
    _save(Certificate, outcome.of(CERTIFICATES, is_new=True), outcome.of(CERTIFICATES, is_new=False))
    _record([change for change in outcome.changes if change.sheet is CERTIFICATES], now, by)


def _record(changes: list[Change], now, by):
    CertificateEvent.objects.bulk_create(
        (
            CertificateEvent(
                certificate=change.record,
                kind=_kind(change),
                actor=by,
                reason=""
                if change.is_new
                else "\n".join(f"{h}: {old} → {new}" for h, old, new in change.words),
                happened_at=now,
            )
            for change in changes
        ),
        batch_size=BATCH,
    )


def _kind(change: Change) -> CertificateEvent.Kind:
    kinds = CertificateEvent.Kind
    if change.is_new:
        return kinds.IMPORTED
    is_withdrawal = "withdrawn_at" in change.fields and change.record.withdrawn_at
    return kinds.WITHDRAWN if is_withdrawal else kinds.CORRECTED


def _save(model, created: list[Change], changed: list[Change]):
    model.objects.bulk_create((change.record for change in created), batch_size=BATCH)
    fields = set().union(*(change.fields for change in changed))
    if fields:
        records = [change.record for change in changed if change.fields]
        model.objects.bulk_update(records, sorted(fields), batch_size=BATCH)


def _save_products(created, changed, now):
    if created:
        product_class = _product_class()
        for change in created:
            change.record.product_class = product_class
    for change in changed:
        change.record.date_updated = now
        change.fields.add("date_updated")
    _free_bar_codes(changed)
    _save(Product, created, changed)
    _move([change for change in (*created, *changed) if change.category])
    if any("age_restricted" in change.fields for change in (*created, *changed)):
        spread_age_limit()


def _product_class():
    """The class of all OCOP goods: sent or handed over, and counted."""
    found = ProductClass.objects.filter(name=PRODUCT_CLASS).order_by("pk").first()
    return found or ProductClass.objects.create(name=PRODUCT_CLASS, requires_shipping=True, track_stock=True)


def _free_bar_codes(changed: Iterable[Change]):
    """Two products may exchange theirs, so none is given before all are let go."""
    giving_up = [change.record.pk for change in changed if "upc" in change.fields]
    for start in range(0, len(giving_up), BATCH):
        Product.objects.filter(pk__in=giving_up[start : start + BATCH]).update(upc=None)


def _move(changes: list[Change]):
    """Puts each product into its sub-group in place of the others; categories without a code stay."""
    belongs = Product.categories.through
    moved = [change.record.pk for change in changes if not change.is_new]
    for start in range(0, len(moved), BATCH):
        old = belongs.objects.filter(product__in=moved[start : start + BATCH], category__code__isnull=False)
        old.delete()
    belongs.objects.bulk_create(
        [belongs(product=change.record, category=change.category) for change in changes], batch_size=BATCH
    )
