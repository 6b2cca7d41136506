"""What visitors are told of a point's recognition: what stands today, and nothing else."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup

from shop.freshness.models import Change
from shop.recognition.operations import withdraw
from shop.recognition.tests.worlds import recognised, supported
from shop.tests.worlds import NOW, a_point

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture(autouse=True)
def _at_ten_on_monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def point():
    return a_point("Điểm Mường Lay", slug="muong-lay")


def facts(client):
    """Label → value of the card on the point's page; empty where there is none."""
    page = BeautifulSoup(client.get("/en/diem-ban/muong-lay/").content, "html.parser")
    rows = page.select("[aria-labelledby=point-recognition] dl > div")
    return {row.dt.get_text(): row.dd.get_text() for row in rows}


def badges(client):
    """The names of points that the list calls recognised."""
    page = BeautifulSoup(client.get("/en/diem-ban/").content, "html.parser")
    return [badge.find_parent("li")["id"] for badge in page.select(".listed-point .badge--ok")]


def test_the_decision_is_told_as_it_was_written(client, point):
    recognised(point)
    assert facts(client) == {
        "Decision": "12/QĐ-UBND",
        "Decision date": "02/05/2024",
        "Issued by": "UBND tỉnh Điện Biên",
        "Criteria": "950/QĐ-BCT",
    }


def test_a_support_says_until_when_the_point_is_kept(client, point):
    recognised(point)
    supported(point, keep_until_date=date(2027, 1, 10))
    assert facts(client)["To be kept until"] == "10/01/2027"
    with time_machine.travel(datetime(2027, 1, 10, 23, 59, tzinfo=HERE), tick=False):
        assert "To be kept until" in facts(client)
    with time_machine.travel(datetime(2027, 1, 11, tzinfo=HERE), tick=False):
        assert "To be kept until" not in facts(client)


def test_the_list_marks_the_recognised_ones_alone(client, point):
    a_point("Điểm khác")
    recognised(point)
    assert badges(client) == ["diem-muong-lay"]


def test_without_a_decision_nothing_is_said(client, point):
    supported(point)
    assert (facts(client), badges(client)) == ({}, [])


def test_a_withdrawn_one_is_shown_up_to_its_last_day_and_not_after(client, point):
    paper = recognised(point)
    with time_machine.travel(datetime(2026, 11, 22, 23, 59, tzinfo=HERE), tick=False):
        assert facts(client)
    withdraw(paper=paper, on=date(2026, 11, 23), reason="Không còn đạt", by=None, now=NOW)
    assert (facts(client), badges(client)) == ({}, [])
    with time_machine.travel(datetime(2026, 11, 22, 23, 59, tzinfo=HERE), tick=False):
        assert facts(client)
        assert badges(client)


def test_before_the_decision_nothing_is_said(client, point):
    recognised(point, decided_date=date(2026, 11, 23))
    with time_machine.travel(datetime(2026, 11, 22, 23, 59, tzinfo=HERE), tick=False):
        assert (facts(client), badges(client)) == ({}, [])


def test_pages_that_are_kept_hear_of_a_recognition_and_of_a_support(point):
    for write in (recognised, supported):
        Change.objects.all().delete()
        write(point)
        assert Change.objects.filter(kind=Change.Kind.POINT, key=point.pk).exists()
