"""A picture that the office has chosen need not be chosen again because something else was refused."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from catalog.pictures.tests.photographs import a_photograph, an_upload
from shop.forks.dashboard.tests.office import a_superuser
from shop.forks.dashboard.tests.test_points import ADD, a_form
from shop.points.models import SalesPoint
from shop.tests.worlds import NOW, a_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def waiting(settings, tmp_path, time_machine):
    """The folder where pictures wait."""
    time_machine.move_to(NOW)
    settings.CLOSED_MEDIA_ROOT, settings.MEDIA_ROOT = tmp_path / "closed", tmp_path / "media"
    return tmp_path / "closed" / "waiting"


@pytest.fixture
def office(client):
    """A browser of the office."""
    client.force_login(a_superuser())
    return client


def slips(answer):
    """What the page carries for the pictures that wait, by field."""
    boxes = BeautifulSoup(answer.content, "html.parser").select("[name$=-waiting]")
    return {box["name"]: box["value"] for box in boxes if box.has_attr("checked")}


def test_of_a_new_point_the_first_photograph_and_the_gallery_wait(office, waiting):
    gallery = an_upload(a_photograph(500, 400), name="ke.jpg")
    refused = office.post(
        ADD, a_form(name="", photograph=an_upload(), **{"photographs-0-file": gallery, **described()})
    )
    kept = slips(refused)
    assert set(kept) == {"photograph-waiting", "photographs-0-file-waiting"}
    assert len(list(waiting.iterdir())) == 2

    office.post(ADD, a_form(**kept, **described()))

    point = SalesPoint.objects.get()
    assert point.picture.width == 800
    assert point.gallery.get().picture.width == 500
    assert list(waiting.iterdir()) == []


def described():
    return {"photographs-0-description": "Kệ hàng"}


def test_rows_that_are_refused_as_a_whole_are_no_fault_of_ours(office):
    answer = office.post(ADD, a_form(photograph=an_upload(), **{"photographs-TOTAL_FORMS": "x"}))
    assert answer.status_code == 200
    assert set(slips(answer)) == {"photograph-waiting"}


def test_the_picture_of_a_paper_waits(office, waiting):
    product = a_product()
    page = reverse("dashboard:certificate-award", kwargs={"pk": product.pk})
    paper = {
        "number": "12/QĐ",
        "stars": "4",
        "issued_date": "2026-11-01",
        "issuer": "UBND tỉnh",
        "issuer_level": "province",
    }
    kept = slips(office.post(page, paper | {"scan": an_upload()}))
    assert set(kept) == {"scan-waiting"}

    answer = office.post(page, paper | kept | {"reason": "đánh giá mới"})
    assert answer.status_code == 302
    assert product.certificates.get().scan.width == 800
    assert list(waiting.iterdir()) == []
