"""Inspections: filled in, scored, finished once, and unchanged ever after."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from PIL import Image

from catalog.pictures.intake import NoPicture
from catalog.pictures.tests.photographs import CAMERA, POLYGLOT, a_photograph, an_upload, with_position
from shop.recognition import inspecting
from shop.recognition.exceptions import ChangedMeanwhile, RecognitionRefused
from shop.recognition.inspecting import Finding, add_photograph, fill_in, finish
from shop.recognition.models import Answer, CriteriaSet, Inspection, Photograph
from shop.recognition.tests.worlds import MET, NOT_APPLICABLE, NOT_MET, begun, inspected
from shop.tests.worlds import NOW, a_point

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.CLOSED_MEDIA_ROOT = tmp_path


def scored(inspection):
    return Inspection.objects.with_score().get(pk=inspection.pk)


def errors_of(write, **kwargs):
    with pytest.raises(RecognitionRefused) as refused:
        write(**kwargs)
    return refused.value.errors


def a_newer_list(from_date):
    first = CriteriaSet.objects.get()
    newer = CriteriaSet.objects.create(name="Bản 2", decision=first.decision, from_date=from_date)
    newer.criteria.create(position=1, group="Biển hiệu", text="Có biển")
    return newer


@pytest.mark.parametrize(
    ("verdicts", "percent"),
    [
        ([], 100),
        ([NOT_MET], 87),
        ([NOT_MET] * 8, 0),
        ([NOT_APPLICABLE] * 2 + [NOT_MET] * 2, 66),
        ([NOT_APPLICABLE] * 8, None),
    ],
)
def test_the_score_is_what_was_met_of_what_applied(verdicts, percent):
    assert scored(inspected(a_point(), *verdicts)).percent == percent


def test_a_point_has_a_history_of_scores():
    point = a_point()
    for days, bad in ((400, 4), (200, 2), (1, 0)):
        inspected(point, *[NOT_MET] * bad, at=NOW - timedelta(days=days), is_announced=days == 400)
    begun(point)

    history = point.inspections.finished().with_score()

    assert [(one.percent, one.is_announced) for one in history] == [(100, False), (75, False), (50, True)]


def test_the_list_of_the_day_of_the_visit_counts():
    newer = a_newer_list(NOW.date())
    assert begun(a_point(), at=NOW).criteria == newer
    assert begun(a_point(), at=NOW - timedelta(days=2)).criteria.name == "Danh mục kiểm tra, bản 1"


def test_a_visit_was_made_by_somebody_and_is_not_still_to_come():
    assert set(errors_of(begun, point=a_point(), inspectors=" ")) == {"inspectors"}
    assert set(errors_of(begun, point=a_point(), at=NOW + timedelta(minutes=1))) == {"visited_at"}
    assert set(errors_of(begun, point=a_point(), at=datetime(2020, 1, 1, tzinfo=UTC))) == {"visited_at"}


def test_it_is_finished_once_every_criterion_has_its_answer_and_what_is_missing_is_said():
    draft = begun(a_point())
    first, second, *rest = draft.criteria.criteria.all()
    fill_in(
        inspection=draft,
        seen=0,
        findings={first.pk: Finding(NOT_MET), **{one.pk: Finding(MET) for one in rest}},
    )

    errors = errors_of(finish, inspection=draft, by=None, now=NOW)

    assert set(errors) == {f"note-{first.pk}", f"verdict-{second.pk}"}
    draft.refresh_from_db()
    assert not draft.is_finished


def test_of_two_people_the_second_is_told_and_overwrites_nothing():
    draft = begun(a_point())
    criterion = draft.criteria.criteria.first()
    fill_in(inspection=draft, seen=0, findings={criterion.pk: Finding(MET, "Người thứ nhất")})

    with pytest.raises(ChangedMeanwhile):
        fill_in(inspection=draft, seen=0, findings={criterion.pk: Finding(NOT_MET, "Người thứ hai")})

    assert Answer.objects.get().note == "Người thứ nhất"
    fill_in(inspection=draft, seen=1, findings={criterion.pk: Finding(NOT_MET, "Đã xem lại")})
    assert Answer.objects.get().note == "Đã xem lại"


def test_what_belongs_to_another_list_is_no_answer():
    draft = begun(a_point())
    other = a_newer_list(NOW.date()).criteria.get()
    with pytest.raises(ValueError, match="not in"):
        fill_in(inspection=draft, seen=0, findings={other.pk: Finding(MET)})


def test_nothing_is_done_to_a_finished_inspection():
    done = inspected(a_point())
    criterion = done.criteria.criteria.first()

    for write, values in (
        (finish, {"by": None, "now": NOW}),
        (fill_in, {"seen": done.version, "findings": {criterion.pk: Finding(NOT_MET)}}),
        (add_photograph, {"file": an_upload(), "now": NOW}),
        (inspecting.discard, {}),
    ):
        assert set(errors_of(write, inspection=done, **values)) == {""}


@pytest.mark.parametrize(
    "change",
    [
        lambda done: Inspection.objects.filter(pk=done.pk).update(remarks="Khác"),
        lambda done: Inspection.objects.filter(pk=done.pk).update(finished_at=None),
        lambda done: Inspection.objects.filter(pk=done.pk)._raw_delete("default"),
        lambda done: done.answers.update(verdict=NOT_MET),
        lambda done: done.answers.all()._raw_delete("default"),
        lambda done: Photograph.objects.create(
            inspection=done, file="a.jpg", digest="a", width=1, height=1, taken_in_at=NOW
        ),
        lambda done: done.criteria.criteria.update(text="Dễ hơn"),
        lambda done: done.criteria.criteria.create(position=99, group="Mới", text="Thêm"),
        lambda done: CriteriaSet.objects.filter(pk=done.criteria_id).update(name="Khác"),
    ],
)
def test_the_database_itself_keeps_a_finished_inspection_and_its_list(change):
    done = inspected(a_point(), NOT_MET)
    answers = [*done.answers.order_by("pk").values_list("verdict", "note")]

    with pytest.raises(DatabaseError), transaction.atomic():
        change(done)

    assert scored(done).percent == 87
    assert [*done.answers.order_by("pk").values_list("verdict", "note")] == answers


def test_an_answer_does_not_move_into_a_finished_inspection():
    done, draft = inspected(a_point()), begun(a_point())
    answer = draft.answers.create(criterion=draft.criteria.criteria.first(), verdict=NOT_MET)
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(inspection=done)


def test_a_photograph_is_made_small_and_loses_where_it_was_taken(tmp_path):
    draft = begun(a_point())
    data = a_photograph(2400, 1800, exif=with_position())

    photograph = add_photograph(inspection=draft, file=an_upload(data), now=NOW)

    assert (photograph.width, photograph.height) == (1600, 1200)
    stored = tmp_path / photograph.file.name
    with Image.open(stored) as image:
        assert image.size == (1600, 1200)
        assert not image.getexif()
    assert CAMERA.encode() not in stored.read_bytes()
    with pytest.raises(ValueError, match="not accessible via a URL"):
        _ = photograph.file.url


def test_the_same_photograph_twice_is_one():
    draft = begun(a_point())
    first = add_photograph(inspection=draft, file=an_upload(), now=NOW)
    assert add_photograph(inspection=draft, file=an_upload(name="lai.jpg"), now=NOW) == first


def test_what_is_no_picture_is_no_photograph(tmp_path):
    with pytest.raises(NoPicture):
        add_photograph(inspection=begun(a_point()), file=an_upload(POLYGLOT), now=NOW)
    assert not Photograph.objects.exists()
    assert [*tmp_path.iterdir()] == []


def test_one_visit_fills_no_disk(monkeypatch):
    monkeypatch.setattr(inspecting, "MOST_PHOTOGRAPHS", 1)
    draft = begun(a_point())
    add_photograph(inspection=draft, file=an_upload(), now=NOW)
    other = an_upload(a_photograph(400, 300))
    assert set(errors_of(add_photograph, inspection=draft, file=other, now=NOW)) == {"photographs"}


def test_a_draft_is_thrown_away_with_its_files(tmp_path, django_capture_on_commit_callbacks):
    draft = begun(a_point())
    photograph = add_photograph(inspection=draft, file=an_upload(), now=NOW)
    gone = add_photograph(inspection=draft, file=an_upload(a_photograph(400, 300)), now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        inspecting.remove_photograph(photograph=gone)
    assert not (tmp_path / gone.file.name).exists()
    assert (tmp_path / photograph.file.name).exists()

    with django_capture_on_commit_callbacks(execute=True):
        inspecting.discard(inspection=draft)

    assert not Inspection.objects.exists()
    assert not (tmp_path / photograph.file.name).exists()
