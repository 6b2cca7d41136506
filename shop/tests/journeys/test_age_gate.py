"""A fresh visitor finds no alcohol anywhere: neither a name, nor a price, an address or a count of it.

The addresses are those of the sitemap, of the API's own description, and of every filter that would lead to
it. Whoever has passed the gate sees it, in pages that no cache keeps; machines and the front page never tell.
"""

import re
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.test import Client
from oscar.core.loading import get_model

from catalog.products.models import Product
from catalog.search.models import MissedQuery
from catalog.trace.operations import lot_named
from cms.factories import ArticlePageFactory
from shop.tests.structured import blocks
from shop.tests.worlds import (
    a_commune,
    a_gift_set,
    a_point,
    a_producer,
    a_product,
    a_variant,
    passes_the_age_gate,
    put_on_shelf,
)

pytestmark = pytest.mark.django_db
SPIRIT = {"title_en": "Rarest moonshine", "description": "Ủ bằng men lá trên nương cao."}
#: What would betray it, in small letters; its address comes to these.
BETRAYING = ("quý hiếm", "rarest moonshine", "men lá", "777.000", "777000", "777,000", "quy-hiem", "ii.1a")


def a_spirit(place, **values):
    return a_product("Rượu Quý Hiếm", category="II.1a", stars=4, **SPIRIT, **place, **values)


def alone(place, point):
    spirit = a_spirit(place)
    put_on_shelf(spirit, 5, at=point, price=777_000)
    return spirit


def in_sizes(place, point):
    spirit = a_spirit(place)
    put_on_shelf(a_variant(spirit, "500 ml"), 5, at=point, price=777_000)
    return spirit


def in_one_size_of_two(place, point):
    """Only the size is marked, written past every rule that would have marked the rest."""
    chocolate = a_product("Kẹo Quý Hiếm", stars=4, **SPIRIT, **place)
    put_on_shelf(a_variant(chocolate, "100 g"), 5, at=point, price=777_000)
    filled = a_variant(chocolate, "100 g, nhân rượu")
    put_on_shelf(filled, 5, at=point, price=777_000)
    Product.objects.filter(pk=filled.pk).update(age_restricted=True)
    return chocolate


def in_a_set(place, point):
    """Only the component is marked, as above."""
    spirit = a_spirit(place)
    put_on_shelf(spirit, 5, at=point, price=777_000)
    box = a_gift_set((spirit, 1), title="Hộp Quý Hiếm", price=777_000, at=point, stars=4, **SPIRIT, **place)
    Product.objects.filter(pk=box.pk).update(age_restricted=False)
    return box


def in_a_size_in_a_set(place, point):
    spirit = a_spirit(place)
    bottle = a_variant(spirit, "500 ml")
    put_on_shelf(bottle, 5, at=point, price=777_000)
    Product.objects.filter(pk=bottle.pk).update(age_restricted=False)
    return a_gift_set((bottle, 1), title="Hộp Quý Hiếm", price=777_000, at=point, stars=4, **SPIRIT, **place)


KINDS = {make.__name__: make for make in (alone, in_sizes, in_one_size_of_two, in_a_set, in_a_size_in_a_set)}


@pytest.fixture(params=KINDS.values(), ids=KINDS)
def world(request):
    """Alcohol of one kind beside tea, of one maker, at one point, in one article and one offer."""
    place = {"producer": a_producer("HTX Bản Mây", slug="ban-may"), "commune": a_commune()}
    point = a_point("Điểm Bản Mây", slug="diem-ban-may")
    tea = a_product("Trà thường", stars=4, **place)
    put_on_shelf(tea, 5, at=point, price=100_000)
    spirit = request.param(place, point)
    row = {"type": "product_row", "value": {"title": "Đồ uống", "stars": "", "group": "", "limit": 9}}
    cited = [{"type": "product", "value": {"product": product.pk}} for product in (tea, spirit)]
    ArticlePageFactory(slug="bai", body=[row, *cited])
    an_offer_of_everything()
    for goods in (spirit, *spirit.children.all()):
        lot_named(product=goods, code="LO-1")
    return SimpleNamespace(spirit=spirit, tea=tea)


def an_offer_of_everything():
    everything = get_model("offer", "Range").objects.create(name="Mọi thứ", includes_all_products=True)
    made = {"range": everything, "value": 10}
    get_model("offer", "ConditionalOffer").objects.create(
        name="Tết",
        slug="tet",
        benefit=get_model("offer", "Benefit").objects.create(type="Percentage", **made),
        condition=get_model("offer", "Condition").objects.create(type="Count", **made),
    )


