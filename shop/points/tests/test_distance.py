"""The database's distance is Python's distance, on whichever engine the tests run."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from shop.points.distance import distance_km
from shop.points.models import SalesPoint
from shop.tests.worlds import a_point


def degrees(most):
    """Anywhere, to a tenth of a millimetre."""
    return st.integers(-most * 10**9, most * 10**9).map(lambda billionths: billionths / 10**9)


places = st.tuples(degrees(90), degrees(180))


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(here=places, there=places)
@example(here=(21.41, 103.05), there=(21.41, 103.05))
@example(here=(21.41, 103.05), there=(-21.41, -76.95))
@example(here=(90.0, 0.0), there=(-90.0, 0.0))
@example(here=(0.0, 180.0), there=(0.0, -180.0))
@example(here=(22.02026, 103.17444), there=(21.40953, 103.04636))
@pytest.mark.slow
def test_the_database_and_python_agree_to_three_decimals(db, here, there):
    point = SalesPoint.objects.first() or a_point()
    SalesPoint.objects.filter(pk=point.pk).update(latitude=there[0], longitude=there[1])
    measured = SalesPoint.objects.with_distance(*here).get(pk=point.pk).distance_km
    assert measured == pytest.approx(distance_km(here, there), abs=0.0005)


def test_mường_lay_lies_69_kilometres_from_điện_biên_phủ():
    assert distance_km((22.02026, 103.17444), (21.40953, 103.04636)) == pytest.approx(69.2, abs=0.1)


def test_a_place_lies_at_no_distance_from_itself():
    assert distance_km((21.41, 103.05), (21.41, 103.05)) == 0
