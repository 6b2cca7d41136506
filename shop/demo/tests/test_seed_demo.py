"""`manage.py seed_demo`: what stands after it, and that it may run again."""

import unicodedata
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from catalog.certification.models import Certificate
from catalog.certification.querysets import with_stars
from catalog.places.models import Commune, FormerUnit
from catalog.producers.models import Producer
from catalog.products.models import Category, Product
from shop.accounts.models import User
from shop.assortment.choices import variants_of
from shop.assortment.publishing import published_but_incomplete
from shop.assortment.queries import on_offer
from shop.demo.certificates import build_certificates
from shop.demo.rows import rows
from shop.demo.tests.seeding import all_rows, seed
from shop.forks.partner.models import Partner, StockRecord
from shop.fulfilment.queries import all_stock_differences
from shop.stock.operations import set_price
from shop.tests.worlds import NOW

pytestmark = [pytest.mark.usefixtures("seeded"), pytest.mark.slow]


def test_it_says_what_it_built(seeded):  # noqa: F811 - the fixture
    for line in (
        "Xã, phường: 45 (mới 45)",
        "Đơn vị hành chính cũ: 139 (mới 139)",
        "Nhóm và phân nhóm sản phẩm: 32 (mới 32)",
        "Chủ thể: 34 (mới 34)",
        "Sản phẩm: 79 (mới 79)",
        "Giấy chứng nhận mẫu: 61 (mới 61)",
        "Điểm bán mẫu: 10 (mới 10)",
        "Trang nội dung: 22 (mới 22)",
    ):
        assert line in seeded


def test_places():
    assert Commune.objects.count() == 45
    assert Commune.objects.filter(kind="phuong").count() == 3
    assert FormerUnit.objects.filter(level="commune").count() == 129
    assert FormerUnit.objects.filter(level="district").count() == 10


def test_a_former_unit_may_bear_the_code_of_another_of_today():
    former = FormerUnit.objects.get(level="commune", code="03355")
    assert (former.name, former.district_name, former.successor.name) == (
        "Sam Mứn",
        "Huyện Điện Biên",
        "Thanh An",
    )
    assert FormerUnit.objects.get(level="commune", code="03127").name == "Him Lam"
    assert Commune.objects.get(code="03127").name == "Điện Biên Phủ"


def test_every_product_is_in_exactly_one_sub_group():
    expected = {row["code"]: [row["subgroup_code"]] for row in rows("products")}
    facts = Product.objects.filter(code__startswith="DB-")
    assert {p.code: [c.code for c in p.categories.all()] for p in facts} == expected
    assert Category.objects.filter(depth=1).count() == 6
    assert Category.objects.filter(depth=2).count() == 26
    assert Product.objects.in_group("II").count() == 5


def test_what_is_not_known_stays_empty():
    for row in rows("products"):
        product = Product.objects.get(code=row["code"])
        assert (product.commune_id or "") == row["commune_code"]
        assert (product.producer is None) == (not row["producer"])
    assert not Product.objects.filter(upc__isnull=False).exists()


def test_every_product_says_all_that_it_has_to_as_a_sample():
    assert published_but_incomplete() == []
    assert all(product.label_is_sample for product in Product.objects.filter(parent=None))


@pytest.mark.usefixtures("changing")
def test_goods_and_groups_from_before_get_what_is_new_but_nothing_that_people_wrote_is_lost():
    Product.objects.update(quality_vi=None, quality_en=None, usage_vi=None)
    Product.objects.filter(code="DB-020").update(quality_vi="", usage_vi="Của chúng tôi")
    Category.objects.update(name_en=None)
    Category.objects.filter(code="I").update(name_en="Ours")
    seed()
    assert not Product.objects.filter(code__startswith="DB-", quality_vi=None).exists()
    assert Product.objects.get(code="DB-020").usage_vi == "Của chúng tôi"
    assert not Category.objects.filter(name_en=None).exists()
    assert Category.objects.get(code="I").name_en == "Ours"


def test_two_spellings_of_a_maker_are_one():
    maker = Producer.objects.get(name="Hợp tác xã Ong mật Điện Biên")
    assert {row["producer"] for row in rows("products") if "ong mật điện" in row["producer"].lower()} == {
        "Hợp tác xã Ong mật Điện Biên",
        "Hợp tác xã Ong Mật Điện Biên",
    }
    assert maker.products.count() == 5
    assert Producer.objects.count() == 34


def test_every_source_is_kept():
    products = Product.objects.in_bulk(field_name="code")
    for row in rows("products"):
        assert products[row["code"]].sources.split("\n") == row["source"].split(" | ")
        assert products[row["code"]].confidence == row["confidence"]
    for row in rows("producers"):
        assert Producer.objects.get(name=row["name"]).sources.split("\n") == row["source"].split(" | ")


def test_most_stars_are_in_force_some_end_soon_and_some_have_lapsed():
    in_force = Certificate.objects.in_force(NOW)
    soon = timezone.localdate(NOW) + timedelta(days=90)
    assert Certificate.objects.count() == 61
    assert in_force.count() == 46
    assert in_force.filter(ends_date__lte=soon).count() == 6
    stars = with_stars(Product.objects.all(), NOW)
    assert stars.filter(stars=4).count() == 5
    assert stars.filter(stars=3).count() == 41
    assert Certificate.objects.filter(stars=4).count() == 6


def test_what_the_sources_call_lapsed_has_lapsed():
    words = ("lapsed", "expired", "36 months ended")
    lapsed = [row["code"] for row in rows("products") if any(word in row["status"] for word in words)]
    assert len(lapsed) == 13
    assert not Certificate.objects.in_force(NOW).filter(product__code__in=lapsed).exists()


