"""Recognition and support: written once, taken back with a reason, and kept."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from shop.recognition.exceptions import RecognitionRefused
from shop.recognition.models import PointRecognition, PointSupport
from shop.recognition.operations import withdraw
from shop.recognition.queries import recognition_on, recognitions_on
from shop.recognition.tests.worlds import recognised, supported, the_criteria
from shop.tests.worlds import NOW, a_point

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOW)


def taken_back(paper, *, on=TODAY, reason="Điểm không còn"):
    return withdraw(paper=paper, on=on, reason=reason, by=None, now=NOW)


def refusal(write, *args, **kwargs):
    with pytest.raises(RecognitionRefused) as refused:
        write(*args, **kwargs)
    return set(refused.value.errors)


def test_the_ministrys_decisions_are_there_and_the_list_of_questions_says_whose_it_is():
    first, second = the_criteria("920/QĐ-BCT"), the_criteria("950/QĐ-BCT")
    assert (first.decided_date, second.decided_date) == (date(2019, 4, 16), date(2023, 4, 18))
    criteria = second.criteria_sets.get()
    assert criteria.is_working_list
    assert "không phải nguyên văn" in criteria.sources
    assert criteria.criteria.count() == 8


def test_a_point_is_recognised_from_the_day_of_the_decision_until_it_is_withdrawn():
    point = a_point()
    recognition = recognised(point, decided_date=date(2024, 5, 2), decision_number="  12/QĐ-UBND ")
    assert recognition.decision_number == "12/QĐ-UBND"
    assert recognition_on(point=point, day=date(2024, 5, 1)) is None
    assert recognition_on(point=point, day=date(2024, 5, 2)) == recognition

    taken_back(recognition, on=TODAY)

    assert recognition_on(point=point, day=TODAY - timedelta(days=1)) == recognition
    assert recognition_on(point=point, day=TODAY) is None


def test_one_recognition_stands_at_a_time_and_the_ones_before_are_kept():
    point = a_point()
    first = recognised(point)
    assert refusal(recognised, point) == {""}

    taken_back(first)
    second = recognised(point, decision_number="13/QĐ-UBND")

    assert [*point.recognitions.order_by("pk")] == [first, second]
    with pytest.raises(IntegrityError), transaction.atomic():
        PointRecognition.objects.create(
            point=point,
            decision_number="14",
            decided_date=TODAY,
            issuer="x",
            criteria=the_criteria(),
            recorded_at=NOW,
        )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_date": TODAY + timedelta(days=1)}, "decided_date"),
        ({"decided_date": date(2023, 4, 17)}, "decided_date"),
        ({"decision_number": "  "}, "decision_number"),
        ({"issuer": ""}, "issuer"),
    ],
)
def test_what_is_no_decision_is_refused(changes, field):
    assert refusal(recognised, a_point(), **changes) == {field}
    assert not PointRecognition.objects.exists()


def test_a_supported_point_runs_two_years_unless_the_grant_says_otherwise():
    point = a_point()
    usual = supported(point, granted_date=date(2025, 1, 10))
    own = supported(point, granted_date=date(2025, 1, 10), keep_until_date=date(2030, 1, 1))

    assert usual.keep_until_date == date(2027, 1, 10)
    assert own.keep_until_date == date(2030, 1, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": -1}, "amount"),
        ({"budget_source": " "}, "budget_source"),
        ({"granted_date": TODAY + timedelta(days=1)}, "granted_date"),
        ({"keep_until_date": date(2025, 1, 10)}, "keep_until_date"),
    ],
)
def test_what_is_no_grant_is_refused(changes, field):
    assert refusal(supported, a_point(), **changes) == {field}
    assert not PointSupport.objects.exists()


def test_the_end_of_an_obligation_is_seen_coming():
    def until(days, **values):
        point = a_point()
        return supported(point, keep_until_date=TODAY + timedelta(days=days), **values)

    over, today, soon, later = until(-1), until(0), until(90), until(91)
    taken_back(until(10))

    assert [*PointSupport.objects.ending_within(90, TODAY)] == [today, soon]
    assert {*PointSupport.objects.binding(TODAY)} == {today, soon, later}
    assert over in PointSupport.objects.standing(TODAY)


@pytest.mark.parametrize("grant", [recognised, supported])
def test_a_grant_is_withdrawn_once_with_a_reason_not_before_it_was_given_nor_in_advance(grant):
    paper = grant(a_point())
    assert refusal(taken_back, paper, reason=" ") == {"reason"}
    assert refusal(taken_back, paper, on=TODAY + timedelta(days=1)) == {"withdrawn_date"}
    assert refusal(taken_back, paper, on=date(2024, 5, 1)) == {"withdrawn_date"}

    taken_back(paper)

    assert refusal(taken_back, paper) == {""}
    assert [*type(paper).objects.withdrawn()] == [paper]
    with pytest.raises(DatabaseError), transaction.atomic():
        type(paper).objects.filter(pk=paper.pk).update(withdrawal_reason="Khác")


@pytest.mark.parametrize(
    ("grant", "change"),
    [
        (recognised, {"decision_number": "1/QĐ"}),
        (recognised, {"is_sample": True}),
        (recognised, {"withdrawn_date": TODAY, "withdrawal_reason": ""}),
        (supported, {"amount": 5}),
        (supported, {"keep_until_date": TODAY}),
    ],
)
def test_what_was_granted_is_never_rewritten(grant, change):
    paper = grant(a_point())
    with pytest.raises(DatabaseError), transaction.atomic():
        type(paper).objects.filter(pk=paper.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        paper.delete()
    paper.refresh_from_db()


def test_points_are_asked_about_together(django_assert_num_queries):
    points = [a_point() for _ in range(3)]
    for point in points[:2]:
        recognised(point)
    with django_assert_num_queries(1):
        found = recognitions_on(points=points, day=TODAY)
        assert {pk: (one.decision_number, str(one.criteria)) for pk, one in found.items()} == {
            point.pk: ("12/QĐ-UBND", "950/QĐ-BCT") for point in points[:2]
        }
