"""The office's lists of criteria: a new version is made of the last, and counts from its day on."""

import pytest
from bs4 import BeautifulSoup

from shop.forks.dashboard.tests.office import a_superuser
from shop.recognition.models import CriteriaDecision, CriteriaSet
from shop.recognition.tests.worlds import begun, the_criteria
from shop.tests.worlds import NOW, a_point

pytestmark = pytest.mark.django_db
NEW, DECISION = "/quan-tri/recognition/criteria/new/", "/quan-tri/recognition/criteria/decision/"


@pytest.fixture
def office(client):
    """A browser of the office."""
    client.force_login(a_superuser())
    return client


def a_list(**changes):
    values = {
        "name": "Bản 2",
        "decision": the_criteria().pk,
        "from_date": "2026-11-01",
        "questions": "Biển hiệu | Có biển\nBiển còn rõ\n\nGiá | Niêm yết giá",
        "is_working_list": "on",
        "sources": "Văn phòng",
    }
    return {**values, **changes}


def faults(answer):
    soup = BeautifulSoup(answer.content, "html.parser")
    return " ".join(error.text for error in soup.select(".error-block"))


def test_a_new_list_counts_from_its_day_and_the_old_one_stays(office):
    assert office.post(NEW, a_list()).status_code == 302

    new = begun(a_point(), at=NOW).criteria
    assert [(one.group, one.text) for one in new.criteria.all()] == [
        ("Biển hiệu", "Có biển"),
        ("Biển hiệu", "Biển còn rõ"),
        ("Giá", "Niêm yết giá"),
    ]
    shown = office.get("/quan-tri/recognition/criteria/").content.decode()
    assert "Bản 2" in shown
    assert "Danh mục kiểm tra, bản 1" in shown


def test_the_form_begins_with_the_last_list_and_that_is_read_back_the_same(office):
    soup = BeautifulSoup(office.get(NEW).content, "html.parser")
    office.post(NEW, a_list(questions=soup.select_one("[name=questions]").text))

    newer, first = CriteriaSet.objects.all()
    texts = [[(one.group, one.text) for one in each.criteria.all()] for each in (newer, first)]
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"from_date": "2023-04-18"}, "Ngày này đã có"),
        ({"from_date": "mai"}, "Ngày ghi chưa đúng"),
        ({"questions": " \n "}, "Xin điền ô này"),
        ({"questions": "Biển hiệu |"}, "Dòng 1"),
        ({"questions": "Có biển\n" + "a" * 401}, "Dòng 2"),
        ({"questions": "\n".join(["Có biển"] * 61)}, "60"),
        ({"questions": "a\x00"}, "ký tự"),
        ({"decision": "999999"}, "lựa chọn"),
        ({"name": "a" * 121}, "120"),
    ],
)
def test_what_is_no_list_is_refused_and_nothing_typed_is_lost(office, changes, words):
    answer = office.post(NEW, a_list(**changes))

    assert answer.status_code == 200
    assert words.lower() in faults(answer).lower()
    assert (
        BeautifulSoup(answer.content, "html.parser").select_one("[name=sources]").text.strip() == "Văn phòng"
    )
    assert CriteriaSet.objects.count() == 1


def test_a_decision_is_written_once(office):
    sent = {"number": " 77/QĐ-BCT ", "decided_date": "2026-03-01", "until_date": "", "sources": ""}
    assert office.post(DECISION, sent).status_code == 302
    assert CriteriaDecision.objects.filter(number="77/QĐ-BCT").exists()

    assert "đã được ghi" in faults(office.post(DECISION, sent))
    early = {**sent, "number": "78", "until_date": "2026-02-01"}
    assert "trước" in faults(office.post(DECISION, early))