def test_certificates_are_samples_and_only_for_reported_stars():
    starred = {row["code"]: int(row["star"]) for row in rows("products") if row["star"]}
    certificates = Certificate.objects.select_related("product")
    assert {c.product.code: c.stars for c in certificates} == starred
    for certificate in certificates:
        assert certificate.number.startswith("MẪU-")
        assert certificate.is_sample
        assert certificate.issuer.endswith("(mẫu)")


@pytest.mark.usefixtures("changing")
@pytest.mark.parametrize("day", [(2027, 2, 28), (2028, 2, 29), (2032, 12, 31)])
def test_certificates_are_right_on_whatever_day_the_shop_is_built(day):
    at = datetime(*day, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    Certificate.objects.all().delete()
    build_certificates(at=at)
    assert Certificate.objects.in_force(at).count() == 46


def test_stock_is_what_the_ledger_says():
    assert StockRecord.objects.filter(num_in_stock__gt=0).count() > 300
    assert all_stock_differences() == []


def test_prices_are_whole_thousands_and_the_same_everywhere():
    prices = {}
    for record in StockRecord.objects.all():
        assert record.price > 0
        assert record.price % 1000 == 0
        assert record.price_currency == "VND"
        prices.setdefault(record.product_id, set()).add(record.price)
    assert set(prices) == set(Product.objects.sold().values_list("pk", flat=True))
    assert all(len(found) == 1 for found in prices.values())


def test_the_warehouse_has_all_but_alcohol_which_stands_at_the_points():
    warehouse = Partner.objects.get(code="kho-trung-tam")
    assert warehouse.is_central
    assert warehouse.commune_id == "03127"
    assert set(warehouse.stockrecords.values_list("product_id", flat=True)) == set(
        Product.objects.sold().filter(age_restricted=False).values_list("pk", flat=True)
    )
    alcohol = on_offer(NOW, adults=True).for_adults()
    assert alcohol.count() == 5
    assert all(product.available > 0 for product in alcohol)


def test_every_point_has_goods_of_its_own():
    shelves = Partner.objects.filter(sales_point__isnull=False)
    found = {p.code: set(p.stockrecords.values_list("product_id", flat=True)) for p in shelves}
    assert len(found) == 10
    assert len(set(map(frozenset, found.values()))) == 10
    assert all(len(products) >= 8 for products in found.values())


def test_some_goods_are_sold_out_on_purpose():
    assert on_offer(NOW).filter(available=0).count() == 3
    assert StockRecord.objects.filter(num_in_stock=0).count() > 20


def test_what_no_source_knows_of_says_that_it_is_a_sample():
    made_up = Product.objects.exclude(code__startswith="DB-").filter(parent=None)
    assert made_up.count() == 3
    for product in made_up:
        assert "mẫu)" in product.title
        assert "(sample)" in product.title_en
        assert product.producer is None
        assert not product.certificates.exists()
        assert not product.sources


def test_one_product_comes_in_three_sizes_that_are_all_to_be_had():
    (parent,) = on_offer(NOW).filter(structure=Product.PARENT)
    sizes = variants_of(parent)
    assert [size.title for size in sizes] == ["100 g", "250 g", "Hộp quà 500 g"]
    assert all(size.available > 0 for size in sizes)
    assert (parent.price, parent.highest_price) == (60_000, 290_000)


def test_two_gift_sets_can_be_made():
    sets = on_offer(NOW).filter(is_gift_set=True)
    assert sets.count() == 2
    assert all(product.available > 2 and product.price for product in sets)


def test_text_is_nfc_in_every_table():
    for table, found in all_rows().items():
        for row in found:
            assert unicodedata.is_normalized("NFC", row), table


@pytest.mark.usefixtures("changing")
def test_a_second_run_changes_nothing_and_says_so():
    before = all_rows()
    printed = seed(at=NOW + timedelta(days=40))
    assert all_rows() == before
    assert "Không có gì mới" in printed
    assert "(mới" not in printed


@pytest.mark.usefixtures("changing")
def test_what_people_changed_stays():
    product = Product.objects.get(code="DB-020")
    Product.objects.filter(pk=product.pk).update(title="Cà phê của chúng tôi", is_public=False)
    Producer.objects.filter(slug="hop-tac-xa-tam-thien").update(name="HTX Tâm Thiện")
    set_price(product=product, price=99_000)
    before = all_rows()
    seed()
    assert all_rows() == before


@pytest.mark.usefixtures("changing")
def test_what_is_missing_comes_back_at_the_price_of_today():
    product = Product.objects.get(code="DB-028")  # Sold out: no movement keeps its records.
    count = product.stockrecords.count()
    assert count > 1
    product.stockrecords.first().delete()
    set_price(product=product, price=99_000)
    Certificate.objects.get(number="MẪU-0001").delete()
    printed = seed()
    assert "Giấy chứng nhận mẫu: 61 (mới 1)" in printed
    assert "đã thêm 2 bản ghi" in printed
    assert set(product.stockrecords.values_list("price", flat=True)) == {99_000}
    assert product.stockrecords.count() == count


def test_no_account_without_debug(settings):
    assert not settings.DEBUG
    assert not User.objects.exists()


@pytest.mark.usefixtures("changing")
def test_a_real_shop_gets_only_the_official_lists(settings):
    settings.DEMO = False
    Certificate.objects.all().delete()
    printed = seed()
    assert "Xã, phường: 45" in printed
    assert "Sản phẩm:" not in printed
    assert not Certificate.objects.exists()