def of_the_sitemap(client):
    return re.findall(r"<loc>http://testserver(/[^<]*)</loc>", client.get("/sitemap.xml").content.decode())


def of_the_api(client, world):
    """Every address that the API describes, for the alcohol and for the point that has it."""
    values = {"id": world.spirit.pk, "slug": "diem-ban-may"}
    return [
        re.sub(r"{(\w+)}", lambda name: str(values[name[1]]), path)
        for path in client.get("/api/v1/openapi.json").json()["paths"]
    ]


NAME = quote("rượu quý hiếm")
FEEDS = [f"/nguon/{name}" for name in ("san-pham.xml", "ton-kho.csv", "diem-ban.geojson")]
LISTS = [
    "",
    *("?nhom=II", "?nhom=I", "?sao=4", "?xa=03151", "?chu-the=ban-may", "?diem-ban=diem-ban-may"),
    *("?con-hang=1", "?dang-mua=1", "?gia-tu=700000", "?sap-xep=-price", "?sap-xep=newest"),
    *(f"?q={words}" for words in ("ruou", "moonshine", "men", "ban+may", "keo", "hop", "muong+lay")),
]
FILTERS = [
    *("?group=II", "?group=I", "?stars=4", "?commune=03151", "?producer=ban-may", "?point=diem-ban-may"),
    *("?in_stock=1", "?price_from=700000", "?sort=-price", "?q=ruou", f"?q={NAME}", "?q=hop", "?q=keo"),
]
#: Pages that hold alcohol for who has passed, and nothing of it for others.
SHOWING = [
    *("/san-pham/", "/san-pham/?con-hang=1", "/tim/?q=hiem", "/tim/goi-y/?q=hiem"),
    *("/chu-the/ban-may/", "/diem-ban/diem-ban-may/"),
]


def addresses(client, world):
    found = {*of_the_sitemap(client), *of_the_api(client, world), *SHOWING}
    found |= {f"/san-pham/{query}" for query in LISTS} | {f"/api/v1/products{query}" for query in FILTERS}
    found |= {"/", "/tin-tuc/bai/", "/uu-dai/", "/uu-dai/tet/", "/sitemap.xml", "/du-tuoi/", "/diem-ban/"}
    found |= {f"/tim/?q={words}" for words in ("ruou", "moonshine", "men", "ban+may")} | set(FEEDS)
    found |= {f"/diem-ban/?san-pham={pk}" for pk in pks(world)}
    found |= {f"/san-pham/ten-cu_{pk}/" for pk in pks(world)}
    found |= {f"/san-pham/ten-cu_{pk}/chung-nhan/" for pk in pks(world)}
    found |= {f"/san-pham/ten-cu_{pk}/lo/LO-1/" for pk in pks(world)}
    return sorted(
        found | {f"/en{path}" for path in found if not path.startswith(("/en/", "/api/", "/sitemap"))}
    )


def pks(world):
    """The alcohol's own, and its sizes'."""
    return [world.spirit.pk, *world.spirit.children.values_list("pk", flat=True)]


def betrayed_by(answer, world):
    text = answer.getvalue().decode().casefold() + answer.get("Location", "").casefold()
    return [words for words in (*BETRAYING, f"_{world.spirit.pk}/") if words in text.replace("\xa0", " ")]


def without_what_was_asked(answer, asked):
    """The answer as it would be without repeating the visitor's own words or address."""
    text = answer.content.decode()
    for said in asked:
        text = text.replace(said, "")
    return text.casefold()


def test_a_fresh_visitor_is_told_of_alcohol_nowhere(client, world):
    found = addresses(client, world)
    assert {"/chu-the/ban-may/", "/api/v1/sales-points/diem-ban-may/stock", "/en/tin-tuc/bai/"} <= set(found)

    told = {}
    for path in found:
        answer = client.get(path)
        assert answer.status_code in {200, 400, 403, 404}, path
        asked = f"_{world.spirit.pk}/" if "ten-cu" in path else ""
        told[path] = [words for words in betrayed_by(answer, world) if words != asked]
    assert {path: words for path, words in told.items() if words} == {}


def test_asking_by_its_own_name_tells_nothing_more(client, world):
    for path in (f"/san-pham/?q={NAME}", f"/tim/?q={NAME}", f"/tim/goi-y/?q={NAME}"):
        text = without_what_was_asked(client.get(path), ["rượu quý hiếm", NAME])
        assert [words for words in (*BETRAYING, f"_{world.spirit.pk}/") if words in text] == [], path


