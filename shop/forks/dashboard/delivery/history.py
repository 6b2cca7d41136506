"""Changes of the table in words: what it said before, and what it says since."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.delivery.models import Table, TableChange, Zone
from shop.payments.money import format_dong

AMOUNTS = {"per_kg_beyond", "surcharge", "cold_surcharge"}


@dataclass(frozen=True)
class Told:
    """One change as a line of the history."""

    at: datetime
    by: str
    about: str
    lines: list[str]


def told(change: TableChange) -> Told:
    """The change in the reader's language."""
    return Told(
        at=change.changed_at,
        by=str(change.changed_by or _("nobody")),
        about=str(Zone.Kind(change.zone).label if change.zone else gettext_lazy("all zones")),
        lines=[_line(name, *values) for name, values in change.values.items()],
    )


def _line(name, before, after):
    return f"{_label(name)}: {_shown(name, before)} → {_shown(name, after)}"


def _label(name):
    if name == "steps":
        return _("Steps by weight")
    if name == "provinces":
        return _("Near provinces")
    model = Table if name in {field.name for field in Table._meta.fields} else Zone
    return model._meta.get_field(name).verbose_name


def _shown(name, value):
    if name == "steps":
        return "; ".join(f"{up_to} g: {format_dong(amount)}" for up_to, amount in value)
    if name == "provinces":
        return ", ".join(value) or "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None:
        return _("not possible")
    return format_dong(value) if name in AMOUNTS else str(value)
