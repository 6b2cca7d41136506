"""Visits of the office: begun, filled in on a phone, finished once; their photographs are nobody else's."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from catalog.pictures.tests.photographs import a_photograph, an_upload
from shop.accounts.models import User
from shop.forks.dashboard.inspections.scores import HEIGHT, MARGIN, drawing_of
from shop.forks.dashboard.tests.office import a_superuser
from shop.recognition.inspecting import add_photograph, fill_in
from shop.recognition.models import Inspection, Photograph
from shop.recognition.tests.worlds import MET, NOT_MET, begun, inspected
from shop.tests.worlds import NOW, a_point, a_seller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _here(time_machine, settings, tmp_path):
    time_machine.move_to(NOW, tick=False)
    settings.CLOSED_MEDIA_ROOT = tmp_path


@pytest.fixture
def office(client):
    """A browser of the office."""
    client.force_login(a_superuser())
    return client


def page(name, thing):
    return reverse(f"dashboard:{name}", kwargs={"pk": thing.pk})


def soup_of(answer):
    return BeautifulSoup(answer.content, "html.parser")


def faults(answer):
    return " ".join(error.text for error in soup_of(answer).select(".error-block"))


def a_visit(**changes):
    values = {"visited_at": "2026-11-23T09:30", "inspectors": "Lò Văn Thử", "is_announced": "on"}
    return {**values, **changes}


def test_a_visit_is_begun_and_leads_to_its_checklist(office):
    answer = office.post(page("inspection-begin", a_point()), a_visit())
    inspection = Inspection.objects.get()
    assert answer["Location"] == page("inspection-fill-in", inspection)
    assert inspection.is_announced
    local = timezone.localtime(inspection.visited_at)
    assert f"{local:%H:%M}" == "09:30"


@pytest.mark.parametrize(
    "changes", [{"visited_at": "2026-11-24T09:30"}, {"visited_at": "2020-01-01T00:00"}, {"inspectors": " "}]
)
def test_a_visit_that_cannot_have_been_is_refused(office, changes):
    answer = office.post(page("inspection-begin", a_point()), a_visit(**changes))
    assert faults(answer)
    assert not Inspection.objects.exists()


def answers(inspection, verdict=MET, **changes):
    """What the checklist sends: the same verdict for all."""
    keys = inspection.criteria.criteria.values_list("pk", flat=True)
    values = {f"verdict-{key}": verdict for key in keys}
    return {"seen": inspection.version, "remarks": "Gọn gàng", **values, **changes}


def first_key(inspection):
    return inspection.criteria.criteria.first().pk


def test_the_checklist_is_saved_gone_on_with_and_finished(office):
    draft = begun(a_point())
    key = first_key(draft)
    at = page("inspection-fill-in", draft)
    files = {f"photograph-{key}": an_upload(), "photograph-0": an_upload(a_photograph(500, 400))}
    office.post(at, {"seen": "0", f"note-{key}": "Cạnh bến xe", "save": "", **files})
    draft.refresh_from_db()
    assert not draft.is_finished
    assert soup_of(office.get(at)).select_one(f"[name=note-{key}]").text.strip() == "Cạnh bến xe"
    assert {one.criterion_id for one in draft.photographs.all()} == {key, None}

    answer = office.post(at, answers(draft, **{f"note-{key}": "Cạnh bến xe", "finish": ""}), follow=True)

    draft.refresh_from_db()
    assert draft.is_finished
    assert draft.finished_by.email == "office@example.com"
    assert all(words in answer.content.decode() for words in ("100%", "Cạnh bến xe", "Gọn gàng"))
    assert office.get(at)["Location"] == page("inspection-detail", draft)


def test_what_is_missing_is_said_beside_it_and_the_rest_is_kept(office):
    draft = begun(a_point())
    key = first_key(draft)
    sent = answers(draft, **{f"verdict-{key}": NOT_MET, "finish": ""})

    answer = office.post(page("inspection-fill-in", draft), sent)

    assert "còn thiếu gì" in faults(answer)
    draft.refresh_from_db()
    assert not draft.is_finished
    assert draft.answers.filter(verdict=MET).count() == 7
    sent |= {"seen": soup_of(answer).select_one("[name=seen]")["value"], f"note-{key}": "Không có biển"}
    office.post(page("inspection-fill-in", draft), sent)
    draft.refresh_from_db()
    assert draft.is_finished


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"photograph-0": SimpleUploadedFile("a.jpg", b"MZ")}, "ảnh"),
        ({"note": "a" * 501}, "500"),
        ({"note": "\x00"}, "ký tự"),
        ({"verdict": "rất tốt"}, "rất tốt"),
        ({"seen": "x"}, "số"),
        ({"seen": "9" * 30}, "2147483647"),
        ({"seen": "5"}, "Vừa có người khác"),
    ],
)
def test_a_fault_loses_neither_words_nor_the_other_photograph(office, changes, words):
    draft = begun(a_point())
    key = first_key(draft)
    named = {name if name in ("seen", "photograph-0") else f"{name}-{key}": v for name, v in changes.items()}
    sent = {**answers(draft), **named, f"photograph-{key}": an_upload()}

    answer = office.post(page("inspection-fill-in", draft), sent)

    assert answer.status_code == 200
    assert words.lower() in faults(answer).lower()
    assert soup_of(answer).select_one("[name=remarks]").text.strip() == "Gọn gàng"
    assert Photograph.objects.get().criterion_id == key


def test_of_two_phones_the_second_is_told_and_may_save_once_it_has_looked(office):
    draft = begun(a_point())
    key = first_key(draft)
    mine = answers(draft, NOT_MET, **{f"note-{key}": "Của tôi"})
    fill_in(inspection=draft, seen=0, findings={}, remarks="Của người khác")

    answer = office.post(page("inspection-fill-in", draft), mine)

    assert "Vừa có người khác lưu" in faults(answer)
    draft.refresh_from_db()
    assert draft.remarks == "Của người khác"
    assert soup_of(answer).select_one(f"[name=note-{key}]").text.strip() == "Của tôi"
    seen = soup_of(answer).select_one("[name=seen]")["value"]
    assert office.post(page("inspection-fill-in", draft), {**mine, "seen": seen}).status_code == 302
    draft.refresh_from_db()
    assert draft.remarks == "Gọn gàng"


def test_what_was_typed_stays_when_another_phone_has_finished_meanwhile(office):
    done = inspected(a_point())
    key = first_key(done)
    answer = office.post(page("inspection-fill-in", done), answers(done, **{f"note-{key}": "Muộn rồi"}))
    assert "đã chốt" in faults(answer)
    assert soup_of(answer).select_one(f"[name=note-{key}]").text.strip() == "Muộn rồi"
    assert not done.answers.exclude(note="").exists()


def test_a_draft_is_thrown_away_after_a_question(office):
    draft = begun(a_point())
    assert office.get(page("inspection-discard", draft)).status_code == 200
    assert Inspection.objects.exists()
    office.post(page("inspection-discard", draft))
    assert not Inspection.objects.exists()
    done = inspected(a_point())
    assert "đã chốt" in faults(office.post(page("inspection-discard", done)))


def test_a_photograph_comes_out_for_the_office_alone_and_leaves_a_draft_by_post(office, client):
    point = a_point()
    photograph = add_photograph(inspection=begun(point), file=an_upload(), now=NOW)
    at = page("inspection-photograph", photograph)

    answer = office.get(at)
    assert answer["Content-Type"] == "image/jpeg"
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
    assert "no-store" in answer["Cache-Control"]
    assert office.get(page("inspection-photograph-remove", photograph)).status_code == 405

    client.force_login(a_seller(point))
    assert client.get(at).status_code == 403
    client.logout()
    assert client.get(at).status_code == 302
    client.force_login(User.objects.get(email="office@example.com"))
    office.post(page("inspection-photograph-remove", photograph))
    assert not Photograph.objects.exists()
    assert office.get(at).status_code == 404


def test_a_photograph_whose_file_is_gone_is_not_found(office):
    photograph = add_photograph(inspection=begun(a_point()), file=an_upload(), now=NOW)
    photograph.file.storage.delete(photograph.file.name)
    assert office.get(page("inspection-photograph", photograph)).status_code == 404


def test_a_photograph_of_a_finished_inspection_stays(office):
    draft = begun(a_point())
    photograph = add_photograph(inspection=draft, file=an_upload(), now=NOW)
    office.post(page("inspection-fill-in", draft), answers(draft, finish=""))

    answer = office.post(page("inspection-photograph-remove", photograph), follow=True)

    assert "đã chốt" in answer.content.decode()
    assert Photograph.objects.exists()


def test_scores_are_drawn_from_the_first_visit_to_the_last():
    point = a_point()
    for days, bad in ((300, 8), (100, 4), (1, 0)):
        inspected(point, *[NOT_MET] * bad, at=NOW - timedelta(days=days))
    dots = drawing_of(list(point.inspections.with_score())).dots
    assert [dot.percent for dot in dots] == [0, 50, 100]
    assert [dot.x for dot in dots] == sorted(dot.x for dot in dots)
    assert (dots[0].y, dots[-1].y) == (HEIGHT - MARGIN, MARGIN)
    assert drawing_of(list(point.inspections.with_score())[:1]) is None
