"""The numbers in the filters are what a person would count, whatever is for sale and whatever is asked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.search.question import Question
from shop.assortment.index import Index
from shop.assortment.queries import on_offer
from shop.tests.worlds import NOW, a_commune, a_point, a_producer, a_product, certify, put_on_shelf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GROUPS = ("I.5a", "I.6", "IV.2")
COMMUNES = {"03151": "Mường Lay", "03127": "Điện Biên Phủ"}
BANDS = (0, 50_000, 100_000)
FACETS = ("stars", "group", "producer", "commune", "point", "in_season", "in_stock")
goods = st.builds(
    dict,
    stars=st.sampled_from([None, 3, 4, 5]),
    category=st.sampled_from(GROUPS),
    producer=st.sampled_from([None, "mot", "hai"]),
    commune=st.sampled_from([None, "03151", "03127"]),
    point=st.sampled_from([None, 0, 1]),
    units=st.integers(0, 2),
    price=st.sampled_from([30_000, 50_000, 99_000, 100_000]),
    season=st.sampled_from([0, 1 << 10, 1 << 4]),
    age_restricted=st.booleans(),
)
filters = st.fixed_dictionaries(
    {},
    optional={
        "stars": st.sampled_from([3, 4, 5]),
        "group": st.sampled_from(["I", "I.6", "IV.2"]),
        "producer": st.sampled_from(["mot", "hai"]),
        "commune": st.sampled_from(["03151", "03127"]),
        "point": st.sampled_from([0, 1]),
        "in_season": st.just(1),
        "in_stock": st.just(1),
    },
)
prices = st.tuples(st.sampled_from([None, 50_000]), st.sampled_from([None, 99_000]))


@pytest.fixture
def points():
    """Two sales points."""
    return [a_point(), a_point()]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(goods, max_size=12), filters, prices)
def test_counts_are_a_recount(points, wanted, asked, price):
    from django.db import transaction

    with transaction.atomic():
        facts = [_made(values, points) for values in wanted]
        asked = {**asked, **({"point": points[asked["point"]].slug} if "point" in asked else {})}
        question = Question(filters=asked, price=price, facets=FACETS, price_bands=BANDS, limit=50)
        answer = Index(None).answer(question, NOW)
        _recount(answer, facts, asked, price)
        transaction.set_rollback(True)


def _made(values, points):
    """A product with these values; what a person sees of it."""
    producer = values["producer"] and a_producer(f"HTX {values['producer']}", slug=values["producer"])
    commune = values["commune"] and a_commune(COMMUNES[values["commune"]], values["commune"])
    product = a_product(
        category=values["category"],
        producer=producer,
        commune=commune,
        season=values["season"],
        age_restricted=values["age_restricted"],
    )
    if values["stars"]:
        certify(product, stars=values["stars"])
    point = None if values["point"] is None else points[values["point"]]
    put_on_shelf(product, values["units"], at=point, price=values["price"])
    offered = on_offer(NOW, adults=True).get(pk=product.pk)
    return {
        "pk": product.pk,
        "stars": {offered.stars} - {None},
        "group": {values["category"], values["category"].split(".")[0]},
        "producer": {values["producer"]} - {None},
        "commune": {values["commune"]} - {None},
        "point": {point.slug} if point and values["units"] else set(),
        "in_season": {int(not values["season"] or values["season"] == 1 << 10)},
        "in_stock": {int(values["units"] > 0)},
        **{"price": values["price"], "adults": values["age_restricted"]},
    }


def _recount(answer, facts, asked, price):
    def fits(fact, without):
        least, most = price
        return (
            not fact["adults"]
            and all(value in fact[facet] for facet, value in asked.items() if facet != without)
            and (without == "price" or (least or 0) <= fact["price"] <= (most or 10**9))
        )

    assert {each.pk for each in answer.found} == {fact["pk"] for fact in facts if fits(fact, None)}
    assert answer.total == len(answer.found)
    for facet in FACETS:
        left = [value for fact in facts if fits(fact, facet) for value in fact[facet]]
        assert answer.counts[facet] == {value: left.count(value) for value in set(left)}, facet
    bands = [max(low for low in BANDS if low <= fact["price"]) for fact in facts if fits(fact, "price")]
    assert answer.price_counts == {band: bands.count(band) for band in set(bands)}
