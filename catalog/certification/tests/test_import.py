"""What an import does to the shop: all or nothing, once, and nothing behind anybody's back."""

from datetime import date

import pytest

from catalog.certification.models import Certificate, CertificateEvent, Regulation
from catalog.certification.register import writing
from catalog.certification.tests.books import CERTIFICATE, PRODUCER, PRODUCT, book, good_book
from catalog.certification.tests.conftest import NOW, everything
from catalog.producers.models import Producer
from catalog.products.models import Category, Product

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


def test_what_an_import_does_to_certificates_is_recorded(run, tmp_path):
    certificate = CERTIFICATE | {"Điểm": 75}
    run(book(tmp_path / "1.xlsx", producers=[PRODUCER], products=[PRODUCT], certificates=[certificate]))
    run(book(tmp_path / "2.xlsx", certificates=[certificate | {"Điểm": 80}]))
    run(book(tmp_path / "3.xlsx", certificates=[certificate | {"Điểm": 80}]))
    withdrawn = {"Ngày thu hồi": "01/11/2026", "Lý do thu hồi": "Sai nhãn"}
    run(book(tmp_path / "4.xlsx", certificates=[CERTIFICATE | withdrawn]))

    events = CertificateEvent.objects.order_by("pk")
    assert [event.kind for event in events] == ["imported", "corrected", "withdrawn"]
    assert events[1].reason == "Điểm: 75.0 → 80.0"
    assert "Lý do thu hồi: (trống) → Sai nhãn" in events[2].reason
    assert {(event.actor, event.happened_at) for event in events} == {(None, NOW)}


def test_a_group_that_the_rules_in_force_do_not_name_is_no_place_for_a_product(run, tmp_path):
    Regulation.objects.get(until_date=None).groups.remove(Category.objects.get(code="I.5a"))

    done = run(
        book(tmp_path / "so.xlsx", producers=[PRODUCER], products=[PRODUCT | {"Mã phân nhóm": "I.5a"}])
    )

    assert 'cột "Mã phân nhóm", giá trị "I.5a": cần mã phân nhóm' in done.errors
