"""The component: from the picture's own row to a <picture>, or the drawing; never a query, never a file."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from catalog.pictures.models import Picture, PictureRendition
from catalog.pictures.tests.photographs import a_picture
from catalog.pictures.tests.test_making import files

pytestmark = pytest.mark.django_db


def component(picture, **values):
    values = {"drawing": "tea", "shape": "card", "sizes": "50vw", **values}
    html = render_to_string("components/picture.html", {"picture": picture, **values})
    return BeautifulSoup(html, "html.parser")


@pytest.fixture
def picture(committed):
    with committed():
        a_picture()
    return Picture.objects.get()


def test_browsers_choose_among_formats_and_widths(picture):
    soup = component(picture)
    folder = f"/media/pictures/{picture.pk}-{picture.shown['of']}/"

    assert [source["type"] for source in soup.find_all("source")] == ["image/avif", "image/webp"]
    assert soup.source["srcset"] == ", ".join(
        f"{folder}card-{width}.avif {width}w" for width in (320, 480, 640)
    )
    assert soup.source["sizes"] == soup.img["sizes"] == "50vw"
    assert soup.img["src"] == f"{folder}card-640.jpg"
    assert (soup.img["width"], soup.img["height"]) == ("640", "480")
    assert soup.img["alt"] == ""
    assert (soup.img["loading"], soup.img["decoding"]) == ("lazy", "async")


def test_every_address_has_its_file(picture, media):
    for shape in ("card", "wide", "square", "plain"):
        soup = component(picture, shape=shape)
        for element in soup.find_all(["source", "img"]):
            for part in element["srcset"].split(", "):
                assert (media / part.split(" ")[0].removeprefix("/media/")).is_file()
        assert (media / soup.img["src"].removeprefix("/media/")).is_file()


def test_what_is_on_screen_from_the_start_is_fetched_first(picture):
    image = component(picture, eager=True, alt='Chè "mới"').img
    assert image["fetchpriority"] == "high"
    assert not image.has_attr("loading")
    assert image["alt"] == 'Chè "mới"'


def test_where_there_is_no_picture_there_is_the_drawing():
    assert "tea.svg" in component(None).img["src"]
    assert component(None, drawing="").img is None


def test_a_picture_whose_sizes_are_missing_shows_the_drawing_and_makes_no_file(
    media, django_assert_num_queries
):
    a_picture()
    picture, before = Picture.objects.get(), files(media)

    with django_assert_num_queries(0):
        soup = component(picture)

    assert "tea.svg" in soup.img["src"]
    assert files(media) == before
    assert not PictureRendition.objects.exists()


def test_showing_asks_nothing_and_makes_nothing(picture, media, django_assert_num_queries):
    before = files(media)
    with django_assert_num_queries(0):
        component(picture)
    assert files(media) == before


def test_a_shape_that_has_not_been_made_shows_the_drawing(picture):
    assert "tea.svg" in component(picture, shape="triangle").img["src"]
