"""The office at recognition, support and visits: each step in one form, refused in words, kept as history."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from catalog.pictures.tests.photographs import a_photograph, an_upload
from shop.accounts.models import User
from shop.forks.dashboard.inspections.scores import HEIGHT, MARGIN, drawing_of
from shop.forks.dashboard.tests.office import a_superuser
from shop.recognition.inspecting import add_photograph, fill_in
from shop.recognition.models import Inspection, Photograph, PointRecognition, PointSupport
from shop.recognition.tests.worlds import (
    MET,
    NOT_MET,
    begun,
    inspected,
    recognised,
    supported,
    the_criteria,
)
from shop.tests.worlds import NOW, a_point, a_seller

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOW)
LIST = "/quan-tri/recognition/"


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


def a_decision(**changes):
    values = {
        "decision_number": "12/QĐ-UBND",
        "decided_date": "2024-05-02",
        "issuer": "UBND tỉnh Điện Biên",
        "criteria": the_criteria().pk,
    }
    return {**values, **changes}


def a_grant(**changes):
    values = {"budget_source": "Ngân sách tỉnh", "amount": "80.000.000", "granted_date": "2025-01-10"}
    return {**values, "keep_until_date": "", **changes}


def test_a_recognition_is_written_and_withdrawn_and_both_are_shown(office):
    point = a_point()
    office.post(page("recognition-add", point), a_decision())
    recognition = PointRecognition.objects.get()
    assert recognition.recorded_by.email == "office@example.com"

    reason = {"withdrawn_date": str(TODAY), "reason": "Không còn đạt"}
    office.post(page("recognition-withdraw", recognition), reason)

    shown = office.get(page("point-detail", point)).content.decode()
    assert "12/QĐ-UBND" in shown
    assert "Thu hồi từ 23/11/2026: Không còn đạt" in shown
    again = office.post(page("recognition-withdraw", recognition), reason)
    assert "đã bị thu hồi" in faults(again)


def test_money_is_written_as_people_write_it_and_runs_two_years(office):
    point = a_point()
    office.post(page("recognition-support-add", point), a_grant())

    support = PointSupport.objects.get()
    assert (support.amount, str(support.keep_until_date)) == (80_000_000, "2027-01-10")
    shown = office.get(page("point-detail", point)).content.decode()
    assert "80.000.000\xa0₫" in shown or "80.000.000 ₫" in shown
    assert "còn 48 ngày" in shown

    office.post(
        page("recognition-support-withdraw", support), {"withdrawn_date": str(TODAY), "reason": "Đóng cửa"}
    )
    support.refresh_from_db()
    assert support.withdrawal_reason == "Đóng cửa"


@pytest.mark.parametrize(
    ("step", "form", "words"),
    [
        ("recognition-add", a_decision, {"decided_date": "2099-01-01"}),
        ("recognition-add", a_decision, {"decided_date": "2020-01-01"}),
        ("recognition-add", a_decision, {"decided_date": "hôm qua"}),
        ("recognition-add", a_decision, {"criteria": "999999"}),
        ("recognition-add", a_decision, {"criteria": "x"}),
        ("recognition-add", a_decision, {"decision_number": "\x00"}),
        ("recognition-add", a_decision, {"decision_number": "9" * 61}),
        ("recognition-support-add", a_grant, {"amount": "0"}),
        ("recognition-support-add", a_grant, {"amount": "80,5"}),
        ("recognition-support-add", a_grant, {"amount": "9" * 40}),
        ("recognition-support-add", a_grant, {"keep_until_date": "2025-01-10"}),
        ("recognition-support-add", a_grant, {"granted_date": "0000-00-00"}),
        ("recognition-support-add", a_grant, {"granted_date": "9999-12-31"}),
    ],
)
def test_what_is_refused_is_said_and_nothing_typed_is_lost(office, step, form, words):
    point = a_point()
    sent = form(**words)

    answer = office.post(page(step, point), sent)

    assert answer.status_code == 200
    assert faults(answer)
    kept = {"recognition-add": "issuer", "recognition-support-add": "budget_source"}[step]
    assert soup_of(answer).select_one(f"[name={kept}]")["value"] == sent[kept]
    assert not PointRecognition.objects.exists()
    assert not PointSupport.objects.exists()


def test_a_support_of_the_last_days_of_the_calendar_is_no_fault(office):
    sent = a_grant(granted_date="2026-11-01", keep_until_date="9999-12-31")
    assert office.post(page("recognition-support-add", a_point()), sent).status_code == 302


def test_the_overview_shows_what_wants_attention(office):
    def rows(tab):
        return [link.text for link in soup_of(office.get(LIST, {"tab": tab})).select("td:first-child a")]

    late, soon, over = (a_point(name) for name in ("Xa", "Gần", "Xong"))
    supported(late, keep_until_date=TODAY + timedelta(days=200))
    supported(soon, keep_until_date=TODAY + timedelta(days=10))
    supported(over, keep_until_date=TODAY - timedelta(days=1))
    recognised(late)
    begun(over)
    office.post(
        page("recognition-withdraw", recognised(soon)), {"withdrawn_date": str(TODAY), "reason": "Sai"}
    )

    assert rows("keep") == rows("nonsense") == ["Gần", "Xa"]
    assert rows("recognised") == ["Xa"]
    assert rows("withdrawn") == ["Gần"]
    assert rows("support-withdrawn") == []
    assert rows("drafts")[0] == "Xong"
    marked = soup_of(office.get(LIST)).select(".badge-warning")
    assert [mark.text for mark in marked] == ["còn 10 ngày"]


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
    office.post(
        at,
        {
            "seen": "0",
            f"note-{key}": "Cạnh bến xe",
            f"photograph-{key}": an_upload(),
            "photograph-0": an_upload(a_photograph(500, 400)),
            "save": "",
        },
    )
    draft.refresh_from_db()
    assert not draft.is_finished
    assert soup_of(office.get(at)).select_one(f"[name=note-{key}]").text.strip() == "Cạnh bến xe"
    assert {one.criterion_id for one in draft.photographs.all()} == {key, None}

    answer = office.post(at, answers(draft, **{f"note-{key}": "Cạnh bến xe", "finish": ""}), follow=True)

    draft.refresh_from_db()
    assert draft.is_finished
    assert draft.finished_by.email == "office@example.com"
    shown = answer.content.decode()
    assert "100%" in shown
    assert "Cạnh bến xe" in shown
    assert "Gọn gàng" in shown
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


def test_who_may_only_look_writes_nothing(client):
    clerk = User.objects.create_user("clerk@example.com", password="van-phong")
    clerk.is_staff = True
    clerk.save()
    clerk.user_permissions.add(
        *Permission.objects.filter(
            codename__in=["view_salespoint", "view_pointrecognition", "view_inspection"]
        )
    )
    client.force_login(clerk)
    point, draft = a_point(), begun(a_point())

    for name, thing in (("point-detail", point), ("inspection-detail", draft)):
        assert client.get(page(name, thing)).status_code == 200
    assert client.get(LIST).status_code == 200
    for name, thing in (
        ("point-update", point),
        ("point-status", point),
        ("recognition-add", point),
        ("recognition-support-add", point),
        ("inspection-begin", point),
        ("inspection-fill-in", draft),
        ("inspection-discard", draft),
    ):
        assert {client.get(page(name, thing)).status_code, client.post(page(name, thing)).status_code} == {
            403
        }
    assert client.get("/quan-tri/points/add/").status_code == 403


def test_pages_ask_as_often_however_much_there_is(office, django_assert_num_queries):
    point = a_point()

    def more(number):
        for index in range(number):
            inspected(point, at=NOW - timedelta(days=index + 1))
            supported(point)

    more(2)
    detail = page("point-detail", point)
    office.get(detail)
    with django_assert_num_queries(9) as first:
        office.get(detail)
    more(6)
    with django_assert_num_queries(len(first)):
        office.get(detail)
