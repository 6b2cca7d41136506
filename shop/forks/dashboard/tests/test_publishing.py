"""The office's product form: both languages side by side, and a gate before going on show."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from catalog.products.models import Category, Product
from catalog.products.season import mask_of
from shop.assortment.tests.test_publishing import a_complete_product
from shop.forks.dashboard.tests.test_products import address_of, office, save, the_form  # noqa: F401
from shop.tests.worlds import a_category, a_point, a_product

pytestmark = pytest.mark.django_db


def errors(answer):
    assert answer.status_code == 200
    return answer.context["form"].errors


def test_a_complete_product_goes_on_show(office):  # noqa: F811
    product = a_complete_product()
    assert save(office, product, is_public="on").status_code == 302
    assert Product.objects.get(pk=product.pk).is_public


def test_an_incomplete_one_does_not_and_every_field_says_so(office):  # noqa: F811
    product = a_complete_product(quality="")
    answer = save(office, product, is_public="on", storage_vi="", usage_vi="Pha <b>với</b> nước.")

    said = errors(answer)
    assert "chất lượng, bảo quản" in said["is_public"][0]
    assert set(said) == {"is_public", "quality_vi", "storage_vi"}
    kept = the_form(answer)
    assert (kept["usage_vi"], "is_public" in kept) == ("Pha <b>với</b> nước.", True)
    stored = Product.objects.get(pk=product.pk)
    assert (stored.is_public, stored.storage_vi) == (False, "Nơi khô ráo.")


def test_the_price_may_come_with_the_same_form(office):  # noqa: F811
    product = a_complete_product(stocked=False)
    assert "giá bán" in errors(save(office, product, is_public="on"))["is_public"][0]

    row = {"partner": a_point().partner.pk, "partner_sku": "A-1", "price": "100.000"}
    fields = {f"stockrecords-0-{name}": value for name, value in row.items()}
    assert save(office, product, is_public="on", **fields).status_code == 302


def test_the_sub_group_decides_what_is_asked(office):  # noqa: F811
    product = a_complete_product()
    scarf = a_category("IV.2", "Vải")
    answer = save(office, product, is_public="on", **{"productcategory_set-0-category": scarf.pk})
    assert "kích thước" in errors(answer)["is_public"][0]


def test_what_was_on_show_before_may_be_saved_but_not_with_less(office):  # noqa: F811
    old = a_complete_product(quality="", is_public=True)
    assert save(office, old, is_public="on", storage_vi="Ngăn mát.").status_code == 302
    assert "bảo quản" in errors(save(office, old, is_public="on", storage_vi=""))["is_public"][0]
    assert save(office, old, is_public="", storage_vi="").status_code == 302


def test_a_new_product_starts_off_show(office):  # noqa: F811
    address = reverse(
        "dashboard:catalogue-product-create",
        kwargs={"product_class_slug": a_product().product_class.slug},
    )
    assert "is_public" not in the_form(office.get(address))


def test_a_refused_new_product_leaves_nothing_behind(office):  # noqa: F811
    sample = a_product()
    address = reverse(
        "dashboard:catalogue-product-create", kwargs={"product_class_slug": sample.product_class.slug}
    )
    fields = {**the_form(office.get(address)), "title_vi": "Cà phê", "is_public": "on"}
    assert "phân nhóm" in errors(office.post(address, fields))["is_public"][0]
    assert list(Product.objects.all()) == [sample]


def test_both_languages_are_written_whichever_is_spoken(office):  # noqa: F811
    product = a_product("Trà")
    office.cookies["django_language"] = "en"
    save(office, product, title_en="Tea", usage_vi="Pha.", usage_en="Steep.")
    stored = Product.objects.get(pk=product.pk)
    assert (stored.title_vi, stored.title_en) == ("Trà", "Tea")
    assert (stored.usage_vi, stored.usage_en) == ("Pha.", "Steep.")


def test_season_and_bar_code(office):  # noqa: F811
    product = a_product(season=mask_of([1]))
    page = BeautifulSoup(office.get(address_of(product)).content, "html.parser")
    assert [box["value"] for box in page.select("input[name=season][checked]")] == ["1"]

    assert save(office, product, season=["5", "6"], upc="8930000000019").status_code == 302
    stored = Product.objects.get(pk=product.pk)
    assert (stored.season_months, stored.upc) == ([5, 6], "8930000000019")
    assert "9" in errors(save(office, product, upc="8930000000018"))["upc"][0]
    assert "season" in errors(save(office, product, season=["13"]))


def test_how_it_travels(office):  # noqa: F811
    product = a_product()
    sides = {"length_cm": "20", "width_cm": "15", "height_cm": "10"}
    answer = save(office, product, **sides, needs_cold="on", sending_season=["11", "12"])
    assert answer.status_code == 302
    stored = Product.objects.get(pk=product.pk)
    assert (stored.unit_volume_cm3, stored.stays_cold, stored.sending_season) == (
        3_000,
        True,
        mask_of([11, 12]),
    )

    assert set(errors(save(office, product, **{**sides, "width_cm": ""}))) == {"width_cm"}
    assert "height_cm" in errors(save(office, product, **{**sides, "height_cm": "301"}))
    assert save(office, product, **dict.fromkeys(sides, "")).status_code == 302
    assert Product.objects.get(pk=product.pk).unit_volume_cm3 is None


def test_alcohol_cannot_be_opened_to_all(office):  # noqa: F811
    product = a_product(category="II.1a")
    save(office, product, age_restricted="")
    assert Product.objects.get(pk=product.pk).age_restricted


def test_fields_stand_together_as_they_are_at_hand(office):  # noqa: F811
    page = BeautifulSoup(office.get(address_of(a_product())).content, "html.parser")
    headings = [legend.text for legend in page.select("#product_details fieldset.form-fields > legend")]
    assert headings == [
        "Tên và mô tả",
        "Trên nhãn",
        "Ở đâu, khi nào",
        "Khi vận chuyển",
        "Thuế GTGT",
        "Độ tuổi và giảm giá",
    ]


def test_many_at_once_go_on_show_by_the_same_rule(office):  # noqa: F811
    good, bad = a_complete_product(), a_complete_product(title="Trà thiếu", quality="")
    chosen = {"action": "make_products_public", "selected_product": [good.pk, bad.pk]}
    asked = office.post(reverse("dashboard:catalogue-product-list"), chosen, follow=True)
    confirming = asked.redirect_chain[-1][0]

    answer = office.post(confirming, {"selected_products": [good.pk, bad.pk]}, follow=True)

    assert Product.objects.get(pk=good.pk).is_public
    assert not Product.objects.get(pk=bad.pk).is_public
    assert "Chưa công khai được Trà thiếu" in answer.content.decode()


def test_the_office_sees_what_is_on_show_and_incomplete(office):  # noqa: F811
    old = a_complete_product(title="Trà xưa", quality="", is_public=True)
    page = office.get(reverse("dashboard:catalogue-incomplete")).content.decode()
    assert "Trà xưa" in page
    assert "chất lượng" in page
    assert address_of(old) in page
    assert (
        reverse("dashboard:catalogue-incomplete") in office.get(reverse("dashboard:index")).content.decode()
    )

    Product.objects.update(quality_vi="TCCS")
    assert "đều đã đủ" in office.get(reverse("dashboard:catalogue-incomplete")).content.decode()


def test_goods_are_found_by_their_vietnamese_name_in_an_english_office_too(office):  # noqa: F811
    a_product("Trà shan tuyết", title_en="Snow tea")
    listing = f"/en{reverse('dashboard:catalogue-product-list')}"
    assert "Snow tea" in office.get(listing, {"title": "shan"}).content.decode()


def test_a_group_is_named_in_both_languages(office):  # noqa: F811
    tea = a_category("I.5a")
    address = reverse("dashboard:catalogue-category-update", kwargs={"pk": tea.pk})
    page = BeautifulSoup(office.get(address).content, "html.parser")
    form = next(form for form in page.find_all("form") if form.find(attrs={"name": "name_vi"}))
    fields = {
        field["name"]: field.get("value", field.text.strip())
        for field in form.find_all(["input", "textarea"])
        if field.get("name") and field.get("type") not in ("file", "checkbox")
    }
    for select in form.find_all("select"):
        chosen = select.find("option", selected=True)
        fields[select["name"]] = chosen["value"] if chosen else ""
    office.post(address, {**fields, "name_en": "Teas", "is_public": "on"})
    stored = Category.objects.get(pk=tea.pk)
    assert (stored.name_vi, stored.name_en, stored.code) == ("Chè", "Teas", "I.5a")
