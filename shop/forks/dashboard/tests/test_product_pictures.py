"""Photographs of products: uploaded in the dashboard as pictures, shown in lists and on its page."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.pictures.making import is_made
from catalog.pictures.models import Picture
from catalog.pictures.tests.photographs import (
    CAMERA,
    REFUSED,
    a_photograph,
    a_picture,
    an_upload,
    with_position,
)
from catalog.pictures.tests.test_making import files, sizes
from catalog.products.models import ProductImage
from shop.forks.dashboard.tests.office import a_superuser
from shop.forks.dashboard.tests.test_products import address_of, save
from shop.tests.worlds import a_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def office(client):
    """A browser of the office."""
    client.force_login(a_superuser())
    return client


def photographed(product, *, count=1, caption=""):
    """The product with so many photographs, the first one first."""
    return [
        ProductImage.objects.create(product=product, picture=a_picture(), caption=caption, display_order=n)
        for n in range(count)
    ]


def page(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_an_upload_becomes_a_picture_with_its_sizes(office, media, committed):
    product = a_product("Chè Tủa Chùa")
    file = an_upload(a_photograph(800, 600, exif=with_position(6)), "IMG_1.jpg")

    with committed():
        answer = save(office, product, **{"images-0-original": file, "images-0-caption": "Nương chè"})

    assert answer.status_code == 302
    picture = product.images.get().picture
    assert is_made(picture)
    assert (picture.title, picture.description) == ("Nương chè", "Nương chè")
    assert (picture.width, picture.height) == (600, 800)
    for name in files(media):
        assert CAMERA.encode() not in (media / name).read_bytes()


def test_two_uploads_keep_their_order_and_take_the_products_name(office, committed):
    product = a_product("Chè Tủa Chùa")
    first, second = an_upload(a_photograph(800, 600)), an_upload(a_photograph(400, 300))
    with committed():
        save(office, product, **{"images-0-original": first, "images-1-original": second})
    assert [image.picture.width for image in product.images.all()] == [800, 400]
    assert {image.picture.title for image in product.images.all()} == {"Chè Tủa Chùa"}


@pytest.mark.parametrize(
    "name", ["script-in-an-svg.png", "polyglot.jpg", "cut.jpg", "hundred-megapixels.png"]
)
def test_what_is_no_picture_is_refused_beside_the_field(office, media, committed, name):
    product = a_product()
    with committed():
        answer = save(office, product, **{"images-0-original": an_upload(REFUSED[name][0], name)})

    assert answer.status_code == 200
    assert answer.context["image_formset"].forms[0].errors["original"]
    assert not product.images.exists()
    assert not Picture.objects.exists()
    assert files(media) == set()


def test_saving_without_a_change_keeps_the_picture(office, media, committed):
    product = a_product()
    with committed():
        image = photographed(product, caption="Nương chè")[0]
    before = files(media)

    with committed():
        assert save(office, product).status_code == 302

    assert product.images.get().picture == image.picture
    assert files(media) == before


def test_another_file_is_another_picture_and_the_old_one_stays_for_whoever_shows_it(office, committed):
    product = a_product()
    with committed():
        old = photographed(product)[0].picture
    with committed():
        save(office, product, **{"images-0-original": an_upload(a_photograph(900, 600))})

    assert product.images.get().picture != old
    assert set(Picture.objects.values_list("pk", flat=True)) == {old.pk, product.images.get().picture_id}
    assert is_made(Picture.objects.get(pk=old.pk))


def test_taking_a_photograph_off_leaves_the_picture_and_its_files(office, media, committed):
    product = a_product()
    with committed():
        photographed(product)
    before = files(media)
    with committed():
        save(office, product, **{"images-0-DELETE": "on"})

    assert not product.images.exists()
    assert Picture.objects.exists()
    assert files(media) == before


def test_deleting_the_picture_takes_it_off_the_product_and_deletes_each_file_once(media, committed, caplog):
    product = a_product()
    with committed():
        image = photographed(product)[0]
    with committed():
        image.picture.delete()
    assert not product.images.exists()
    assert files(media) == set()
    assert not caplog.records


def test_the_dashboard_shows_thumbnails_that_are_there_already(office, media, committed):
    product = a_product()
    with committed():
        photographed(product)
    before = files(media)

    listed = page(office, reverse("dashboard:catalogue-product-list"))
    edited = page(office, address_of(product))

    folder = f"/media/pictures/{product.images.get().picture_id}-"
    assert listed.select_one("a.sub-image img")["src"].startswith(folder)
    assert edited.select_one(".upload-image img")["src"].startswith(folder)
    assert files(media) == before


def test_a_picture_whose_sizes_are_missing_is_a_drawing_in_the_dashboard(office):
    photographed(a_product())
    listed = page(office, reverse("dashboard:catalogue-product-list"))
    assert listed.select_one("a.sub-image img")["src"].endswith("basket.svg")


def test_the_dashboards_list_asks_no_more_for_more_photographs(office):
    address, counts = reverse("dashboard:catalogue-product-list"), []
    for _ in range(2):
        photographed(a_product("Chè", category="I.5a"))
        with CaptureQueriesContext(connection) as asked:
            office.get(address)
        counts.append(len([query for query in asked if "productimage" in query["sql"]]))
        assert not [query for query in asked if 'FROM "pictures_' in query["sql"]]
    assert counts[0] == counts[1] == 1


def test_lists_show_the_first_photograph_and_the_page_all(client, committed):
    product = a_product("Chè Tủa Chùa")
    with committed():
        images = photographed(product, count=3, caption="Nương chè")

    card = page(client, "/san-pham/").select_one(".product-card picture")
    shown = page(client, product.get_absolute_url()).select(".product__picture picture img")

    assert f"/pictures/{images[0].picture_id}-" in card.img["src"]
    assert (card.img["alt"], card.img["loading"]) == ("", "lazy")
    assert len(shown) == 3
    for image, img in zip(images, shown, strict=True):
        assert f"/pictures/{image.picture_id}-" in img["src"]
    assert [img["alt"] for img in shown] == ["Nương chè"] * 3
    assert [img.get("fetchpriority") for img in shown] == ["high", None, None]


@pytest.mark.parametrize("products", [1, 5])
def test_pictures_in_a_list_cost_one_query(client, committed, django_assert_num_queries, products):
    for n in range(products):
        with committed():
            photographed(a_product(f"Chè {n}"), count=2)
    client.get("/san-pham/")
    with django_assert_num_queries(1):
        assert len(page(client, "/san-pham/").select(".product-card picture")) == products


def test_a_request_makes_no_file_whatever_is_missing(client, media):
    product = a_product("Chè Tủa Chùa")
    photographed(product, count=2)
    before = files(media)

    card = page(client, "/san-pham/").select_one(".product-card img")
    shown = page(client, product.get_absolute_url()).select(".product__picture img")

    assert card["src"].endswith(f"{product.illustration}.svg")
    assert [img["src"].endswith(f"{product.illustration}.svg") for img in shown] == [True]
    assert files(media) == before
    assert not sizes(media)


def test_a_product_that_was_not_asked_for_with_its_picture_asks_nothing(django_assert_num_queries):
    product = a_product()
    photographed(product)
    with django_assert_num_queries(0):
        assert product.picture is None
