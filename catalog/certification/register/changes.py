"""What a register would change: new records, and fields of known ones with their old and new values.

Records are changed in memory only; `writing` saves them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import models
from django.utils import timezone
from oscar.core.utils import slugify

from catalog.certification.models import Certificate
from catalog.certification.register.checks import Rows, withdrawn_date
from catalog.certification.register.columns import CERTIFICATES, PRODUCERS, PRODUCTS, SHEETS, Column, Sheet
from catalog.certification.register.known import Known, name_key
from catalog.certification.register.label import months_in_words, shelf_life_in_words
from catalog.certification.register.places import described
from catalog.certification.register.problems import Note, shown_or_empty
from catalog.certification.register.values import dotted
from catalog.places.models import Commune
from catalog.producers.models import Producer
from catalog.products.age import is_alcohol
from catalog.products.completeness import what_is_missing
from catalog.products.models import Category, Product

_adults_only = "Chỉ bán cho người lớn"


@dataclass
class Change:
    """What one row does to one record."""

    sheet: Sheet
    row: int
    name: str
    record: models.Model
    is_new: bool
    #: The sub-group that a product moves to, where it changes.
    category: Category | None = None
    #: Model fields to be written, and the same in words: heading, old value, new value.
    fields: set[str] = field(default_factory=set)
    words: list[tuple[str, str, str]] = field(default_factory=list)

    def set(self, column: Column, attribute: str, value) -> None:
        """Puts a value into the record, noting the change if it is one."""
        old = getattr(self.record, attribute, None)
        if (old or None) != (value or None):
            setattr(self.record, attribute, value)
            self.fields.add(attribute)
            self.words.append((column.heading, in_words(column, old), in_words(column, value)))


@dataclass
class Outcome:
    """What a register comes to, in the order of its sheets and rows."""

    changes: list[Change] = field(default_factory=list)
    unchanged: dict[str, int] = field(default_factory=lambda: {sheet.name: 0 for sheet in SHEETS})
    notes: list[Note] = field(default_factory=list)
    #: New products that stay off show: row, name, and what they lack in the office's words.
    unpublished: list[tuple[int, str, str]] = field(default_factory=list)

    def of(self, sheet: Sheet, *, is_new: bool) -> list[Change]:
        """The sheet's new records, or its changed ones."""
        return [change for change in self.changes if change.sheet is sheet and change.is_new == is_new]

    def add(self, change: Change) -> None:
        """Counts a row; one that changes nothing is only counted."""
        if change.is_new or change.words:
            self.changes.append(change)
        else:
            self.unchanged[change.sheet.name] += 1


def compare(rows: Rows, known: Known) -> Outcome:
    """What the rows, which must be sound, change in what is known."""
    outcome = Outcome()
    producers, products = dict(known.producers), dict(known.products)
    slugs = {producer.slug for producer in known.producers.values()}
    for row in rows[PRODUCERS.name]:
        change = _producer(row, known, slugs)
        producers[name_key(change.record.name)] = change.record
        outcome.add(change)
    for row in rows[PRODUCTS.name]:
        change = _product(row, known, producers)
        products[row.values["code"]] = change.record
        outcome.add(change)
        if change.is_new:
            outcome.unpublished += _kept_off_show(change, row.values["subgroup"])
    for row in rows[CERTIFICATES.name]:
        outcome.add(_certificate(row, known, products))
    return outcome


def _producer(row, known, slugs):
    held = known.producers.get(name_key(row.values["name"]))
    change = Change(row.sheet, row.number, row.values["name"], held or Producer(), not held)
    _set_plain(change, row, row.values)
    if change.is_new:
        change.record.slug = _free_slug(row.values["name"], slugs)
    return change


