"""The search index of this shop, kept true: before each answer it takes in what has changed since.

What changed is read from the journal (`shop.freshness`), what only time changes from the entries themselves.
One process at a time writes; a missing or damaged index is made anew. docs/decisions/0015 says why.
"""

import json
import logging
import threading
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import fasteners
from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language

from catalog.producers.models import Producer
from catalog.products.gift_sets import GiftSetComponent
from catalog.products.models import Product, ProductImage
from catalog.search.question import Answer, IndexDamagedError, Kind, Question
from catalog.search.schema import VERSION
from catalog.search.tantivy_engine import TantivyEngine
from shop.assortment import entries
from shop.forks.partner.models import StockRecord
from shop.freshness.journal import Position, changes_since
from shop.freshness.models import Change
from shop.points.models import SalesPoint

#: How long a request waits while another process writes, before it answers from what there is.
SECONDS_TO_WAIT = 5
log = logging.getLogger(__name__)


class Index:
    """The index of one process; its threads share it. In memory only where `folder` is None."""

    def __init__(self, folder: Path | None):
        self.folder = folder
        self._engine = None
        self._seen = None
        self._mutex = threading.RLock()

    def answer(self, question: Question, at: datetime) -> Answer:
        """The answer as things stand at `at`."""
        return self.answers([question], at)[0]

    def answers(self, questions: Iterable[Question], at: datetime) -> list[Answer]:
        """The answers as things stand at `at`, after one look at what has changed.

        Makes a damaged index anew, once.
        """
        questions = list(questions)
        self.take_in_changes(at)
        try:
            return [self._engine.answer(question) for question in questions]
        except IndexDamagedError:
            log.exception("The search index is damaged and is made anew.")
            self.rebuild(at)
            return [self._engine.answer(question) for question in questions]

    def take_in_changes(self, at: datetime) -> None:
        """Brings the index to how things stand at `at`; a damaged one is made anew."""
        try:
            self._take_in_changes(at)
        except IndexDamagedError:
            log.exception("The search index is damaged and is made anew.")
            self.rebuild(at)

    def labels_of(self, facet: str, values: Iterable[str]) -> dict[str, dict[str, str]]:
        """Value → its names ("vi", "en") of those of `values` that there are, as of the last answer or write.

        Makers are too many to keep at hand and are asked for.
        """
        self._open()
        values = tuple(values)
        if facet == "producer" and values:
            makers = Question(kind=Kind.PRODUCER, filters={facet: values}, sort="name", limit=len(values))
            return {found.shown["slug"]: found.shown for found in self._engine.answer(makers).found}
        labels = self._engine.labels()
        return {value: labels[facet, value] for value in values if (facet, value) in labels}

    def rebuild(self, at: datetime) -> None:
        """Throws the index away and makes it from the database; in memory where no file can be written."""
        with self._alone():
            if self._engine is not None:
                self._engine.destroy()
            try:
                self._engine = TantivyEngine(self.folder)
            except IndexDamagedError:
                log.exception(
                    "No search index can be kept in %s; this process keeps one in memory.", self.folder
                )
                self._engine = TantivyEngine()
            self._write_everything(at)

    def forget(self) -> None:
        """Closes the index; the next answer opens it again."""
        self._engine = self._seen = None

    def _take_in_changes(self, at):
        self._open()
        position, changes = changes_since(self._seen)
        changes = _concerning_entries(changes)
        # A new index is made even where the journal is empty: the shop may be older than it.
        if self._engine.position() and not changes and not self._engine.due(at):
            self._seen = position
            return
        with self._alone() as is_alone:
            if is_alone:
                self._write_changes(at)

    def _open(self):
        if self._engine is None:
            with self._alone():
                engine = TantivyEngine(self.folder)
                self._seen, self._engine = _position(engine), engine

    def _write_changes(self, at):
        """Reads the journal again from where the index stands: another process may have been here first."""
        self._engine.reload()
        if not self._engine.position():
            return self._write_everything(at)
        position, changes = changes_since(_position(self._engine))
        changes = _concerning_entries(changes)
        due = self._engine.due(at)
        if any(kind == Change.Kind.EVERYTHING for kind, _ in changes):
            return self._write_everything(at)
        if changes or due:
            found, gone = _entries_of(changes, due, at)
            self._engine.write(found, gone=gone, position=_kept(position), anew=False)
        self._seen = position
        return None

    def _write_everything(self, at):
        position, _ = changes_since(Position())
        self._engine.write(entries.all_entries(at), gone=(), position=_kept(position), anew=True)
        self._seen = position

    @contextmanager
    def _alone(self):
        """Whether no other thread and no other process writes now; False after waiting in vain."""
        with self._mutex:
            if self.folder is None:
                yield True
                return
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            lock = fasteners.InterProcessLock(f"{self.folder}.lock")
            is_alone = lock.acquire(timeout=SECONDS_TO_WAIT)
            try:
                yield is_alone
            finally:
                if is_alone:
                    lock.release()


def name_of(shown: Mapping[str, str]) -> str:
    """What an entry is called in the reader's language; Vietnamese where there is no English."""
    return (shown.get("en") if get_language() == "en" else "") or shown["vi"]


def _concerning_entries(changes):
    return {change for change in changes if change[0] != Change.Kind.PAGE}


def _entries_of(changes, due, at):
    """The entries that changed, and the keys of those that are no more."""
    keys = {kind: {key for of, key in changes if of == kind} for kind in Change.Kind}
    products = _products_concerned(keys) | set(due)
    places = entries.Places()
    found = [
        *entries.product_entries(products, at, places),
        *entries.producer_entries(Producer.objects.filter(pk__in=keys[Change.Kind.PRODUCER]), places),
        *entries.point_entries(SalesPoint.objects.filter(pk__in=keys[Change.Kind.POINT]), places),
    ]
    touched = {f"{Kind.PRODUCT}:{pk}" for pk in products}
    touched |= {f"{Kind.PRODUCER}:{pk}" for pk in keys[Change.Kind.PRODUCER]}
    touched |= {f"{Kind.POINT}:{pk}" for pk in keys[Change.Kind.POINT]}
    return found, touched - {entry.key for entry in found}


def _products_concerned(keys):
    """Products that changed, or that a changed maker, point or picture has; their parents and sets too."""
    products = set(keys[Change.Kind.PRODUCT])
    made = Product.objects.filter(producer__in=keys[Change.Kind.PRODUCER])
    points = Q(partner__sales_point__in=keys[Change.Kind.POINT])
    if 0 in keys[Change.Kind.POINT]:  # The warehouse, a partner without a point.
        points |= Q(partner__sales_point=None)
    stocked = StockRecord.objects.filter(points)
    shown = ProductImage.objects.filter(picture__in=keys[Change.Kind.PICTURE])
    products |= set(made.values_list("pk", flat=True))
    products |= set(shown.values_list("product_id", flat=True))
    products |= set(stocked.values_list("product_id", flat=True))
    products |= set(Product.objects.filter(children__in=products).values_list("pk", flat=True))
    held = Q(component__in=products) | Q(component__parent__in=products)
    return products | set(GiftSetComponent.objects.filter(held).values_list("gift_set", flat=True))


def _position(engine):
    kept = json.loads(engine.position() or "null")
    return Position(kept["floor"], frozenset(kept["seen"])) if kept else Position()


def _kept(position):
    return json.dumps({"floor": position.floor, "seen": sorted(position.seen)})


def _folder():
    return Path(settings.SEARCH_INDEX_DIR) / f"v{VERSION}" if settings.SEARCH_INDEX_DIR else None


index = Index(_folder())
