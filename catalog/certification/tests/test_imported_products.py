"""What becomes of products that a register adds or moves."""

import pytest

from catalog.certification.tests.books import PRODUCER, PRODUCT, book, flat_file, good_book
from catalog.producers.models import Producer
from catalog.products.models import Category, Product, ProductClass
from shop.tests.worlds import a_gift_set, a_variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


LABEL = {
    "Kích thước, dung tích": "Hộp 12 × 8 cm",
    "Thành phần": "Búp chè",
    "Chất lượng": "TCCS 01:2025",
    "Hướng dẫn sử dụng": "Pha nước sôi",
    "Bảo quản": "Nơi khô",
    "Hạn sử dụng": "24 tháng",
    "Cảnh báo": "Không",
    "Chịu trách nhiệm hàng hóa": "HTX Thử, Mường Lay",
    "Mùa vụ": "tháng 11-2, 5",
    "Phạm vi giao": "Trong tỉnh",
}


def test_a_new_product_is_counted_goods_of_the_ocop_class(run, tmp_path):
    run(good_book(tmp_path / "so.xlsx"))

    product = Product.objects.get()
    assert not product.age_restricted
    assert product.product_class.name == "Sản phẩm OCOP"
    assert product.product_class.requires_shipping
    assert product.product_class.track_stock


def test_the_product_class_that_is_there_is_used(run, tmp_path):
    there = ProductClass.objects.create(name="Sản phẩm OCOP")

    run(good_book(tmp_path / "so.xlsx"))

    assert Product.objects.get().product_class == there


@pytest.mark.parametrize(("subgroup", "restricted"), [("II.1a", True), ("II.2b", False), ("I.5a", False)])
def test_alcohol_is_for_adults_only_whatever_the_file_says(run, tmp_path, subgroup, restricted):
    run(good_book(tmp_path / "so.xlsx", product={"Mã phân nhóm": subgroup}))

    assert Product.objects.get().age_restricted is restricted


def test_alcohol_that_somebody_opened_to_all_is_closed_again(run, tmp_path):
    path = good_book(tmp_path / "so.xlsx", product={"Mã phân nhóm": "II.1a"})
    run(path)
    Product.objects.update(age_restricted=False)

    assert "  Chỉ bán cho người lớn: không → có" in run(path).said
    assert Product.objects.get().age_restricted


def test_leaving_the_alcohol_group_does_not_undo_what_a_person_may_have_set(run, tmp_path):
    run(good_book(tmp_path / "a.xlsx", product={"Mã phân nhóm": "II.1a"}))

    run(good_book(tmp_path / "b.xlsx", product={"Mã phân nhóm": "II.2b"}))

    assert Product.objects.get().age_restricted


def test_a_product_keeps_its_categories_outside_the_ocop_groups_and_its_being_hidden(run, tmp_path):
    run(good_book(tmp_path / "a.xlsx"))
    gifts = Category.add_root(name="Quà Tết", slug="qua-tet")
    Product.objects.get().categories.add(gifts)
    Product.objects.update(is_public=False)

    run(good_book(tmp_path / "b.xlsx", product={"Mã phân nhóm": "I.6"}))

    product = Product.objects.get()
    assert {category.name for category in product.categories.all()} == {"Quà Tết", "I.6"}
    assert not product.is_public


def test_two_products_may_exchange_their_bar_codes(run, tmp_path):
    codes = ["8930000000019", "8930000000002"]

    def products(first, second):
        other = PRODUCT | {"Mã sản phẩm": "CHE-02", "Tên sản phẩm": "Chè đen", "Mã vạch (GTIN)": second}
        return [PRODUCT | {"Mã vạch (GTIN)": first}, other]

    run(book(tmp_path / "a.xlsx", producers=[PRODUCER], products=products(*codes)))

    done = run(book(tmp_path / "b.xlsx", products=products(*reversed(codes))))

    assert done.refusal == "", done.errors
    assert [product.upc for product in Product.objects.order_by("code")] == list(reversed(codes))


def test_a_bar_code_of_another_product_in_the_shop_is_named(run, tmp_path):
    run(good_book(tmp_path / "a.xlsx", product={"Mã vạch (GTIN)": "8930000000019"}))
    other = PRODUCT | {"Mã sản phẩm": "X", "Tên sản phẩm": "Chè X", "Mã vạch (GTIN)": "8930000000019"}

    done = run(flat_file(tmp_path / "b.csv", [other]))

    assert "mã vạch riêng của sản phẩm này (mã này đã dùng ở sản phẩm CHE-01 trong cửa hàng)" in done.errors


def test_a_product_that_the_shop_has_under_another_code_is_named(run, tmp_path):
    run(good_book(tmp_path / "a.xlsx"))

    done = run(flat_file(tmp_path / "b.csv", [PRODUCT | {"Mã sản phẩm": "KHAC-1"}]))

    assert "mỗi sản phẩm của một chủ thể một mã (tên này đã có ở mã CHE-01 trong cửa hàng)" in done.errors


