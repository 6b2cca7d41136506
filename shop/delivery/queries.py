"""Reading the table."""

from shop.delivery.models import NearProvince, RateStep, Table, Zone
from shop.delivery.tariff import Rates, Tariff


def the_table() -> Table:
    """The one row of what holds for all zones."""
    return Table.objects.get(pk=1)


def the_tariff() -> Tariff:
    """The whole table as a value; three queries."""
    steps = {}
    for zone_id, up_to, amount in RateStep.objects.values_list("zone", "up_to_g", "amount"):
        steps.setdefault(zone_id, []).append((up_to, amount))
    zones = list(Zone.objects.select_related("table"))
    table = zones[0].table
    return Tariff(
        rates={zone.kind: rates_of(zone, steps.get(zone.pk, [])) for zone in zones},
        near=frozenset(NearProvince.objects.values_list("province", flat=True)),
        volume_divisor=table.volume_divisor,
        packing_g=table.packing_g,
        unknown_g=table.unknown_g,
    )


def rates_of(zone: Zone, steps: list[tuple[int, int]]) -> Rates:
    """A zone's row and its steps as a value."""
    return Rates(
        kind=zone.kind,
        steps=tuple(sorted(steps)),
        per_kg_beyond=zone.per_kg_beyond,
        surcharge=zone.surcharge,
        cold_surcharge=zone.cold_surcharge,
        days_from=zone.days_from,
        days_to=zone.days_to,
    )
