"""What search engines are told is whole, of the right kinds, the page's own truth, and about no person."""

import json
from datetime import date, time

import pytest

from catalog.pictures.tests.photographs import a_shown_picture
from catalog.products.label import Label
from catalog.products.models import Product
from catalog.products.season import mask_of
from cms.factories import VillagePageFactory
from shop.forks.reviews.tests.buying import a_review
from shop.tests.structured import block, blocks, faults
from shop.tests.worlds import (
    NOW,
    a_commune,
    a_gift_set,
    a_point,
    a_producer,
    a_product,
    a_variant,
    certify,
    put_on_shelf,
)

SOUND = {
    "@context": "https://schema.org",
    "@type": "Product",
    "name": "Chè",
    "url": "http://127.0.0.1:8000/san-pham/che_1/",
    "sku": "1",
    "gtin": "8938505974194",
    "offers": {
        "@type": "Offer",
        "url": "http://127.0.0.1:8000/san-pham/che_1/",
        "price": 185_000,
        "priceCurrency": "VND",
        "availability": "https://schema.org/InStock",
        "itemCondition": "https://schema.org/NewCondition",
        "seller": {"@type": "Organization", "name": "OCOP"},
    },
}


class TestTheJudge:
    """`faults` finds what is planted."""

    def test_a_sound_block_passes(self, settings):
        settings.PUBLIC_URL = "http://127.0.0.1:8000"
        assert list(faults(SOUND)) == []

    @pytest.mark.parametrize(
        ("planted", "found"),
        [
            ({"name": ""}, "name is empty"),
            ({"gtin": "8938505974195"}, "gtin is"),
            ({"url": "/san-pham/che_1/"}, "url is"),
            ({"url": "https://elsewhere.example/"}, "url is"),
            ({"@type": "Produce"}, "without rules"),
            ({"email": "a@example.com"}, "of a person"),
            ({"offers": SOUND["offers"] | {"price": "185.000"}}, "price is"),
            ({"offers": SOUND["offers"] | {"price": 185_000.5}}, "price is"),
            ({"offers": SOUND["offers"] | {"availability": "InStock"}}, "availability is"),
            ({"offers": {"@type": "Offer"}}, "without priceCurrency"),
        ],
    )
    def test_a_planted_fault_is_found(self, settings, planted, found):
        settings.PUBLIC_URL = "http://127.0.0.1:8000"
        assert any(found in words for words in faults(SOUND | planted))


@pytest.fixture
def read(client, time_machine):
    """The blocks of a page, in either language, without a fault."""
    time_machine.move_to(NOW, tick=False)

    def read(address):
        html = client.get(address).content.decode()
        assert [words for data in blocks(html) for words in faults(data)] == [], address
        return html

    return read


