"""What a product's page shows beside it: goods like it, and what this device has seen."""

import re

import pytest

from shop.assortment.queries import on_offer
from shop.assortment.single import product_on_show
from shop.tests.worlds import NOW, a_commune, a_producer, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
RECENT = "/san-pham/da-xem/"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def goods(title, units=5, **values):
    product = a_product(title, **values)
    put_on_shelf(product, units)
    return product


def similar_to(product):
    return [card.title for card in product_on_show(product.pk, NOW).similar]


def test_the_same_sub_group_comes_first_then_the_maker_then_the_commune():
    maker, commune = a_producer(), a_commune()
    tea = goods("Chè", producer=maker, commune=commune)
    goods("Cùng xã", category="III.1", commune=commune)
    goods("Cùng chủ thể", category="IV.2", producer=maker)
    goods("Cùng nhóm", producer=a_producer("Khác"))
    goods("Không liên quan", category="VI.1")

    assert similar_to(tea) == ["Cùng nhóm", "Cùng chủ thể", "Cùng xã"]


def test_what_cannot_be_had_and_what_is_for_adults_is_not_similar():
    tea = goods("Chè", producer=(maker := a_producer()))
    goods("Hết hàng", units=0)
    goods("Rượu", age_restricted=True)
    goods("Rượu ngô", category="II.1", producer=maker)
    goods("Chưa đăng", is_public=False)

    assert similar_to(tea) == []


def test_what_sold_out_a_moment_ago_is_gone_from_it():
    tea, other = goods("Chè"), goods("Chè khác", units=2)
    assert similar_to(tea) == ["Chè khác"]

    an_order((other, 2))

    assert similar_to(tea) == []


def test_there_are_four():
    tea = goods("Chè")
    for _ in range(9):
        goods(None)

    assert len(similar_to(tea)) == 4


def test_the_page_shows_them(client):
    tea, other = goods("Chè"), goods("Chè khác")

    page = client.get(tea.get_absolute_url()).content.decode()

    assert other.get_absolute_url() in page
    assert "Sản phẩm tương tự" in page


def test_what_a_device_remembers_comes_as_cards_in_its_order(client):
    first, second = goods("Một"), goods("Hai")

    answer = client.get(RECENT, {"ma": f"{second.pk},999999,{first.pk},{second.pk}"})

    assert re.findall(r"data-clamped[^>]*>([^<]+)<", answer.content.decode()) == ["Hai", "Một"]
    assert "public" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_nothing_for_adults_and_nothing_off_show_is_among_them(client):
    hidden = [goods("Rượu", category="II.1"), goods("Chưa đăng", is_public=False)]
    assert on_offer(NOW, adults=True).filter(pk=hidden[0].pk).exists()

    answer = client.get(RECENT, {"ma": ",".join(str(product.pk) for product in hidden)})

    assert (answer.status_code, answer.content.strip()) == (200, b"")


@pytest.mark.parametrize(
    "odd", ["", "x", "1,", ",1", "-1", "1,2,3,4,5,6,7,8,9", "9" * 19, "１", "1\x00", "1\n"]
)
def test_what_is_no_list_of_ids_is_told_so(client, odd):
    assert client.get(RECENT, {"ma": odd}).status_code == 400


def test_the_page_of_what_is_for_adults_is_not_remembered(client):
    client.post("/du-tuoi/", {"answer": "yes"})

    page = client.get(goods("Rượu", category="II.1").get_absolute_url()).content.decode()

    assert 'data-recent=""' in page
