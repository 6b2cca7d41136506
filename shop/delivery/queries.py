"""Reading the table."""

from django.db.models import F

from shop.delivery.models import NearProvince, Table, TableChange, Zone
from shop.delivery.tariff import Rates, Tariff

_OF_ZONES = ("kind", "per_kg_beyond", "surcharge", "cold_surcharge", "days_from", "days_to")
_OF_TABLE = ("volume_divisor", "packing_g", "unknown_g")


def the_table() -> Table:
    """The one row of what holds for all zones."""
    return Table.objects.get(pk=1)


def the_tariff() -> Tariff:
    """The whole table as a value; two queries."""
    of_table = {name: F(f"table__{name}") for name in _OF_TABLE}
    rows = list(
        Zone.objects.values(*_OF_ZONES, **of_table, up_to=F("steps__up_to_g"), amount=F("steps__amount"))
    )
    zones = {row["kind"]: {name: row[name] for name in _OF_ZONES} for row in rows}
    return Tariff(
        rates={kind: Rates(**zone, steps=_steps(kind, rows)) for kind, zone in zones.items()},
        near=frozenset(NearProvince.objects.values_list("province", flat=True)),
        **{name: rows[0][name] for name in _OF_TABLE},
    )


def _steps(kind, rows):
    return tuple(
        sorted((row["up_to"], row["amount"]) for row in rows if row["kind"] == kind and row["up_to"])
    )


def changes_of_table(most: int) -> list[TableChange]:
    """The last changes with who made them, the newest first."""
    return list(TableChange.objects.select_related("changed_by")[:most])
