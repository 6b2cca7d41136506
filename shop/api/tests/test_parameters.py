"""Wrong parameters: 422, naming each and what is expected of it."""

import pytest

pytestmark = pytest.mark.django_db
LONG = "a" * 10_000

BAD = {
    "stars": ["x", "2", "6", "-3", "3.0", "9" * 400, "\x00", "3\x00", "🙂", LONG, "٣", "3,4"],
    "group": ["x", "VII", "I.", "I.9", "i", "-1", "9" * 400, "\x00", "I\x00", "🙂", LONG, "I,II"],
    "producer": ["không có", "khong-co", "-1", "9" * 400, "\x00", "🙂", LONG, "'\"<>", "a,b"],
    "commune": [
        "x",
        "0315",
        "00000",
        "-3151",
        "9" * 400,
        "\x00",
        "03151\x00",
        "🙂",
        LONG,
        "٠٣١٥١",
        "03151,03127",
    ],
    "sort": ["x", "-name", "1", "9" * 400, "\x00", "🙂", LONG, "name,price"],
    "limit": ["x", "0", "-1", "101", "1.5", "9" * 400, "\x00", "1\x00", "🙂", LONG, "٣", "1_0", "1,2"],
    "offset": ["x", "-1", "1000001", "1.5", "9" * 400, "\x00", "🙂", LONG, "٣", "1,2"],
}
BAD_NEAR = ["x", "21.4", "21.4,", "91,0", "0,181", "nan,nan", "inf,0", "9" * 400, "\x00", "🙂", LONG, "1,2,3"]


class TestWrongParameters:
    @pytest.mark.parametrize(("name", "value"), [(name, value) for name in BAD for value in BAD[name]])
    def test_each_is_named_with_what_is_expected(self, ask, name, value):
        (wrong,) = ask("/products", {name: value}, status=422)["detail"]
        assert wrong["parameter"] == name
        assert wrong["message"]

    @pytest.mark.parametrize("value", BAD_NEAR)
    def test_a_wrong_position_is_named(self, ask, value):
        (wrong,) = ask("/sales-points", {"near": value}, status=422)["detail"]
        assert wrong["parameter"] == "near"
        assert wrong["message"]

    def test_all_are_named_at_once(self, ask):
        detail = ask("/products", {name: values[0] for name, values in BAD.items()}, status=422)["detail"]
        assert [wrong["parameter"] for wrong in detail] == list(BAD)

    @pytest.mark.parametrize("name", BAD)
    def test_one_value_is_expected(self, ask, name):
        (wrong,) = ask("/products", {name: ["3", "3"]}, status=422)["detail"]
        assert wrong["parameter"] == name

    def test_one_position_is_expected(self, ask):
        (wrong,) = ask("/sales-points", {"near": ["21,103", "21,103"]}, status=422)["detail"]
        assert wrong["parameter"] == "near"
