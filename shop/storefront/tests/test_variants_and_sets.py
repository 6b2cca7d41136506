"""Pages of products in several sizes and of gift sets: choosing, buying, being told where."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.products.models import Product
from shop.fulfilment.models import Fulfilment
from shop.tests.structured import block
from shop.tests.worlds import (
    NOW,
    a_gift_set,
    a_point,
    a_product,
    a_seller,
    a_variant,
    an_order,
    certify,
    passes_the_age_gate,
    put_on_shelf,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def tea():
    return a_product("Trà shan tuyết", title_en="Shan tuyet tea", stars=4)


@pytest.fixture
def sizes(tea):
    """100 g in stock, 250 g sold out, a gift box in stock."""
    small = a_variant(tea, "100 g", net_weight_g=100, upc="8938505974194")
    large = a_variant(tea, "250 g", net_weight_g=250)
    box = a_variant(tea, "Hộp quà", title_en="Gift box")
    put_on_shelf(small, 6, at=a_point("Điểm Mường Lay"), price=90_000)
    put_on_shelf(large, 0, price=200_000)
    put_on_shelf(box, 2, price=350_000)
    return small, large, box


@pytest.fixture
def gift_set(sizes):
    honey = a_product("Mật ong rừng")
    put_on_shelf(honey, 5)
    return a_gift_set((sizes[2], 1), (honey, 2), title="Bộ quà Tết", price=600_000)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def data_of(response):
    return block(response.content.decode(), "Product", "ProductGroup")


class TestSizes:
    def test_the_page_lets_one_choose_among_sizes_with_price_and_stock(self, client, tea, sizes):
        page = soup(client.get(tea.get_absolute_url()))

        rows = [" ".join(label.get_text(" ").split()) for label in page.select(".variant")]
        assert rows == ["100 g 90.000 ₫ còn 6", "250 g 200.000 ₫ Hết hàng", "Hộp quà 350.000 ₫ còn 2"]
        radios = page.select("form.buy input[type=radio]")
        assert [radio.has_attr("checked") for radio in radios] == [True, False, False]
        assert [radio.has_attr("disabled") for radio in radios] == [False, True, False]
        assert len(page.select("form.buy")) == 1

    def test_list_and_page_say_from_which_price(self, client, tea, sizes):
        for address in ("/san-pham/", tea.get_absolute_url()):
            assert "từ 90.000\N{NO-BREAK SPACE}₫" in client.get(address).content.decode(), address

    def test_one_price_for_all_sizes_is_no_from(self, client, tea):
        for size in ("đỏ", "xanh"):
            put_on_shelf(a_variant(tea, size), 1, price=90_000)

        assert "từ 90.000" not in client.get(tea.get_absolute_url()).content.decode()

    def test_the_form_puts_the_chosen_size_into_the_basket(self, client, tea, sizes):
        form = soup(client.get(tea.get_absolute_url())).select_one("form.buy")

        client.post(form["action"], {"child_id": sizes[2].pk, "quantity": 2})

        page = soup(client.get("/gio-hang/"))
        line = page.select_one(".basket-line__what")
        assert line.a.get_text() == "Trà shan tuyết, Hộp quà"
        assert line.a["href"] == f"{tea.get_absolute_url()}?co={sizes[2].pk}"
        assert "700.000" in page.select_one(".basket-line__total").get_text()

    @pytest.mark.parametrize("sent", [{}, {"child_id": "0"}, {"child_id": "x"}, {"child_id": "9" * 400}])
    def test_without_a_size_the_shopper_is_told_to_choose_one(self, client, tea, sizes, sent):
        answer = client.post(f"/gio-hang/add/{tea.pk}/", {"quantity": 1, **sent}, follow=True)

        assert answer.status_code == 200
        told = [str(message) for message in answer.context["messages"]]
        assert told == ["Trà shan tuyết: hãy chọn một cỡ."]

    def test_more_than_there_is_of_a_size_is_refused_by_its_name(self, client, tea, sizes):
        sent = {"child_id": sizes[2].pk, "quantity": 3}

        answer = client.post(f"/gio-hang/add/{tea.pk}/", sent, follow=True)

        assert [str(m).split(":")[0] for m in answer.context["messages"]] == ["Trà shan tuyết, Hộp quà"]

    def test_an_old_browser_is_asked_again_for_the_same_size(self, tea, sizes):
        from django.test import Client

        answer = Client(enforce_csrf_checks=True).post(
            f"/gio-hang/add/{tea.pk}/", {"child_id": sizes[0].pk, "quantity": 2}
        )

        assert answer.status_code == 403
        assert soup(answer).find("input", attrs={"name": "child_id"})["value"] == str(sizes[0].pk)

    @pytest.mark.parametrize("asked", ["", "?co=0", "?co=x", "?co=" + "9" * 400, "?co=%00"])
    def test_an_address_may_ask_for_anything(self, client, tea, sizes, asked):
        answer = client.get(tea.get_absolute_url() + asked)

        assert answer.context["chosen"] == sizes[0]

    def test_a_sizes_own_address_chooses_it(self, client, tea, sizes):
        assert client.get(sizes[2].get_absolute_url()).context["chosen"] == sizes[2]
        old = f"/san-pham/{sizes[2].slug}_{sizes[2].pk}/"
        assert client.get(old)["Location"] == sizes[2].get_absolute_url()

    def test_shelves_name_the_sizes(self, client, tea, sizes):
        shelves = soup(client.get(tea.get_absolute_url())).select_one("#shelves")

        assert "100 g: 6" in shelves.get_text()
        assert "Hộp quà: 2" in shelves.get_text()

    @pytest.mark.parametrize("which", ["parent", "size"])
    def test_the_locator_finds_points_for_a_product_or_one_size(self, client, tea, sizes, which):
        asked = tea if which == "parent" else sizes[0]

        answer = client.get("/diem-ban/", {"san-pham": asked.pk})

        assert [row.point.name for row in answer.context["listed"]] == ["Điểm Mường Lay"]
        assert f"“{asked.full_title}”" in answer.content.decode()

    def test_machines_read_a_group_of_variants(self, client, tea, sizes):
        data = data_of(client.get(tea.get_absolute_url()))

        assert (data["@type"], data["variesBy"]) == ("ProductGroup", "https://schema.org/size")
        assert "offers" not in data
        first = data["hasVariant"][0]
        assert (first["name"], first["size"], first["gtin"]) == (
            "Trà shan tuyết, 100 g",
            "100 g",
            "8938505974194",
        )
        assert first["offers"]["price"] == 90_000
        stock = [variant["offers"]["availability"].rpartition("/")[2] for variant in data["hasVariant"]]
        assert stock == ["InStock", "OutOfStock", "InStock"]
        assert len({variant["url"] for variant in data["hasVariant"]}) == 3
        assert data["hasCertification"]["certificationRating"]["ratingValue"] == 4

    def test_sizes_of_alcohol_are_offered_nowhere(self, client):
        spirit = a_product("Rượu nếp", category="II.1a", age_restricted=True)
        put_on_shelf(a_variant(spirit, "500 ml"), 3)
        passes_the_age_gate(client)

        answer = client.get(spirit.get_absolute_url())

        assert not soup(answer).select("form.buy")
        assert data_of(answer) is None


class TestGiftSets:
    def test_the_page_lists_what_is_in_it_and_where_there_is_a_whole_set(self, client, gift_set):
        page = soup(client.get(gift_set.get_absolute_url()))

        parts = [re.sub(r"\s+", " ", row.get_text(" ", strip=True)) for row in page.select(".part")]
        assert parts == ["1 × Trà shan tuyết, Hộp quà", "2 × Mật ong rừng"]
        assert all(row.a["href"] for row in page.select(".part"))
        assert "đủ 2 bộ" in page.select_one("#shelves").get_text()

    def test_it_is_bought_like_anything_else(self, client, gift_set):
        client.post(f"/gio-hang/add/{gift_set.pk}/", {"quantity": 2})

        page = soup(client.get("/gio-hang/"))
        assert page.select_one(".basket-line__what a").get_text() == "Bộ quà Tết"
        assert "1.200.000" in page.select_one(".basket-line__total").get_text()

    def test_a_set_that_no_point_can_make_says_what_can_still_be_had(self, client, gift_set):
        an_order((gift_set, 2))

        text = soup(client.get(gift_set.get_absolute_url())).get_text()

        assert "Chưa điểm nào có đủ các món của bộ" in text
        assert "Hiện chưa điểm nào đủ bộ" in text

    def test_a_mixed_set_bears_no_mark_and_no_lie_about_its_certificate(self, client, gift_set):
        certify(gift_set, stars=4)

        answer = client.get(gift_set.get_absolute_url())

        assert (answer.context["certificate"], answer.context["lapsed"]) == (None, None)
        assert "hasCertification" not in data_of(answer)
        assert "cả bộ quà này không mang dấu" in answer.content.decode()

    def test_a_sets_own_certificate_that_ended_is_told(self, client, gift_set):
        certify(gift_set, issued=date(2023, 1, 5))

        assert client.get(gift_set.get_absolute_url()).context["lapsed"].ends_date == date(2026, 1, 5)

    def test_the_counter_lists_what_to_take_for_a_set(self, client, gift_set):
        parcel = an_order((gift_set, 2)).fulfilments.get()
        Fulfilment.objects.filter(pk=parcel.pk).update(status="confirmed")
        seller = a_seller()
        parcel.partner.users.add(seller)
        client.force_login(seller)

        text = (
            soup(client.get(f"/quay/kien/{parcel.pk}/"))
            .select_one(".counter-lines")
            .get_text(" ", strip=True)
        )

        assert "2 × Bộ quà Tết" in re.sub(r"\s+", " ", text)
        assert "2 × Trà shan tuyết, Hộp quà" in text
        assert "4 × Mật ong rừng" in text

    def test_the_buyers_page_lists_it_too(self, client, gift_set):
        order = an_order((gift_set, 1))

        text = client.get(order.get_absolute_url()).content.decode()

        assert "2 × Mật ong rừng" in text
        assert text.count("Bộ quà Tết") == 1


@pytest.mark.parametrize("kind", ["sizes", "set"])
def test_a_page_asks_at_most_eight_times_however_much_there_is(client, tea, sizes, gift_set, kind):
    product = Product.objects.get(pk=tea.pk if kind == "sizes" else gift_set.pk)
    client.get(product.get_absolute_url())  # The first question makes the index.
    with CaptureQueriesContext(connection) as few:
        client.get(product.get_absolute_url())
    for number in range(9):
        point = a_point()
        put_on_shelf(a_variant(tea, f"{number} kg"), 3, at=point)
        extra = a_product()
        put_on_shelf(extra, 5)
        gift_set.components.create(component=extra, quantity=1)
    client.get(product.get_absolute_url())  # What changed is taken in.
    with CaptureQueriesContext(connection) as many:
        client.get(product.get_absolute_url())

    assert len(many) == len(few) <= 8