def test_nothing_is_counted_of_it(client, world):
    listed = client.get("/san-pham/").context
    assert listed["page_obj"].paginator.count == 1
    choices = listed["choices"]
    for facet in (choices.stars, choices.groups, choices.communes, choices.points, choices.producers):
        assert all(choice.count == 1 for choice in facet)
    assert [maker.product_count for maker in client.get("/chu-the/").context["producers"]] == [1]
    goods = client.get("/diem-ban/").context["listed"][0].goods
    assert (goods.count, len(goods.cards)) == (1, 1)
    assert client.get("/api/v1/producers").json()["results"][0]["products"] == 1
    assert client.get("/api/v1/sales-points").json()["results"][0]["products"] == 1
    products = client.get("/api/v1/products").json()
    assert (products["count"], [row["id"] for row in products["results"]]) == (1, [world.tea.pk])
    assert {each["count"] for counts in products["facets"].values() for each in counts} == {1}
    assert client.get(f"/api/v1/products/{world.spirit.pk}").status_code == 404


def test_the_feeds_tell_of_the_tea_and_of_no_other_goods(client, world):
    goods, shelves, _points = (client.get(path).getvalue().decode() for path in FEEDS)
    assert re.findall("<g:id>([0-9]+)</g:id>", goods) == [str(world.tea.pk)]
    assert [row.split(",")[1] for row in shelves.splitlines()[1:]] == [str(world.tea.pk)]


def test_its_own_pages_ask_first_and_are_kept_nowhere(client, world):
    for path in (world.spirit.get_absolute_url(), f"{world.spirit.get_absolute_url()}chung-nhan/"):
        answer = client.get(path)
        text = without_what_was_asked(answer, [path])
        assert answer.status_code == 403
        assert "du-tuoi" in text
        assert '<meta name="robots" content="noindex">' in text
        assert "application/ld+json" not in text
        assert [words for words in BETRAYING if words in text] == []
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        assert "of_age" not in answer.cookies


def test_a_form_sent_to_the_basket_tells_nothing(client, world):
    for strict in (False, True):
        visitor = Client(enforce_csrf_checks=strict)
        answer = visitor.post(f"/gio-hang/add/{world.spirit.pk}/", {"quantity": 1}, follow=True)
        assert answer.status_code in {200, 403}
        assert betrayed_by(answer, world) == []
        assert betrayed_by(visitor.get("/gio-hang/"), world) == []


@pytest.mark.parametrize("path", SHOWING)
def test_who_has_passed_sees_it_in_pages_of_their_own(client, world, path):
    passes_the_age_gate(client)
    answer = client.get(path)
    assert "quý hiếm" in answer.content.decode().casefold()
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert "public" not in answer["Cache-Control"]


def test_who_has_passed_sees_its_page_its_paper_and_where_it_stands(client, world):
    passes_the_age_gate(client)
    page = client.get(world.spirit.get_absolute_url())
    assert page.status_code == 200
    assert "quý hiếm" in page.content.decode().casefold()
    assert "no-store" in page["Cache-Control"]
    assert [data["@type"] for data in blocks(page.content.decode())] == ["BreadcrumbList"]
    assert client.get(f"{world.spirit.get_absolute_url()}chung-nhan/").status_code == 200
    located = client.get(f"/diem-ban/?san-pham={world.spirit.pk}")
    assert [row.point.slug for row in located.context["listed"]] == ["diem-ban-may"]


def test_machines_the_front_page_and_promotions_tell_nobody(client, world):
    passes_the_age_gate(client)
    never = ["/", "/en/", "/tin-tuc/bai/", "/sitemap.xml", "/uu-dai/", "/uu-dai/tet/", *FEEDS]
    for path in [*never, *of_the_api(client, world), *(f"/api/v1/products{query}" for query in FILTERS)]:
        answer = client.get(path)
        assert answer.status_code in {200, 404}
        assert betrayed_by(answer, world) == [], path


def test_what_one_visitor_may_see_is_never_kept_for_another(world, settings):
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    adult, fresh = Client(), Client()
    passes_the_age_gate(adult)
    paths = [*SHOWING, f"/san-pham/ten-cu_{world.spirit.pk}/"]
    for _ in range(3):
        for path in paths:
            assert "quý hiếm" in adult.get(path, follow=True).content.decode().casefold()
            answer = fresh.get(path)
            assert betrayed_by(answer, world) in ([], [f"_{world.spirit.pk}/"]), path
            assert (answer.status_code == 403) == ("ten-cu" in path)


def test_staff_are_not_told_that_the_shop_lacks_what_the_gate_hides(client, world):
    client.get("/tim/?q=moonshine")
    assert not MissedQuery.objects.exists()
    client.get("/tim/?q=xyzzyplugh")
    assert MissedQuery.objects.get().words == "xyzzyplugh"
