"""Money, distances, weights and the way to the other language, as templates show them."""

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.test import RequestFactory
from django.utils import translation

from shop.storefront.templatetags import shop_tags


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (185_000, "185.000\N{NO-BREAK SPACE}₫"),
        (1_250_000, "1.250.000\N{NO-BREAK SPACE}₫"),
        (0, "0\N{NO-BREAK SPACE}₫"),
        (None, ""),
    ],
)
def test_prices_are_whole_dong(typed, shown):
    assert shop_tags.dong(typed) == shown


@pytest.mark.parametrize(("distance", "shown"), [(12.34, "12,3 km"), (0.349, "350 m"), (None, "")])
def test_distances_are_said_as_people_say_them(distance, shown):
    with translation.override("vi"):
        assert shop_tags.km(distance) == shown


@pytest.mark.parametrize(("grams", "shown"), [(500, "500 g"), (1500, "1,5 kg"), (2000, "2 kg"), (None, "")])
def test_weights_are_said_as_on_the_label(grams, shown):
    with translation.override("vi"):
        assert shop_tags.weight(grams) == shown


@pytest.mark.parametrize(
    ("here", "language", "path", "there"),
    [
        ("vi", "en", "/san-pham/?sao=4", "/en/san-pham/?sao=4"),
        ("en", "vi", "/en/san-pham/?sao=4", "/san-pham/?sao=4"),
        ("vi", "en", "/", "/en/"),
        ("en", "vi", "/en/", "/"),
        ("en", "en", "/en/chu-the/", "/en/chu-the/"),
        ("en", "vi", "/en//evil.example/", "/%2Fevil.example/"),
        ("vi", "en", "/a?b=%22%3E%3Cscript%3E", "/en/a?b=%22%3E%3Cscript%3E"),
    ],
)
def test_the_other_language_shows_the_same_page(here, language, path, there):
    request = RequestFactory().get(path)
    with translation.override(here):
        assert shop_tags.language_url({"request": request}, language) == there


def public_url(query, **context):
    request = RequestFactory().get(f"/tin-tuc/?{query}")
    with translation.override("vi"):
        return shop_tags.public_url({"request": request, **context}, "en")


@pytest.mark.parametrize(("number", "kept"), [(1, ""), (3, "?trang=3")])
def test_search_engines_are_told_one_address_for_each_page_of_a_list(number, kept):
    page = Paginator(range(3), 1).page(number)
    assert public_url("sao=4&trang=7", page_obj=page) == f"{settings.PUBLIC_URL}/en/tin-tuc/{kept}"


def test_a_page_without_pages_has_one_address_whatever_was_asked():
    assert public_url("trang=2&co=1") == f"{settings.PUBLIC_URL}/en/tin-tuc/"
