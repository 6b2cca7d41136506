"""What an import does to the shop: all or nothing, once, and nothing behind anybody's back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.certification.models import Certificate
from catalog.certification.register import writing
from catalog.certification.tests.books import CERTIFICATE, PRODUCER, PRODUCT, book, flat_file, good_book
from catalog.certification.tests.conftest import NOW, everything
from catalog.producers.models import Producer
from catalog.products.models import Category, Product, ProductClass

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

FULL = {
    "producer": {
        "Mã số thuế": "5600123456",
        "Điện thoại": "0215 382 5123",
        "Thôn, bản": "Bản Một",
        "Xã, phường": "Pá Mỳ",
        "Năm thành lập": "02/2019",
    },
    "product": {
        "Xã, phường": "03177",
        "Nơi sản xuất": "Bản Một, xã Pá Mỳ, huyện Mường Nhé",
        "Khối lượng tịnh (g)": "1.250",
        "Mã vạch (GTIN)": "8930000000019",
        "Tên tiếng Anh": "Green tea",
        "Mô tả": "Chè ngon.\nUống nóng.",
    },
    "certificate": {
        "Điểm": "82,5",
        "Số quyết định": "12/QĐ-UBND",
        "Ngày quyết định": "01/09/2025",
        "Ngày hết hạn": "15/09/2028",
        "Ngày thu hồi": "01/10/2026",
        "Lý do thu hồi": "Sai nhãn",
    },
}


def test_everything_that_the_columns_hold_goes_into_the_shop(run, tmp_path):
    done = run(good_book(tmp_path / "so.xlsx", **FULL))

    assert done.refusal == "", done.errors
    certificate = Certificate.objects.select_related("product__producer").get()
    product, producer = certificate.product, certificate.product.producer
    assert (producer.name, producer.slug) == ("Hợp tác xã Chè Thử", "hop-tac-xa-che-thu")
    assert (producer.tax_code, producer.phone, producer.village) == ("5600123456", "02153825123", "Bản Một")
    assert (producer.commune_id, producer.founded) == ("03177", "02/2019")
    assert (product.code, product.slug, product.upc) == ("CHE-01", "che-xanh-thu", "8930000000019")
    assert (product.title, product.title_en) == ("Chè xanh thử", "Green tea")
    assert product.origin_text == "Bản Một, xã Pá Mỳ, huyện Mường Nhé"
    assert (product.commune_id, product.net_weight_g) == ("03177", 1250)
    assert (certificate.number, certificate.stars, str(certificate.score)) == ("01/GCN-OCOP", 4, "82.5")
    assert certificate.decision_number == "12/QĐ-UBND"
    assert certificate.decision_date == date(2025, 9, 1)
    assert (certificate.issued_date, certificate.ends_date) == (date(2025, 9, 15), date(2028, 9, 15))
    assert certificate.withdrawn_at.isoformat() == "2026-09-30T17:00:00+00:00"  # midnight in Điện Biên
    assert (certificate.withdrawal_reason, certificate.is_sample) == ("Sai nhãn", False)


def test_a_new_product_is_public_and_counted_goods_of_the_ocop_class(run, tmp_path):
    run(good_book(tmp_path / "so.xlsx"))

    product = Product.objects.get()
    assert product.is_public
    assert not product.age_restricted
    assert product.product_class.name == "Sản phẩm OCOP"
    assert product.product_class.requires_shipping
    assert product.product_class.track_stock


def test_the_product_class_that_is_there_is_used(run, tmp_path):
    there = ProductClass.objects.create(name="Sản phẩm OCOP")

    run(good_book(tmp_path / "so.xlsx"))

    assert Product.objects.get().product_class == there


def test_a_second_import_of_the_same_file_changes_nothing_and_says_so(run, tmp_path):
    path = good_book(tmp_path / "so.xlsx", **FULL)
    run(path)
    before = everything()

    done = run(path)

    assert everything() == before
    assert done.said.splitlines() == [
        'Ghi chú: Chủ thể, cột "Xã, phường", dòng 2: xã Pá Mỳ nay thuộc xã Nậm Kè (03177).',
        "Chủ thể: 0 thêm mới, 0 thay đổi, 1 không đổi.",
        "Sản phẩm: 0 thêm mới, 0 thay đổi, 1 không đổi.",
        "Giấy chứng nhận: 0 thêm mới, 0 thay đổi, 1 không đổi.",
        "Không có gì thay đổi.",
    ]


CORRECTED = {
    "producer": {"Tên chủ thể": "Hợp tác xã CHÈ Thử", "Xã, phường": "03217"},
    "product": {"Tên sản phẩm": "Chè xanh Thử", "Khối lượng tịnh (g)": 200, "Mã phân nhóm": "I.6"},
    "certificate": {"Hạng sao": 3, "Điểm": 65, "Ngày cấp": "01/03/2025", "Cấp": "Huyện"},
}
CORRECTIONS = [
    "Thay đổi: Chủ thể, dòng 2: Hợp tác xã CHÈ Thử",
    "  Tên chủ thể: Hợp tác xã Chè Thử → Hợp tác xã CHÈ Thử",
    "  Xã, phường: xã Nậm Kè (03177) → xã Tủa Chùa (03217)",
    "Thay đổi: Sản phẩm, dòng 2: CHE-01 - Chè xanh Thử",
    "  Tên sản phẩm: Chè xanh thử → Chè xanh Thử",
    "  Khối lượng tịnh (g): 1.250 → 200",
    "  Mã phân nhóm: I.5a → I.6",
    "Thay đổi: Giấy chứng nhận, dòng 2: 01/GCN-OCOP",
    "  Hạng sao: 4 → 3",
    "  Điểm: 82.5 → 65.0",
    "  Cấp: Tỉnh → Huyện",
    "  Ngày cấp: 15/09/2025 → 01/03/2025",
    "  Ngày hết hạn: 15/09/2028 → 01/03/2028",
]


def test_a_correction_is_written_and_shown_field_by_field(run, tmp_path):
    run(good_book(tmp_path / "a.xlsx", **FULL))

    done = run(good_book(tmp_path / "b.xlsx", **CORRECTED))

    assert done.said.splitlines() == [
        *CORRECTIONS,
        "Chủ thể: 0 thêm mới, 1 thay đổi, 0 không đổi.",
        "Sản phẩm: 0 thêm mới, 1 thay đổi, 0 không đổi.",
        "Giấy chứng nhận: 0 thêm mới, 1 thay đổi, 0 không đổi.",
    ]
    certificate = Certificate.objects.get()
    assert (certificate.stars, certificate.ends_date) == (3, date(2028, 3, 1))
    assert certificate.decision_number == "12/QĐ-UBND"
    product = Product.objects.get()
    assert (product.net_weight_g, product.title_en, product.date_updated) == (200, "Green tea", NOW)
    assert [category.code for category in product.categories.all()] == ["I.6"]
    assert Producer.objects.get().name == "Hợp tác xã CHÈ Thử"


def test_a_dry_run_shows_the_same_and_writes_nothing(run, tmp_path):
    run(good_book(tmp_path / "a.xlsx", **FULL))
    before = everything()
    new = PRODUCT | {"Mã sản phẩm": "CHE-02", "Tên sản phẩm": "Chè đen thử"}
    path = book(
        tmp_path / "b.xlsx",
        producers=[PRODUCER | CORRECTED["producer"]],
        products=[PRODUCT | CORRECTED["product"], new],
        certificates=[CERTIFICATE | CORRECTED["certificate"]],
    )

    done = run("--dry-run", path)

    assert [line for line in done.said.splitlines() if line in CORRECTIONS] == CORRECTIONS
    assert "Thêm mới: Sản phẩm, dòng 3: CHE-02 - Chè đen thử" in done.said
    assert done.said.endswith("Chạy thử: không ghi gì cả.\n")
    assert everything() == before


def test_a_dry_run_on_an_empty_shop_writes_nothing(run, tmp_path):
    before = everything()

    done = run("--dry-run", good_book(tmp_path / "so.xlsx"))

    assert "Sản phẩm: 1 thêm mới, 0 thay đổi, 0 không đổi." in done.said
    assert everything() == before


def test_a_dry_run_of_a_bad_file_is_refused_too(run, tmp_path):
    done = run("--dry-run", good_book(tmp_path / "so.xlsx", certificate={"Hạng sao": 6}))

    assert done.refusal == "1 lỗi. Không ghi gì cả."


def test_an_empty_cell_leaves_what_the_shop_has_and_the_word_takes_it_away(run, tmp_path):
    run(good_book(tmp_path / "a.xlsx", **FULL))
    erased = {
        "producer": {"Điện thoại": "(trống)", "Xã, phường": " (Trống) "},
        "product": {"Khối lượng tịnh (g)": "(trống)", "Mã vạch (GTIN)": "(trống)"},
        "certificate": {"Ngày thu hồi": "(trống)", "Lý do thu hồi": "(trống)", "Điểm": "(trống)"},
    }

    done = run(good_book(tmp_path / "b.xlsx", **erased))

    assert "  Điện thoại: 02153825123 → (trống)" in done.said
    certificate = Certificate.objects.get()
    product, producer = certificate.product, certificate.product.producer
    assert (producer.phone, producer.commune, producer.village) == ("", None, "Bản Một")
    assert (product.net_weight_g, product.upc, product.commune_id) == (None, "", "03177")
    assert (certificate.withdrawn_at, certificate.withdrawal_reason, certificate.score) == (None, "", None)
    assert run(tmp_path / "b.xlsx").said.endswith("Không có gì thay đổi.\n")


def test_a_renewal_is_a_new_certificate_and_the_old_one_stays(run, tmp_path):
    run(good_book(tmp_path / "a.xlsx", certificate={"Ngày cấp": "01/09/2023"}))

    run(
        good_book(tmp_path / "b.xlsx", certificate={"Số giấy chứng nhận": "77/GCN", "Ngày cấp": "01/09/2026"})
    )

    assert list(Certificate.objects.latest_first().values_list("number", flat=True)) == [
        "77/GCN",
        "01/GCN-OCOP",
    ]


def test_a_withdrawal_known_to_the_minute_stays_so(run, tmp_path):
    path = good_book(tmp_path / "a.xlsx", **FULL)
    run(path)
    Certificate.objects.update(withdrawn_at="2026-10-01T08:15:00+07:00")

    assert "Không có gì thay đổi." in run(path).said
    assert Certificate.objects.get().withdrawn_at.isoformat() == "2026-10-01T01:15:00+00:00"


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


def test_a_failure_half_way_leaves_nothing_behind(run, tmp_path, monkeypatch):
    before = everything()

    def fails(changes):
        raise OSError("the disk is full")

    monkeypatch.setattr(writing, "_move", fails)
    with pytest.raises(OSError, match="the disk is full"):
        run(good_book(tmp_path / "so.xlsx"))

    assert everything() == before


def test_a_record_that_somebody_else_wrote_meanwhile_is_told_in_words(run, tmp_path, monkeypatch):
    write = writing._save

    def overtaken(model, created, changed):
        if model is Producer:
            Producer.objects.create(name=created[0].record.name, slug="other")
        write(model, created, changed)

    monkeypatch.setattr(writing, "_save", overtaken)

    done = run(good_book(tmp_path / "so.xlsx"))

    assert done.refusal.startswith("Trong lúc nhập có người vừa sửa cùng các bản ghi này.")
    assert not Producer.objects.exists()


def big_book(path, rows):
    """So many producers, products and certificates each."""
    count = range(rows)
    return book(
        path,
        producers=[PRODUCER | {"Tên chủ thể": f"Hộ {n}", "Xã, phường": "Pá Mỳ"} for n in count],
        products=[
            PRODUCT
            | {"Mã sản phẩm": f"C-{n}", "Tên sản phẩm": f"Chè {n}", "Tên chủ thể": f"Hộ {n}"}
            | {"Khối lượng tịnh (g)": n + 1}
            for n in count
        ],
        certificates=[
            CERTIFICATE | {"Số giấy chứng nhận": f"{n}/GCN", "Mã sản phẩm": f"C-{n}"} for n in count
        ],
    )


def queries_of(run, *arguments):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        done = run(*arguments)
    assert done.refusal == "", done.errors
    return len(captured)


#: Reading asks eight tables once; a transaction begins and ends.
READING = 10


def test_an_import_asks_the_same_number_of_questions_whatever_its_size(run, tmp_path):
    small, large = big_book(tmp_path / "a.xlsx", 3), big_book(tmp_path / "b.xlsx", 60)
    run(large)

    assert queries_of(run, small) == queries_of(run, large) <= READING


@pytest.mark.slow
def test_five_thousand_rows_are_written_in_batches(run, tmp_path):
    path = big_book(tmp_path / "so.xlsx", 1667)

    queries = queries_of(run, path)

    # SQLite takes 999 values a statement: 33 products of 30 fields at a time. PostgreSQL takes 500 rows.
    per_statement = 30 if connection.vendor == "sqlite" else 500
    assert Certificate.objects.count() == Product.objects.count() == Producer.objects.count() == 1667
    assert queries <= READING + 10 + 4 * (1667 / per_statement + 1)
    assert "Không có gì thay đổi." in run(path).said
