"""Goods and places in a page tell the truth of the moment, or nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from wagtail.blocks import StructBlockValidationError

from cms.blocks.text import CallToActionBlock, check_address
from cms.factories import ArticlePageFactory
from shop.points.models import SalesPoint
from shop.tests import worlds
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db


def cite(*items):
    """An article whose body speaks of these products and points."""
    kinds = [("sales_point" if isinstance(item, SalesPoint) else "product", item) for item in items]
    body = [{"type": kind, "value": {kind: item.pk}} for kind, item in kinds]
    return ArticlePageFactory(slug="bai", body=body)


def row(**values):
    values = {"title": "Một hàng", "stars": "", "group": "", "limit": 4, **values}
    return ArticlePageFactory(slug="bai", body=[{"type": "product_row", "value": values}])


def read(client):
    response = client.get("/tin-tuc/bai/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def tea():
    return worlds.a_product("Trà Phan Nhất")


def test_a_cited_product_has_its_stars_and_price(client, tea):
    worlds.certify(tea, stars=4)
    worlds.put_on_shelf(tea, 3, price=140_000)
    cite(tea)
    page = read(client)
    assert tea.get_absolute_url() in page
    assert 'class="stars"' in page
    assert "140.000" in page


def test_the_stars_go_when_the_certificate_has_lapsed_and_the_card_stays(client, tea):
    certificate = worlds.certify(tea, stars=4)
    cite(tea)
    last_moment = NOW.replace(year=certificate.ends_date.year, month=certificate.ends_date.month)
    last_moment = last_moment.replace(day=certificate.ends_date.day, hour=16, minute=59)
    with time_machine.travel(last_moment, tick=False):
        assert 'class="stars"' in read(client)
    with time_machine.travel(last_moment + timedelta(minutes=1), tick=False):
        page = read(client)
    assert tea.title in page
    assert 'class="stars"' not in page


def test_the_stars_go_when_the_certificate_is_withdrawn(client, tea):
    worlds.certify(tea, stars=4, withdrawn_at=NOW - timedelta(hours=1), withdrawal_reason="Sai hồ sơ")
    cite(tea)
    assert 'class="stars"' not in read(client)


def test_a_product_that_is_not_public_any_more_is_not_shown(client, tea):
    cite(tea)
    tea.is_public = False
    tea.save()
    page = read(client)
    assert tea.title not in page
    assert "product-card" not in page


def test_a_product_that_was_deleted_leaves_the_page_standing(client, tea):
    cite(tea)
    tea.delete()
    assert "product-card" not in read(client)


def test_alcohol_is_never_put_forward(client):
    spirit = worlds.a_product("Rượu Mông Pê", category="II.1a", stars=3, age_restricted=True)
    page = cite(spirit)
    page.body.append(("product_row", {"title": "Rượu", "stars": "", "group": "II", "limit": 4}))
    page.save()
    assert spirit.title not in read(client)


def test_a_cited_point_is_shown_while_it_is_published(client):
    point = worlds.a_point("Điểm OCOP Mường Lay")
    cite(point)
    assert point.get_absolute_url() in read(client)
    point.status = SalesPoint.Status.CLOSED
    point.save()
    assert point.name not in read(client)


def test_a_point_that_was_deleted_leaves_the_page_standing(client):
    point = worlds.a_point("Điểm OCOP Mường Lay")
    cite(point)
    point.partner.delete()
    point.delete()
    assert "point-card" not in read(client)


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ({}, ["Chè 4 sao", "Chè 3 sao", "Gạo 3 sao", "Chè thường"]),
        ({"limit": 1}, ["Chè 4 sao"]),
        ({"stars": "3"}, ["Chè 3 sao", "Gạo 3 sao"]),
        ({"group": "I.5a"}, ["Chè 4 sao", "Chè 3 sao", "Chè thường"]),
        ({"group": "I", "stars": "4"}, ["Chè 4 sao"]),
        ({"stars": "5"}, []),
    ],
)
def test_a_row_follows_its_rule_most_stars_first(client, rule, shown):
    worlds.a_product("Chè thường")
    worlds.a_product("Chè 3 sao", stars=3)
    worlds.a_product("Chè 4 sao", stars=4)
    worlds.a_product("Gạo 3 sao", category="I.2a", stars=3)
    row(**rule)
    page = read(client)
    titles = [part.split("</a>")[0].split(">")[-1] for part in page.split('product-card__title">')[1:]]
    assert titles == shown
    assert ("Một hàng" in page) is bool(shown)


def test_twenty_cited_products_cost_no_more_than_one(client, django_assert_max_num_queries):
    cite(*[worlds.a_product(stars=3) for _ in range(20)], *[worlds.a_point() for _ in range(5)])
    read(client)
    # Eight are the tree's own; the products, their offers, certificates and pictures, the points and
    # their cards.
    with django_assert_max_num_queries(14):
        assert read(client).count('class="card product-card') == 20


@pytest.mark.parametrize("address", ["/san-pham/?sao=4", "https://dienbien.gov.vn/a-b?c=d#e"])
def test_a_button_may_lead_here_or_to_a_secure_address(address):
    check_address(address)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//evil.example", "/\\evil.example", "http://a.vn", "san-pham", "/a b", ""],
)
def test_a_button_leads_nowhere_else(address):
    with pytest.raises(ValidationError):
        check_address(address)


@pytest.mark.parametrize("both", [True, False])
def test_a_button_leads_to_one_place(both):
    block = CallToActionBlock()
    page = ArticlePageFactory() if both else None
    value = {"text": "", "label": "Xem", "page": page, "address": "/san-pham/" if both else ""}
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({**value, "page": page and page.pk}))


def test_a_button_to_an_unpublished_page_is_not_shown(client):
    draft = ArticlePageFactory(live=False)
    value = {"text": "", "label": "Xem thêm", "page": draft.pk, "address": ""}
    ArticlePageFactory(slug="bai", body=[{"type": "call_to_action", "value": value}])
    assert "Xem thêm" not in read(client)
