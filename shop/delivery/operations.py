"""Changing the table: each change is whole, checked, and kept with who made it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.places.provinces import ELSEWHERE
from shop.delivery.exceptions import TableRefused
from shop.delivery.models import HEAVIEST_G, HIGHEST_DONG, NearProvince, RateStep, Table, TableChange, Zone
from shop.delivery.tariff import Kind


@dataclass(frozen=True)
class ZoneTerms:
    """All that a zone's row and steps say. `steps` are pairs of grams and đồng, in any order."""

    steps: tuple[tuple[int, int], ...]
    per_kg_beyond: int
    surcharge: int
    cold_surcharge: int | None
    days_from: int
    days_to: int
    #: Only of the near zone.
    provinces: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableTerms:
    """What holds for all zones."""

    volume_divisor: int
    packing_g: int
    unknown_g: int
    is_sample: bool = False


def terms_of(zone: Zone) -> ZoneTerms:
    """What a zone says now."""
    near = NearProvince.objects.values_list("province", flat=True) if zone.kind == Kind.NEAR else ()
    return ZoneTerms(
        steps=tuple(zone.steps.order_by("up_to_g").values_list("up_to_g", "amount")),
        **{name: getattr(zone, name) for name in ZONE_COLUMNS},
        provinces=_in_order(near),
    )


ZONE_COLUMNS = ("per_kg_beyond", "surcharge", "cold_surcharge", "days_from", "days_to")


@transaction.atomic
def write_zone(*, kind: str, terms: ZoneTerms, seen: int, by, now: datetime) -> None:
    """Writes what a zone costs. `seen` is the version of the table that the person had before them.

    Raises TableRefused for what would be no table, and where somebody else has changed it since.
    """
    table = _locked(seen)
    zone = Zone.objects.get(kind=kind)
    terms = ZoneTerms(**{**asdict(terms), "steps": tuple(sorted(terms.steps))})
    _check(zone, terms)
    before = terms_of(zone)
    if before == ZoneTerms(**{**asdict(terms), "provinces": _in_order(terms.provinces)}):
        return
    Zone.objects.filter(pk=zone.pk).update(**{name: getattr(terms, name) for name in ZONE_COLUMNS})
    zone.steps.all().delete()
    RateStep.objects.bulk_create(RateStep(zone=zone, up_to_g=g, amount=dong) for g, dong in terms.steps)
    if kind == Kind.NEAR:
        NearProvince.objects.exclude(province__in=terms.provinces).delete()
        for province in _in_order(terms.provinces):
            NearProvince.objects.get_or_create(province=province)
    zone.refresh_from_db()
    _keep(table, zone.kind, before, terms_of(zone), by, now)


@transaction.atomic
def write_table(*, terms: TableTerms, seen: int, by, now: datetime) -> None:
    """Writes what holds for all zones. Raises TableRefused as `write_zone` does."""
    table = _locked(seen)
    columns = tuple(asdict(terms))
    before = TableTerms(**{name: getattr(table, name) for name in columns})
    if before == terms:
        return
    Table.objects.filter(pk=table.pk).update(**asdict(terms))
    _keep(table, "", before, terms, by, now)


def _locked(seen):
    """The table, which whoever changes anything in it takes first."""
    table = Table.objects.select_for_update().get(pk=1)
    if table.version != seen:
        raise TableRefused(
            {"": _("Somebody else has changed the table meanwhile. Look again, then save once more.")}
        )
    return table


def _check(zone, terms):
    errors = {}
    if not terms.steps:
        errors["steps"] = _("A zone needs one step at least.")
    elif problem := _fault_of(terms.steps):
        errors["steps"] = problem
    if terms.days_to < terms.days_from:
        errors["days_to"] = _("This is less than the days at least.")
    if unknown := set(terms.provinces).difference(ELSEWHERE):
        errors["provinces"] = ", ".join(sorted(unknown))
    if errors:
        raise TableRefused(errors)


def _fault_of(steps):
    """What is wrong with the steps, the lightest first; nothing where they are right."""
    weights, amounts = zip(*steps, strict=True)
    if len(set(weights)) < len(weights):
        return _("One line a weight.")
    if not all(1 <= g <= HEAVIEST_G for g in weights) or not all(0 <= d <= HIGHEST_DONG for d in amounts):
        return _("A weight is 1 to 1,000,000 grams, a fee 0 to 100,000,000 đồng.")
    if any(heavier < lighter for lighter, heavier in pairwise(amounts)):
        return _("A heavier parcel cannot cost less than a lighter one.")
    return ""


def _keep(table, zone, before, after, by, now):
    was, becomes = asdict(before), asdict(after)
    values = {name: [was[name], becomes[name]] for name in was if was[name] != becomes[name]}
    TableChange.objects.create(changed_at=now, changed_by=by, zone=zone, values=values)
    Table.objects.filter(pk=table.pk).update(version=table.version + 1)


def _in_order(provinces):
    """As the list of provinces has them, so that two equal choices are the same."""
    chosen = set(provinces)
    return tuple(name for name in ELSEWHERE if name in chosen)
