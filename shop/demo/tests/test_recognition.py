"""Sample recognition: named as such, with visits that count, and left alone the second time."""

from datetime import timedelta

import pytest

from shop.demo.places import build_communes
from shop.demo.points import build_points
from shop.demo.recognition import SAMPLES, build_recognition
from shop.recognition.models import Inspection, PointRecognition, PointSupport
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _points():
    build_communes()
    build_points()


def test_all_of_it_is_named_a_sample():
    assert build_recognition(at=NOW) == (3, 3)

    papers = [*PointRecognition.objects.all(), *PointSupport.objects.all(), *Inspection.objects.all()]
    assert len(papers) == 3 + 2 + 6
    assert all(paper.is_sample and paper.point.is_sample for paper in papers)
    named = [*PointRecognition.objects.values_list("decision_number", flat=True)]
    assert all(number.startswith("MẪU-") for number in named)


def test_visits_miss_what_they_are_said_to_and_supports_end_when_they_are_said_to():
    build_recognition(at=NOW)
    visits = Inspection.objects.finished().with_score()
    missed = sorted(one.counted - one.met for one in visits)
    assert missed == sorted(number for *_papers, told in SAMPLES.values() for number in told.values())
    assert PointSupport.objects.ending_within(90, NOW.date()).get().point.slug == "dien-bien-phu"


def test_a_second_time_changes_nothing():
    build_recognition(at=NOW)
    assert build_recognition(at=NOW + timedelta(days=400)) == (3, 0)
    assert PointRecognition.objects.count() == 3
