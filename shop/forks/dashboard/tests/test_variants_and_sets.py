"""The dashboard's forms of variants and gift sets."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from catalog.products.models import Product
from shop.forks.dashboard.tests.office import a_superuser
from shop.forks.dashboard.tests.test_products import address_of, save, the_form
from shop.forks.partner.strategy import Strategy
from shop.tests.worlds import a_gift_set, a_product, a_variant, put_on_shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    client.force_login(a_superuser())
    return client


def errors_of(answer):
    assert answer.status_code == 200
    formset = answer.context["component_formset"]
    found = [*formset.non_form_errors()]
    for form in formset:
        found += [error for errors in form.errors.values() for error in errors]
    return found


def test_a_first_variant_makes_its_product_a_parent(office):
    tea = a_product("Trà shan tuyết")
    address = reverse("dashboard:catalogue-product-create-child", kwargs={"parent_pk": tea.pk})
    fields = the_form(office.get(address))
    typed = {"title_vi": "250 g", "title_en": "250 g", "upc": "8938505974194", "net_weight_g": "250"}

    answer = office.post(address, {**fields, **typed, "action": "save"})

    assert answer.status_code == 302
    variant = Product.objects.get(upc="8938505974194")
    assert (variant.parent, variant.net_weight_g, variant.full_title) == (tea, 250, "Trà shan tuyết, 250 g")
    tea.refresh_from_db()
    assert tea.is_parent


def test_a_variant_is_asked_for_nothing_that_is_its_parents(office):
    variant = a_variant(a_product(), "100 g")

    form = office.get(address_of(variant)).context["form"]

    assert set(form.fields) == {
        "title_vi",
        "title_en",
        "upc",
        "net_weight_g",
        "length_cm",
        "width_cm",
        "height_cm",
        "is_public",
        "structure",
        "slug",
    }
    assert save(office, variant, title_vi="").context["form"].errors["title_vi"]


def test_a_variant_saved_unchanged_stays_as_it_is(office):
    variant = a_variant(a_product("Trà"), "100 g", net_weight_g=100)
    put_on_shelf(variant, 3)

    assert save(office, variant).status_code == 302

    variant.refresh_from_db()
    assert (variant.title, variant.net_weight_g, variant.is_child) == ("100 g", 100, True)


def test_variants_of_goods_for_adults_are_for_adults(office):
    spirit = a_product("Rượu nếp")
    bottle = a_variant(spirit, "500 ml")

    assert save(office, spirit, age_restricted="on").status_code == 302

    bottle.refresh_from_db()
    assert bottle.age_restricted


def test_components_make_a_product_a_gift_set(office):
    box, tea = a_product("Bộ quà"), a_variant(a_product("Trà"), "100 g")
    put_on_shelf(tea, 5)

    answer = save(office, box, **{"components-0-component": tea.pk, "components-0-quantity": "2"})

    assert answer.status_code == 302
    assert list(box.components.values_list("component", "quantity")) == [(tea.pk, 2)]
    assert Strategy().available(box) == 2


def test_a_set_that_gets_alcohol_is_for_adults(office):
    box, spirit = a_product("Bộ quà"), a_product("Rượu nếp", age_restricted=True)

    save(office, box, **{"components-0-component": spirit.pk, "components-0-quantity": "1"})

    box.refresh_from_db()
    assert box.age_restricted


@pytest.mark.parametrize("what", ["itself", "a set", "a parent", "twice", "none of it"])
def test_what_can_be_in_no_set_is_refused_in_plain_words(office, what):
    box, tea = a_product("Bộ quà"), a_product("Trà")
    other = a_gift_set((tea, 1), title="Bộ quà khác")
    a_variant(parent := a_product("Cà phê"), "250 g")
    component, words = {
        "itself": (box, "Bộ quà không thể nằm trong chính nó."),
        "a set": (other, "Bộ quà khác là một bộ quà; hãy ghi thẳng các sản phẩm của bộ ấy vào đây."),
        "a parent": (parent, "Cà phê có nhiều cỡ; hãy chọn một cỡ."),
        "twice": (tea, "Mỗi sản phẩm một dòng; ghi số lượng trong bộ vào dòng ấy."),
        "none of it": (tea, "Số này nhỏ nhất là 1."),
    }[what]
    rows = {"components-0-component": component.pk, "components-0-quantity": "1"}
    if what == "twice":
        rows |= {"components-1-component": component.pk, "components-1-quantity": "1"}
    if what == "none of it":
        rows["components-0-quantity"] = "0"

    found = errors_of(save(office, box, **rows))

    assert any(words.rstrip(".") in error for error in found), found
    assert not box.components.exists()


def test_a_set_keeps_a_component_at_least(office):
    box = a_gift_set((a_product(), 1))

    assert (
        "Bộ quà cần ít nhất một sản phẩm" in errors_of(save(office, box, **{"components-0-DELETE": "on"}))[0]
    )
    assert box.components.exists()


@pytest.mark.parametrize("what", ["stock", "part of a set", "sizes"])
def test_what_can_be_no_set_is_told_why(office, what):
    product, tea = a_product("Trà shan tuyết"), a_product()
    if what == "stock":
        put_on_shelf(product, 3)
    elif what == "part of a set":
        a_gift_set((product, 1))
    else:
        a_variant(product)
    rows = {"components-0-component": tea.pk, "components-0-quantity": "1"}

    assert errors_of(save(office, product, **rows))
    assert not product.components.exists()


def test_no_sizes_are_added_to_a_set_or_to_what_is_in_one(office):
    tea = a_product()
    box = a_gift_set((tea, 1))

    assert not tea.can_be_parent()
    assert not box.can_be_parent()
    page = office.get(address_of(tea))
    button = BeautifulSoup(page.content, "html.parser").find("button", value="create-child")
    assert button.has_attr("disabled")


def test_the_lookup_finds_sizes_by_their_products_name(office):
    variant = a_variant(a_product("Cà phê Mường Ảng"), "250 g")

    found = office.get(reverse("dashboard:catalogue-product-lookup"), {"q": "Mường Ảng"}).json()

    assert {"id": variant.pk, "text": "Cà phê Mường Ảng, 250 g"} in found["results"]
