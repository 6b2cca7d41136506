"""The office at recognition, support and visits: each step in one form, refused in words, kept as history."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from shop.accounts.models import User
from shop.forks.dashboard.tests.office import a_superuser
from shop.recognition.models import PointRecognition, PointSupport
from shop.recognition.tests.worlds import (
    begun,
    inspected,
    recognised,
    supported,
    the_criteria,
)
from shop.tests.worlds import NOW, a_point

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


@pytest.fixture
def clerk(client):
    """A browser of somebody in the office who may look and no more."""
    user = User.objects.create_user("clerk@example.com", password="van-phong")
    user.is_staff = True
    user.save()
    looking = ["view_salespoint", "view_pointrecognition", "view_inspection"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=looking))
    client.force_login(user)
    return client


def test_who_may_only_look_writes_nothing(clerk):
    point, draft = a_point(), begun(a_point())

    for at in (LIST, page("point-detail", point), page("inspection-detail", draft)):
        assert clerk.get(at).status_code == 200
    steps = ("point-update", "point-status", "recognition-add", "recognition-support-add", "inspection-begin")
    writing = [page(name, point) for name in steps]
    for at in (*writing, page("inspection-fill-in", draft), page("inspection-discard", draft)):
        assert {clerk.get(at).status_code, clerk.post(at).status_code} == {403}
    assert clerk.get("/quan-tri/points/add/").status_code == 403


def test_pages_ask_as_often_however_much_there_is(office, django_assert_num_queries):
    point = a_point()

    def more(number):
        for index in range(number):
            inspected(point, at=NOW - timedelta(days=index + 1))
            supported(point)

    more(2)
    detail = page("point-detail", point)
    office.get(detail)
    with django_assert_num_queries(10) as first:
        office.get(detail)
    more(6)
    with django_assert_num_queries(len(first)):
        office.get(detail)
