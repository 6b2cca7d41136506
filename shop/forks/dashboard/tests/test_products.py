"""The product page of the dashboard: stock to look at, one price in whole đồng, one sub-group."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from catalog.products.models import Product
from shop.forks.dashboard.tests.office import a_superuser
from shop.forks.partner.models import StockRecord
from shop.fulfilment.queries import all_stock_differences
from shop.stock.operations import receive
from shop.tests.worlds import (
    NOW,
    a_category,
    a_commune,
    a_point,
    a_producer,
    a_product,
    put_on_shelf,
    the_central_warehouse,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    """A browser of the office."""
    client.force_login(a_superuser())
    return client


def address_of(product):
    return reverse("dashboard:catalogue-product", kwargs={"pk": product.pk})


def the_form(page) -> dict:
    """What a browser would send of the product form, nothing touched."""
    soup = BeautifulSoup(page.content, "html.parser").find("form", enctype="multipart/form-data")
    fields = {}
    for field in soup.find_all(["input", "textarea"]):
        ticked = field.get("type") not in ("checkbox", "radio") or field.has_attr("checked")
        if field.get("name") and field.get("type") != "file" and ticked and not field.has_attr("disabled"):
            fields[field["name"]] = field.get("value", field.text.strip("\n"))
    for select in soup.find_all("select"):
        chosen = select.find("option", selected=True)
        if not select.has_attr("disabled"):
            fields[select["name"]] = chosen["value"] if chosen else ""
    return fields


def save(office, product, **changes):
    """Opens the page, changes some fields, and sends it."""
    fields = the_form(office.get(address_of(product)))
    return office.post(address_of(product), {**fields, **changes, "action": "continue"})


def test_saving_without_a_change_changes_nothing(office):
    record = put_on_shelf(a_product("Trà shan tuyết"), 5, at=a_point(), price=185_000)

    answer = save(office, record.product)

    assert (answer.status_code, answer["Location"]) == (302, address_of(record.product))
    record.refresh_from_db()
    assert (record.num_in_stock, record.price) == (5, 185_000)
    assert all_stock_differences() == []


def test_on_hand_cannot_be_typed(office):
    record = put_on_shelf(a_product(), 5, at=a_point())

    typed = {"stockrecords-0-num_in_stock": "500", "stockrecords-0-num_allocated": "3"}

    save(office, record.product, **typed)

    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (5, 0)
    assert all_stock_differences() == []


def test_goods_that_arrive_while_the_form_is_open_are_not_lost(office, monkeypatch):
    """Between the form's reading of a record and its writing, a delivery is booked."""
    from shop.forks.dashboard.catalogue.forms import StockRecordForm

    record = put_on_shelf(a_product(), 5, at=a_point())
    original = StockRecordForm.save

    def save_late(form, commit=True):
        receive(stock=record, quantity=7, reference="giao hàng", at=NOW)
        return original(form, commit)

    monkeypatch.setattr(StockRecordForm, "save", save_late)

    save(office, record.product, **{"stockrecords-0-price": "200000"})

    record.refresh_from_db()
    assert (record.num_in_stock, record.price) == (12, 200_000)
    assert all_stock_differences() == []


@pytest.mark.parametrize("units", [0, 5])
def test_a_record_cannot_be_deleted_or_given_to_another_point(office, units):
    record, elsewhere = put_on_shelf(a_product(), units, at=a_point()), a_point()

    save(
        office,
        record.product,
        **{"stockrecords-0-DELETE": "on", "stockrecords-0-partner": elsewhere.partner.pk},
    )

    assert StockRecord.objects.get().partner == record.partner


def test_a_new_price_is_every_points_price(office):
    product = a_product()
    records = [put_on_shelf(product, 5, at=a_point(), price=185_000) for _ in range(3)]

    save(office, product, **{"stockrecords-1-price": "199000"})

    assert {StockRecord.objects.get(pk=record.pk).price for record in records} == {199_000}


@pytest.mark.parametrize("typed", ["199000", "199.000", "199 000", " 199000 "])
def test_a_price_may_be_written_as_people_write_it(office, typed):
    record = put_on_shelf(a_product(), 5, at=a_point())

    save(office, record.product, **{"stockrecords-0-price": typed})

    record.refresh_from_db()
    assert record.price == 199_000


@pytest.mark.parametrize(
    "typed",
    ["", "0", "-5", "185000.50", "185000,5", "185.00", "1e6", "NaN", "9" * 30, "\x00", "😀", "x" * 10_000],
)
@pytest.mark.slow
def test_what_is_no_price_in_dong_is_said_and_changes_nothing(office, typed):
    record = put_on_shelf(a_product(), 5, at=a_point(), price=185_000)

    answer = save(office, record.product, **{"stockrecords-0-price": typed})

    assert answer.status_code == 200
    assert answer.context["stockrecord_formset"].forms[0].errors["price"]
    record.refresh_from_db()
    assert record.price == 185_000


