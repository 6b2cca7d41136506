"""Numbers as people type them, links that lead somewhere, and what start-up says about keys."""

import pytest

from shop.carriers.available import booking_carriers
from shop.carriers.checks import check_carriers
from shop.carriers.known import read_number, tracking_link


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("  lb7 x12 \u00a0 345", "LB7X12345"),
        ("S1.A1.17373471", "S1.A1.17373471"),
        ("EB-123-456-VN", "EB-123-456-VN"),
        ("ＥＢ１２３", "EB123"),
        ("", None),
        ("ab", None),
        ("12<script>", None),
        ("1" * 41, None),
        ("mã vận đơn", None),
    ],
)
def test_a_number_is_read_with_its_spaces_forgiven(typed, number):
    assert read_number(typed) == number


def test_links_are_shown_for_carriers_whose_link_is_known():
    assert tracking_link("ghn", "LB7X1") == "https://donhang.ghn.vn/?order_code=LB7X1"
    assert tracking_link("ghtk", "S1.A1.17") == "https://i.ghtk.vn/S1.A1.17"
    assert tracking_link("viettel", "123") == tracking_link("ghn", "") == tracking_link("?", "1") == ""


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, []),
        ({"GHN_TOKEN": "a", "GHN_SHOP_ID": "885"}, []),
        ({"GHN_TOKEN": "secret"}, ["carriers.E001"]),
        ({"GHTK_PARTNER": "S1"}, ["carriers.E001"]),
        ({"GHN_TOKEN": "secret", "GHN_SHOP_ID": "my shop"}, ["carriers.E002", "carriers.E003"]),
        ({"GHTK_TOKEN": "a\nb", "GHTK_PARTNER": "S1"}, ["carriers.E003"]),
        ({"GHTK_TOKEN": "a", "GHTK_PARTNER": "S1", "GHTK_API_BASE": "http://x.example"}, ["carriers.E004"]),
        ({"GHTK_TOKEN": "a", "GHTK_PARTNER": "S1", "GHTK_API_BASE": "http://127.0.0.1:9"}, []),
    ],
)
def test_half_a_configuration_is_told_at_the_start_and_hides_the_carrier(settings, values, told):
    for name, value in values.items():
        setattr(settings, name, value)

    messages = check_carriers(None)

    assert [message.id for message in messages] == told
    assert "secret" not in str(messages)
    assert len(booking_carriers()) == (1 if values and not told else 0)


def test_a_public_machine_takes_no_stand_in(settings):
    settings.GHN_TOKEN, settings.GHN_SHOP_ID = "a", "1"
    settings.GHN_API_BASE, settings.CARRIERS_STAND_IN_ALLOWED = "http://127.0.0.1:9", False

    assert [message.id for message in check_carriers(None)] == ["carriers.E004"]
