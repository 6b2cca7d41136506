"""Changing the table: checked, kept with who did it, and never over somebody else's change unseen."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from shop.delivery.exceptions import TableRefused
from shop.delivery.models import NearProvince, RateStep, Table, TableChange, Zone
from shop.delivery.operations import TableTerms, terms_of, write_table, write_zone
from shop.delivery.queries import the_tariff
from shop.delivery.tariff import Kind
from shop.tests.worlds import NOW, a_seller

pytestmark = pytest.mark.django_db
TERMS = TableTerms(volume_divisor=5_000, packing_g=200, unknown_g=400)


def now_of(kind):
    return terms_of(Zone.objects.get(kind=kind))


def write(kind, *, seen=1, by=None, **changes):
    write_zone(kind=kind, terms=replace(now_of(kind), **changes), seen=seen, by=by, now=NOW)


def test_a_change_is_written_whole_and_kept_with_who_made_it():
    person = a_seller()
    write(Kind.FAR, steps=((3_000, 60_000), (1_000, 50_000)), surcharge=2_000, by=person)

    rates = the_tariff().rates[Kind.FAR]
    assert (rates.steps, rates.surcharge) == (((1_000, 50_000), (3_000, 60_000)), 2_000)
    change = TableChange.objects.get()
    assert (change.changed_by, change.changed_at, change.zone) == (person, NOW, "far")
    assert change.values == {
        "steps": [[[2_000, 45_000], [5_000, 75_000]], [[1_000, 50_000], [3_000, 60_000]]],
        "surcharge": [0, 2_000],
    }


def test_nothing_changed_is_no_change():
    write(Kind.FAR)
    assert not TableChange.objects.exists()
    assert Table.objects.get().version == 1


def test_a_province_that_is_no_longer_near_is_far():
    write(Kind.NEAR, provinces=("Sơn La", "Hà Nội"))

    tariff = the_tariff()
    assert tariff.zone_of("Hà Nội") == Kind.NEAR
    assert tariff.zone_of("Lai Châu") == Kind.FAR


def test_of_two_people_the_second_is_told_and_overwrites_nothing():
    write(Kind.FAR, surcharge=2_000)
    for late in (
        lambda: write(Kind.NEAR, surcharge=1_000),
        lambda: write_table(terms=TERMS, seen=1, by=None, now=NOW),
    ):
        with pytest.raises(TableRefused):
            late()
    assert Zone.objects.get(kind=Kind.NEAR).surcharge == 0


def test_what_holds_for_all_zones_is_kept_too():
    write_table(terms=TERMS, seen=1, by=None, now=NOW)

    assert the_tariff().volume_divisor == 5_000
    assert TableChange.objects.get().values["is_sample"] == [True, False]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"steps": ()}, "steps"),
        ({"steps": ((1_000, 50_000), (1_000, 60_000))}, "steps"),
        ({"steps": ((1_000, 50_000), (2_000, 40_000))}, "steps"),
        ({"steps": ((0, 1),)}, "steps"),
        ({"steps": ((1, 100_000_001),)}, "steps"),
        ({"days_from": 5, "days_to": 4}, "days_to"),
        ({"provinces": ("Điện Biên",)}, "provinces"),
    ],
)
def test_what_would_be_no_table_is_refused(changes, field):
    with pytest.raises(TableRefused) as refusal:
        write(Kind.NEAR, **changes)
    assert set(refusal.value.errors) == {field}


@pytest.mark.parametrize(
    "write_past_the_rules",
    [
        lambda: Table.objects.create(pk=2),
        lambda: Zone.objects.filter(kind="far").update(kind="near"),
        lambda: Zone.objects.update(days_to=0),
        lambda: Zone.objects.update(cold_surcharge=200_000_000),
        lambda: NearProvince.objects.create(province="Sơn La"),
        lambda: NearProvince.objects.create(province="Điện Biên"),
        lambda: RateStep.objects.update(up_to_g=0),
        lambda: RateStep.objects.create(zone=Zone.objects.first(), up_to_g=2_000, amount=1),
        lambda: Table.objects.update(volume_divisor=0),
    ],
)
def test_the_database_keeps_it_a_table_whoever_writes(write_past_the_rules):
    with pytest.raises(IntegrityError), transaction.atomic():
        write_past_the_rules()


def test_its_history_never_changes():
    write(Kind.FAR, surcharge=2_000)
    for change in (TableChange.objects.all().delete, lambda: TableChange.objects.update(zone="near")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
