"""Every sales point looks like what it is."""

import pytest

from shop.points.drawings import OF_KIND, OF_SETTING
from shop.points.models import SalesPoint

Kind, Setting = SalesPoint.Kind, SalesPoint.Setting


@pytest.mark.parametrize(
    ("kind", "setting", "drawing"),
    [
        (Kind.CENTRE, Setting.FAIR, "hall"),
        (Kind.SHOP, Setting.MARKET, "shop-front"),
        (Kind.POST_OFFICE, Setting.POST_AND_CULTURE, "post-office"),
        (Kind.SUPERMARKET_CORNER, Setting.MARKET, "market-stall"),
        (Kind.PRODUCER_SHOP, Setting.CRAFT_VILLAGE, "stilt-house"),
        (Kind.POINT, Setting.REST_STOP, "coach-station"),
        (Kind.POINT, Setting.TOURISM, "guesthouse"),
        (Kind.POINT, Setting.MARKET, "market-stall"),
    ],
)
def test_a_point_shows_its_kind_and_else_where_it_stands(kind, setting, drawing):
    assert SalesPoint(kind=kind, setting=setting).drawing == drawing


def test_every_kind_and_setting_has_a_drawing():
    assert {*OF_KIND, Kind.POINT} == set(Kind)
    assert set(OF_SETTING) == set(Setting)