def test_one_name_in_two_weights_is_two_products(run, tmp_path):
    rows = [PRODUCT | {"Mã sản phẩm": f"CHE-{grams}", "Khối lượng tịnh (g)": grams} for grams in (100, 500)]

    assert run(book(tmp_path / "so.xlsx", producers=[PRODUCER], products=rows)).refusal == ""


def test_producers_whose_slugs_would_be_the_same_get_their_own(run, tmp_path):
    rows = [PRODUCER | {"Tên chủ thể": name} for name in ("Hộ Na", "Hộ Nà", "Hộ Nả")]

    run(book(tmp_path / "so.xlsx", producers=rows))

    assert sorted(Producer.objects.values_list("slug", flat=True)) == ["ho-na", "ho-na-2", "ho-na-3"]


def test_a_name_in_other_letters_still_has_an_address(run, tmp_path):
    run(good_book(tmp_path / "so.xlsx", product={"Tên sản phẩm": "①②"}))

    assert Product.objects.get().slug


def test_sizes_of_a_product_are_left_alone(run, tmp_path):
    run(good_book(tmp_path / "a.xlsx"))
    product = Product.objects.get()
    size = a_variant(product, "250 g", net_weight_g=250, upc="8938505974194")

    answer = run(good_book(tmp_path / "b.xlsx", product={"Tên sản phẩm": "Tên mới"}))

    assert not answer.refusal, answer.errors
    size.refresh_from_db()
    assert (size.title, size.net_weight_g, size.upc, size.producer) == ("250 g", 250, "8938505974194", None)
    assert not size.categories.exists()


def test_a_row_for_one_size_is_refused_by_name(run, tmp_path):
    path = good_book(tmp_path / "a.xlsx")
    run(path)
    named = Product.objects.get()
    code = named.code
    Product.objects.filter(pk=named.pk).update(code=None)
    above = Product.objects.create(title="Chè lớn", product_class=named.product_class)
    a_variant(above, "250 g", code=code)

    answer = run(path)

    assert answer.refusal
    assert "một cỡ đóng gói của Chè lớn" in answer.errors


def test_sets_of_what_becomes_alcohol_are_for_adults(run, tmp_path):
    run(good_book(tmp_path / "a.xlsx"))
    box = a_gift_set((Product.objects.get(), 1))

    run(good_book(tmp_path / "b.xlsx", product={"Mã phân nhóm": "II.1a"}))

    box.refresh_from_db()
    assert box.age_restricted


def test_a_new_product_stays_off_show_and_what_it_lacks_is_said(run, tmp_path):
    done = run(good_book(tmp_path / "so.xlsx"))

    assert not Product.objects.get().is_public
    line = next(line for line in done.said.splitlines() if line.startswith("Chưa công khai"))
    assert "CHE-01" in line
    assert "chất lượng, cách dùng, bảo quản, hạn sử dụng" in line
    assert "giá bán" in line


def test_what_the_label_says_comes_with_the_register(run, tmp_path):
    done = run(good_book(tmp_path / "so.xlsx", product=LABEL))

    product = Product.objects.get()
    assert (product.size_text, product.ingredients_vi) == ("Hộp 12 × 8 cm", "Búp chè")
    assert (product.shelf_life, product.shelf_life_unit) == (24, "month")
    assert (product.season_months, product.ships_to) == ([1, 2, 5, 11, 12], "province")
    assert product.responsible_party == "HTX Thử, Mường Lay"
    line = next(line for line in done.said.splitlines() if line.startswith("Chưa công khai"))
    assert "chất lượng" not in line
    assert "hạn sử dụng" not in line
    assert "Không có gì thay đổi." in run(good_book(tmp_path / "lai.xlsx", product=LABEL)).said


def test_a_label_is_corrected_and_taken_away_in_words(run, tmp_path):
    run(good_book(tmp_path / "a.xlsx", product=LABEL))

    taken = dict.fromkeys(("Hạn sử dụng", "Mùa vụ", "Phạm vi giao", "Cảnh báo"), "(trống)")
    said = run(good_book(tmp_path / "b.xlsx", product={**taken, "Thành phần": "Búp và lá"})).said

    assert "  Thành phần: Búp chè → Búp và lá" in said
    assert "  Hạn sử dụng: 24 tháng → (trống)" in said
    assert "  Mùa vụ: 5, 11-2 → Quanh năm" in said
    assert "  Phạm vi giao: Trong tỉnh → Toàn quốc" in said
    product = Product.objects.get()
    assert (product.shelf_life, product.season, product.ships_to) == (None, 0, "everywhere")


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        *(("Hạn sử dụng", value) for value in ("mãi mãi", "0 tháng", "12", "9999 ngày", "12 năm")),
        *(("Mùa vụ", value) for value in ("13", "0-3", "hè", "5-", "5;7")),
        ("Phạm vi giao", "Hà Nội"),
    ],
)
def test_what_cannot_be_understood_is_said_and_nothing_written(run, tmp_path, heading, value):
    done = run(good_book(tmp_path / "so.xlsx", product={heading: value}))

    assert heading in done.errors
    assert not Product.objects.exists()