@pytest.mark.django_db
class TestPages:
    @pytest.fixture
    def tea(self):
        """A product of which everything is known."""
        label = {"net_weight_g": 250, "upc": "8938505974194", "description": "Hái tay"}
        english = {"title_en": "Tea", "description_en": "Picked by hand"}
        product = a_product("Chè", producer=a_producer(), commune=a_commune(), **label, **english)
        certify(product, stars=4, number="12/GCN", is_sample=True)
        product.images.create(picture=a_shown_picture(), display_order=0)
        put_on_shelf(product, 3, price=185_000)
        return product

    def test_a_product_says_what_it_is_in_the_language_of_the_page(self, read, tea, settings):
        path = f"/en/san-pham/{tea.slug}_{tea.pk}/"
        data = block(read(path), "Product")

        assert (data["name"], data["description"]) == ("Tea", "Picked by hand")
        assert [address.rpartition("/")[2] for address in data["image"]] == ["plain-960.jpg", "card-640.jpg"]
        assert data["brand"]["name"] == data["manufacturer"]["name"] == "Hợp tác xã Mẫu"
        assert data["countryOfOrigin"] == {"@type": "Country", "name": "VN"}
        assert data["offers"]["url"] == data["url"] == settings.PUBLIC_URL + path

    def test_its_offer_names_price_seller_and_what_sending_costs(self, read, tea, settings):
        offer = block(read(tea.get_absolute_url()), "Product")["offers"]

        assert (offer["price"], offer["priceCurrency"]) == (185_000, "VND")
        assert offer["seller"]["name"] == settings.OSCAR_SHOP_NAME
        fees = [each["shippingRate"]["value"] for each in offer["shippingDetails"]]
        assert fees == [30_000, 45_000]

    def test_its_certificate_says_who_gave_it_until_when_and_that_it_is_a_sample(self, read, tea):
        certification = block(read(tea.get_absolute_url()), "Product")["hasCertification"]

        assert certification["issuedBy"]["name"] == "UBND tỉnh Điện Biên"
        assert certification["certificationIdentification"] == "12/GCN"
        assert certification["description"] == "mẫu"
        assert (certification["validFrom"], certification["expires"]) == ("2025-03-01", "2028-03-01")

    def test_sizes_are_products_of_one_group(self, read):
        tea = a_product("Trà", stars=3)
        for size in ("100 g", "250 g"):
            put_on_shelf(a_variant(tea, size), 2)
        data = block(read(tea.get_absolute_url()), "ProductGroup")

        assert [each["size"] for each in data["hasVariant"]] == ["100 g", "250 g"]
        assert len({each["offers"]["url"] for each in data["hasVariant"]}) == 2
        assert data["hasCertification"]["certificationRating"]["ratingValue"] == 3

    def test_a_gift_set_is_one_product(self, read):
        point, honey = a_point(), a_product(stars=3)
        put_on_shelf(honey, 5, at=point)
        data = block(read(a_gift_set((honey, 2), at=point).get_absolute_url()), "Product")

        assert data["offers"]["availability"].endswith("/InStock")

    @pytest.mark.parametrize(
        ("values", "fees"),
        [
            ({}, 2),
            ({"ships_to": Label.ShipsTo.PROVINCE}, 1),
            ({"ships_to": Label.ShipsTo.PICK_UP}, 0),
            ({"needs_cold": True}, 1),
        ],
    )
    def test_sending_is_told_as_far_as_it_goes(self, read, values, fees):
        product = a_product(**values)
        put_on_shelf(product, 2)
        offer = block(read(product.get_absolute_url()), "Product")["offers"]

        assert len(offer.get("shippingDetails", [])) == fees

    def test_what_is_off_sale_is_offered_nowhere_and_has_no_stars(self, read):
        product = a_product(when_lapsed=Product.WhenLapsed.WITHDRAW_FROM_SALE)
        certify(product, issued=date(2020, 1, 1))
        put_on_shelf(product, 2)
        data = block(read(product.get_absolute_url()), "Product")

        assert not {"offers", "hasCertification"} & set(data)

    def test_what_lapsed_and_sells_on_is_offered_without_stars_in_or_out_of_season(self, read):
        product = a_product(season=mask_of([1]))
        certify(product, issued=date(2020, 1, 1))
        put_on_shelf(product, 2)
        data = block(read(product.get_absolute_url()), "Product")

        assert data["offers"]["availability"].endswith("/InStock")
        assert "hasCertification" not in data

    def test_what_is_sold_out_is_offered_as_such_and_what_has_no_price_is_not(self, read):
        tea = a_product()
        sold_out, without_price = a_variant(tea, "100 g"), a_variant(tea, "250 g")
        put_on_shelf(sold_out, 0)
        group = block(read(tea.get_absolute_url()), "ProductGroup")
        sizes = {each["sku"]: each for each in group["hasVariant"]}

        assert sizes[str(sold_out.pk)]["offers"]["availability"].endswith("/OutOfStock")
        assert "offers" not in sizes[str(without_price.pk)]
        assert "offers" not in group

    def test_what_buyers_think_is_told_beside_what_it_is(self, read):
        product = a_review(score=4).product
        a_review(product, score=5)

        rating = block(read(product.get_absolute_url()), "Product")["aggregateRating"]
        assert (rating["ratingValue"], rating["reviewCount"]) == (4.5, 2)

    def test_a_maker_is_an_organization_and_a_household_keeps_its_door_to_itself(self, read):
        shown = {"village": "Bản Chiêu", "phone": "0912345678", "tax_code": "5600000000", "email": "a@b.vn"}
        values = {"commune": a_commune(), "founded": "2019", **shown}
        cooperative = block(read(a_producer(**values).get_absolute_url()), "Organization")
        household = a_producer("Hộ Lò Thị A", kind="processing_household", **values)
        home = block(read(household.get_absolute_url()), "Organization")

        assert cooperative["address"]["streetAddress"] == "Bản Chiêu"
        assert cooperative["foundingDate"] == "2019"
        assert "streetAddress" not in home["address"]
        assert not any(word in json.dumps(home) for word in ("0912345678", "5600000000", "a@b.vn"))

    def test_a_point_is_a_store_with_its_picture_and_hours(self, read):
        point = a_point(picture=a_shown_picture(), phone="0215 382 5555")
        point.opening_periods.create(weekday=0, opens=time(7), closes=time(11))
        data = block(read(point.get_absolute_url()), "Store")

        assert len(data["image"]) == 2
        assert data["telephone"] == "0215 382 5555"
        assert len(data["openingHoursSpecification"]) == 1

    @pytest.mark.parametrize(("kind", "told"), [("village", "TouristDestination"), ("planned", "Place")])
    def test_a_village_is_a_place_to_travel_to(self, read, kind, told):
        VillagePageFactory(slug="ban-mot", kind=kind, commune=a_commune(), intro="Nhà sàn")
        data = block(read("/du-lich/ban-mot/"), told)

        assert data["address"]["addressLocality"] == "xã Mường Lay"
        assert data["description"] == "Nhà sàn"

    def test_home_names_the_shop_and_where_it_is_searched(self, read, settings):
        html = read("/en/")

        assert block(html, "Organization")["name"] == settings.OSCAR_SHOP_NAME
        site = block(html, "WebSite")
        target = site["potentialAction"]["target"]["urlTemplate"]
        assert target == f"{settings.PUBLIC_URL}/en/tim/?q={{search_term_string}}"
        assert site["inLanguage"] == "en"

    def test_breadcrumbs_are_told_as_they_are_shown(self, read, settings):
        product = a_product("Chè </script>")
        certify(product)
        trail = block(read(f"{product.get_absolute_url()}chung-nhan/"), "BreadcrumbList")["itemListElement"]

        assert [(step["position"], step["name"], step.get("item")) for step in trail] == [
            (1, "Sản phẩm", f"{settings.PUBLIC_URL}/san-pham/"),
            (2, "Chè </script>", settings.PUBLIC_URL + product.get_absolute_url()),
            (3, "Giấy chứng nhận", None),
        ]
