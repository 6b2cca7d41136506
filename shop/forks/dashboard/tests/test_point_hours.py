"""Hours as people write them are read as they are meant, or refused."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from shop.forks.dashboard.points.hours import in_words, periods_in
from shop.forks.dashboard.points.rows import FIRST_TET_DAY, LAST_TET_DAY, ExceptionForm


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("  ", ""),
        ("7:30-11:30", "07:30–11:30"),
        ("7h30 – 11h30, 13h30 – 17h", "07:30–11:30, 13:30–17:00"),
        ("13:30-17:00; 7-11", "07:00–11:00, 13:30–17:00"),
        ("07:30-11:30 13:30-17:00", "07:30–11:30, 13:30–17:00"),
        ("7 giờ", None),
        ("7g-11g", "07:00–11:00"),
        ("7.30 đến 11.30", "07:30–11:30"),
        ("17:00-01:00", "17:00–01:00"),
        ("8:00-24:00", "08:00–00:00"),
        ("Cả ngày", "00:00–00:00"),
        ("24/7", "00:00–00:00"),
        ("8-12, 12-14", "08:00–12:00, 12:00–14:00"),
        ("24:00-25:00", None),
        ("8:60-9:00", None),
        ("8-", None),
        ("8", None),
        ("8-9-10", None),
        ("-8-9", None),
        ("8-12, 11-14", None),
        ("22-02, 23-24", None),
        ("8-9 8-9", None),
        ("1-2, 3-4, 5-6, 7-8, 9-10, 11-12, 13-14", None),
        ("٧-٨", None),
    ],
)
def test_hours(text, words):
    if words is None:
        with pytest.raises(ValidationError):
            periods_in(text)
    else:
        assert in_words(periods_in(text)) == words


def test_what_is_shown_is_read_again_as_it_was():
    periods = [(time(7, 30), time(11)), (time(13), time(0))]
    assert periods_in(in_words(periods)) == periods


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "words"), [("99999999999999999999", "lớn nhất là"), ("-99", "nhỏ nhất là")])
def test_a_day_of_tet_lies_within_tet(day, words):
    limit = LAST_TET_DAY if words.startswith("lớn") else FIRST_TET_DAY
    form = ExceptionForm({"from_tet_day": day, "to_tet_day": "3", "reason": "tet"})
    assert form.errors["from_tet_day"] == [f"Số này {words} {limit}."]
