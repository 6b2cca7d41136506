"""What follows from a table, whatever its numbers: no fee is negative, and none falls as a parcel grows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.places.provinces import ELSEWHERE, HOME_PROVINCE, PROVINCES
from shop.delivery.operations import _fault_of
from shop.delivery.tariff import Kind, Load, Rates, Tariff

AMOUNTS = st.integers(0, 1_000_000)
GRAMS = st.integers(0, 200_000)


@st.composite
def tables(draw):
    """A table as the operations would accept it."""
    weights = draw(st.lists(st.integers(1, 50_000), min_size=1, max_size=6, unique=True).map(sorted))
    amounts = sorted(draw(st.lists(AMOUNTS, min_size=len(weights), max_size=len(weights))))
    cold = draw(st.none() | AMOUNTS)
    steps = tuple(zip(weights, amounts, strict=True))
    assert not _fault_of(steps)
    rates = {kind: Rates(kind, steps, draw(AMOUNTS), draw(AMOUNTS), cold) for kind in Kind}
    near = draw(st.frozensets(st.sampled_from(ELSEWHERE)))
    return Tariff(rates, near, draw(st.integers(1_000, 20_000)), draw(st.integers(0, 10_000)))


def loads():
    return st.builds(Load, GRAMS, st.integers(0, 2_000_000), st.booleans())


@given(tables(), st.sampled_from(list(Kind)), loads(), loads())
def test_a_fee_is_whole_never_negative_and_never_falls_with_more_in_the_parcel(tariff, zone, less, more):
    fee, dearer = tariff.fee(zone, less), tariff.fee(zone, less + more)

    if fee is None or dearer is None:
        assert tariff.rates[zone].cold_surcharge is None
        assert dearer is None
        return
    assert isinstance(fee.amount, int)
    assert 0 <= fee.amount <= dearer.amount
    assert fee.amount == fee.carriage + fee.surcharge + fee.cold


@given(tables(), st.sampled_from(PROVINCES), st.booleans())
def test_exactly_one_zone_answers_for_every_destination(tariff, province, same):
    answering = {
        Kind.COMMUNE: province == HOME_PROVINCE and same,
        Kind.PROVINCE: province == HOME_PROVINCE and not same,
        Kind.NEAR: province in tariff.near,
        Kind.FAR: province != HOME_PROVINCE and province not in tariff.near,
    }
    assert [kind for kind, answers in answering.items() if answers] == [
        tariff.zone_of(province, is_same_commune=same)
    ]


RATES = Rates("far", ((500, 20_000), (2_000, 45_000)), per_kg_beyond=10_000)


@pytest.mark.parametrize(
    ("grams", "dong"),
    [
        (0, 20_000),
        (500, 20_000),
        (501, 45_000),
        (2_000, 45_000),
        (2_001, 55_000),
        (3_000, 55_000),
        (3_001, 65_000),
    ],
)
def test_steps_hold_up_to_their_weight_and_then_each_started_kilogram_counts(grams, dong):
    assert RATES.carriage(grams) == dong


def test_a_bulky_parcel_is_charged_by_its_volume_and_a_heavy_one_by_its_weight():
    tariff = Tariff({"far": RATES}, volume_divisor=6_000, packing_g=100)

    assert tariff.charged_g(Load(weight_g=500, volume_cm3=30 * 20 * 20)) == 2_000
    assert tariff.charged_g(Load(weight_g=500, volume_cm3=1)) == 600
    assert tariff.charged_g(Load(weight_g=0, volume_cm3=6_001)) == 1_001


def test_cold_costs_more_where_it_can_be_and_has_no_fee_where_it_cannot():
    warm = Tariff({"far": RATES})
    cold = Tariff({"far": Rates("far", RATES.steps, 0, surcharge=1_000, cold_surcharge=20_000)})

    assert warm.fee("far", Load(100, is_cold=True)) is None
    assert cold.fee("far", Load(100, is_cold=True)).amount == 20_000 + 1_000 + 20_000
    assert cold.fee("far", Load(100)).cold == 0