def _product(row, known, producers):
    held = known.products.get(row.values["code"])
    record = held or Product(code=row.values["code"], structure=Product.STANDALONE)
    name = f"{row.values['code']} - {row.values['title']}"
    change = Change(row.sheet, row.number, name, record, not held)
    apart = ("code", "subgroup", "producer", "shelf_life")
    _set_plain(change, row, {key: value for key, value in row.values.items() if key not in apart})
    if "shelf_life" in row.values:
        _set_shelf_life(change, row.values["shelf_life"])
    change.set(PRODUCTS.column("producer"), "producer", producers[name_key(row.values["producer"])])
    _set_subgroup(change, row.values["subgroup"], known)
    if change.is_new:
        change.record.slug = slugify(change.record.title)[:255] or slugify(change.record.code)
    return change


def _set_subgroup(change, subgroup, known):
    held = set() if change.is_new else known.categories_of[change.record.pk]
    if held != {subgroup.pk}:
        codes = {category.pk: code for code, category in known.subgroups.items()}
        old = ", ".join(sorted(known.subgroups[codes[pk]].code for pk in held if pk in codes))
        change.category = subgroup
        change.words.append((PRODUCTS.column("subgroup").heading, shown_or_empty(old), subgroup.code))
    # Alcohol is for adults whatever else is said; leaving the group does not undo what a person has set.
    if is_alcohol(subgroup.code) and not change.record.age_restricted:
        change.record.age_restricted = True
        change.fields.add("age_restricted")
        change.words.append((_adults_only, "không", "có"))


def _set_shelf_life(change, said: tuple[int, str] | None):
    """Number and unit are one thing to say, so one line of the report."""
    record, (number, unit) = change.record, said or (None, Product.ShelfLifeUnit.MONTH.value)
    old, new = (
        shown_or_empty(shelf_life_in_words(*pair))
        for pair in ((record.shelf_life, record.shelf_life_unit), (number, unit))
    )
    if old != new:
        record.shelf_life, record.shelf_life_unit = number, unit
        change.fields |= {"shelf_life", "shelf_life_unit"}
        change.words.append((PRODUCTS.column("shelf_life").heading, old, new))


def _kept_off_show(change, subgroup):
    """A new product is shown once it says all it has to. A register has no prices, so none does yet."""
    missing = what_is_missing(change.record, subgroup=subgroup.code, has_price=False)
    change.record.is_public = not missing
    if missing:
        yield change.row, change.name, ", ".join(str(fact.name) for fact in missing)


def _certificate(row, known, products):
    held = known.certificates.get(row.values["number"])
    record = held or Certificate(number=row.values["number"])
    change = Change(row.sheet, row.number, row.values["number"], record, not held)
    values = dict(row.values)
    for key in ("number", "product", "withdrawn_date"):
        values.pop(key, None)
    change.set(CERTIFICATES.column("product"), "product", products[row.values["product"]])
    issued = values["issued_date"]
    _set_plain(change, row, values | {"ends_date": known.rules.on(issued).end_of_validity(issued)})
    if "withdrawn_date" in row.values:
        _set_withdrawal(change, row.values["withdrawn_date"])
    return change


def _set_withdrawal(change, day: date | None):
    """A day means its first moment here; a moment known better than by the day stays."""
    old = withdrawn_date(change.record)
    if old != day:
        moment = timezone.make_aware(datetime.combine(day, time.min)) if day else None
        change.record.withdrawn_at = moment
        change.fields.add("withdrawn_at")
        column = CERTIFICATES.column("withdrawn_date")
        change.words.append((column.heading, in_words(column, old), in_words(column, day)))


def _set_plain(change, row, values):
    for key, value in values.items():
        empty = change.record._meta.get_field(key).get_default()
        change.set(row.sheet.column(key), key, empty if value is None else value)


def _free_slug(name, taken):
    base = slugify(name)[:190] or "chu-the"
    slug, count = base, 1
    while slug in taken:
        count += 1
        slug = f"{base}-{count}"
    taken.add(slug)
    return slug


def in_words(column: Column, value) -> str:
    """A field's value as the office would write it."""
    if isinstance(value, Commune):
        return described(value)
    if isinstance(value, Product):
        return f"{value.code or value.title}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if column.kind == "months":
        return months_in_words(value)
    if isinstance(value, int):
        return dotted(value)
    if column.kind == "choice":
        return shown_or_empty(column.label_of(value))
    return shown_or_empty("" if value is None else str(value))