def test_two_prices_at_once_are_refused(office):
    product = a_product()
    for _ in range(2):
        put_on_shelf(product, 5, at=a_point(), price=185_000)

    answer = save(office, product, **{"stockrecords-0-price": "1000", "stockrecords-1-price": "2000"})

    assert answer.context["stockrecord_formset"].non_form_errors()
    assert set(StockRecord.objects.values_list("price", flat=True)) == {185_000}


def test_a_new_point_starts_with_nothing_on_hand_and_the_one_price(office):
    record = put_on_shelf(a_product(), 5, at=a_point(), price=185_000)
    row = {
        "stockrecords-1-partner": the_central_warehouse().pk,
        "stockrecords-1-partner_sku": "KHO-1",
        "stockrecords-1-price": "190000",
        "stockrecords-1-num_in_stock": "40",
    }

    save(office, record.product, **row)

    new = StockRecord.objects.get(partner=the_central_warehouse())
    record.refresh_from_db()
    assert (new.num_in_stock, new.num_allocated) == (0, 0)
    assert new.price == record.price == 190_000
    assert all_stock_differences() == []


def test_a_second_record_at_the_same_point_is_refused_in_words(office):
    record = put_on_shelf(a_product(), 5, at=a_point())
    row = {
        "stockrecords-1-partner": record.partner.pk,
        "stockrecords-1-partner_sku": "KHAC",
        "stockrecords-1-price": "1000",
    }

    answer = save(office, record.product, **row)

    assert answer.status_code == 200
    assert StockRecord.objects.count() == 1


def test_what_ocop_knows_of_a_product_can_be_written(office):
    product, producer, commune = a_product(), a_producer("HTX Chè Tủa Chùa"), a_commune()

    save(
        office,
        product,
        title_en="Snow shan tea",
        producer=producer.pk,
        commune=commune.pk,
        origin_text="Xã Sính Phình, huyện Tủa Chùa",
        net_weight_g="100",
        illustration="tea-leaf" if "tea-leaf" in dict(Product.illustration.field.choices) else "basket",
    )

    product.refresh_from_db()
    assert (product.title_en, product.producer, product.commune) == ("Snow shan tea", producer, commune)
    assert (product.origin_text, product.net_weight_g) == ("Xã Sính Phình, huyện Tủa Chùa", 100)


@pytest.mark.parametrize("grams", ["0", "-1", "50001", "abc", "9" * 30])
def test_a_weight_that_cannot_be_is_said(office, grams):
    answer = save(office, a_product(), net_weight_g=grams)

    assert answer.context["form"].errors["net_weight_g"]


def test_descriptions_are_plain_text_and_stay_so(office):
    product = a_product(description="Búp chè hái tay.\nSao bằng chảo gang.")

    page = BeautifulSoup(office.get(address_of(product)).content, "html.parser")

    for name in ("description_vi", "description_en"):
        assert "no-widget-init" in page.find("textarea", attrs={"name": name})["class"]


def test_a_product_belongs_to_one_sub_group(office):
    product = a_product(category="I.5a")
    group, other = a_category("II"), a_category("I.6", "Cà phê, ca cao")

    two = save(office, product, **{"productcategory_set-1-category": other.pk})
    whole_group = save(office, product, **{"productcategory_set-0-category": group.pk})

    assert two.context["category_formset"].non_form_errors()
    assert whole_group.context["category_formset"].non_form_errors()
    assert [category.code for category in product.categories.all()] == ["I.5a"]


def test_what_is_put_among_the_spirits_is_for_adults_only(office):
    product, spirits = a_product(category="I.5a"), a_category("II.1a", "Rượu trắng")

    save(office, product, **{"productcategory_set-0-category": spirits.pk})

    product.refresh_from_db()
    assert product.age_restricted


def test_prices_are_not_set_around_the_one_price(office):
    record = put_on_shelf(a_product(), 5, at=a_point(), price=185_000)
    listing = reverse("dashboard:catalogue-product-list")

    office.post(listing, {"action": "set_product_price", "selected_product": record.product.pk}, follow=True)

    record.refresh_from_db()
    assert record.price == 185_000
    assert "set_product_price" not in office.get(listing).content.decode()


def test_a_new_product_is_made_with_its_first_record(office):
    sample = a_product()
    point, sub_group = a_point(), a_category("I.6", "Cà phê, ca cao")
    address = reverse(
        "dashboard:catalogue-product-create", kwargs={"product_class_slug": sample.product_class.slug}
    )
    fields = the_form(office.get(address))

    office.post(
        address,
        {
            **fields,
            "title_vi": "Cà phê Mường Ảng",
            "productcategory_set-0-category": sub_group.pk,
            "stockrecords-0-partner": point.partner.pk,
            "stockrecords-0-partner_sku": "CF-1",
            "stockrecords-0-price": "150.000",
        },
    )

    record = StockRecord.objects.get(product__title="Cà phê Mường Ảng")
    assert (record.partner, record.price, record.num_in_stock) == (point.partner, 150_000, 0)
    assert record.product.slug == "ca-phe-muong-ang"
