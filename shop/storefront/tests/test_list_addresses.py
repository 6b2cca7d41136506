"""Which address search engines keep for each state of the product list."""

import pytest
from bs4 import BeautifulSoup

from shop.tests.worlds import a_commune, a_point, a_producer, a_product, put_on_shelf

pytestmark = pytest.mark.django_db
#: What is asked for, what counts as its address, and whether it may be kept.
STATES = [
    ("", "", True),
    ("trang=1", "", True),
    ("trang=2", "trang=2", True),
    ("utm_source=thu", "", True),
    ("nhom=I.5a", "nhom=I.5a", True),
    ("sao=4", "sao=4", True),
    ("chu-the=hop-tac-xa-mau", "chu-the=hop-tac-xa-mau", True),
    ("xa=03151", "xa=03151", True),
    ("nhom=I.5a&trang=2", "nhom=I.5a&trang=2", True),
    ("trang=2&nhom=I.5a&x=1", "nhom=I.5a&trang=2", True),
    ("nhom=I.5a&sao=", "nhom=I.5a", True),
    ("sap-xep=price", "", True),
    ("sap-xep=price&trang=2", "", True),
    ("nhom=I.5a&sap-xep=-price", "nhom=I.5a", True),
    ("sao=4&nhom=I.5a", "nhom=I.5a&sao=4", False),
    ("nhom=I.5a&sao=4", "nhom=I.5a&sao=4", False),
    ("xa=03151&sap-xep=name&sao=4", "sao=4&xa=03151", False),
    ("con-hang=1", "con-hang=1", False),
    ("gia-den=99999&gia-tu=0", "gia-tu=0&gia-den=99999", False),
    ("diem-ban=diem-mau&nhom=I", "nhom=I&diem-ban=diem-mau", False),
    ("q=tra", "q=tra", False),
    ("nhom=I.5a&q=tra&trang=2", "q=tra&nhom=I.5a&trang=2", False),
    ("q=+tra++&sap-xep=price", "q=tra", False),
    ("sao=9", "", False),
]


@pytest.fixture(autouse=True)
def goods():
    point, maker = a_point(slug="diem-mau"), a_producer()
    for _ in range(25):
        put_on_shelf(a_product(stars=4, producer=maker, commune=a_commune()), 1, at=point)


@pytest.mark.parametrize(("query", "kept", "is_kept"), STATES, ids=[state[0] for state in STATES])
def test_a_state_of_the_list_has_one_address(client, settings, query, kept, is_kept):
    page = BeautifulSoup(client.get(f"/san-pham/?{query}").content, "html.parser")

    base, rest = settings.PUBLIC_URL, f"?{kept}" if kept else ""
    links = {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")}
    assert page.find("link", rel="canonical")["href"] == f"{base}/san-pham/{rest}"
    assert links == {
        "vi": f"{base}/san-pham/{rest}",
        "en": f"{base}/en/san-pham/{rest}",
        "x-default": f"{base}/san-pham/{rest}",
    }
    assert (page.find("meta", attrs={"name": "robots"}) is None) is is_kept


def test_an_english_state_is_its_own_and_names_the_vietnamese_one(client, settings):
    page = BeautifulSoup(client.get("/en/san-pham/?nhom=I.5a").content, "html.parser")

    assert page.find("link", rel="canonical")["href"] == f"{settings.PUBLIC_URL}/en/san-pham/?nhom=I.5a"
    assert page.find("link", hreflang="vi")["href"] == f"{settings.PUBLIC_URL}/san-pham/?nhom=I.5a"


def test_answers_of_the_search_box_are_not_kept(client, settings):
    page = BeautifulSoup(client.get("/tim/?q=che").content, "html.parser")

    assert page.find("meta", attrs={"name": "robots"})["content"].startswith("noindex")
    assert page.find("link", rel="canonical")["href"] == f"{settings.PUBLIC_URL}/tim/"
