"""A point's staff keep stock with one thumb: receive, transfer, count and hand over, by touch at 360 px."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from catalog.pictures.tests.photographs import a_photograph
from shop.counter.access import Role
from shop.demo.accounts import seller_email
from shop.forks.partner.models import Partner, PointMembership, StockRecord
from shop.fulfilment.delivery import Destination
from shop.fulfilment.models import PackedLot
from shop.stock.models import LotStock
from shop.tests.worlds import an_order
from shop.warehouse.models import Shipment
from shop.warehouse.queries import all_differences

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [360], indirect=True)]
HERE = "muong-lay"


@pytest.fixture
def record(sample_shop):
    """The fullest shelf of the point."""
    PointMembership.objects.update(role=Role.MANAGER)
    shelves = StockRecord.objects.filter(partner__code=HERE, product__components=None)
    return shelves.filter(product__is_public=True, num_allocated=0).order_by("-num_in_stock")[0]


@pytest.fixture
def keeper(someone, record):
    """Somebody of the point with a phone in one hand, in the place of that name."""
    person = someone(has_touch=True, is_mobile=True)
    person.signs_in(seller_email(HERE))
    return person


def tap(page, name):
    """Taps a button or a link with this name, and waits for the page that follows."""
    target = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first
    with page.expect_navigation():
        target.tap()


def looks_up(page, record):
    """Types the number of some goods into the search field, as a scanner would, with Enter at its end."""
    page.get_by_role("searchbox").fill(record.partner_sku)
    with page.expect_navigation():
        page.get_by_role("searchbox").press("Enter")


def on_hand(record, code=None):
    rows = LotStock.objects.filter(stock=record, **({"lot__code": code} if code else {}))
    return sum(rows.values_list("on_hand", flat=True))


def test_goods_that_a_producer_brings_are_received_with_their_lot(keeper, record):
    page = keeper.page
    tap(page, "Chuyến hàng")
    tap(page, "Chuyến hàng mới")
    page.get_by_label("Từ chủ thể nào?").select_option(index=1)
    with page.expect_navigation():
        page.locator("button[value=delivery]").tap()
    looks_up(page, record)
    page.get_by_label("Bao nhiêu?").fill("6")
    page.get_by_label("Mã lô trên nhãn").fill("L-CHAM-1")
    page.get_by_label("Hạn sử dụng").fill("2030-01-31")
    keeper.finds_no_barrier()
    tap(page, "Cho vào chuyến")
    tap(page, "Hàng đã đủ: nhập kho")
    expect(page.locator("main")).to_contain_text("đã nhận", ignore_case=True)
    assert on_hand(record, "L-CHAM-1") == 6
    assert all_differences() == []


def test_a_transfer_is_sent_by_one_point_and_received_short_by_the_other(keeper, someone, record):
    page, before = keeper.page, on_hand(record)
    other = Partner.objects.exclude(code=HERE).exclude(sales_point=None).order_by("pk")[0]
    tap(page, "Chuyến hàng")
    tap(page, "Chuyến hàng mới")
    page.get_by_label("Đến điểm nào?").select_option(label=other.name)
    with page.expect_navigation():
        page.locator("button[value=transfer]").tap()
    looks_up(page, record)
    page.get_by_label("Bao nhiêu?").fill("3")
    tap(page, "Cho vào chuyến")
    tap(page, "Gửi đi")
    assert on_hand(record) == before - 3

    receiver = someone(has_touch=True, is_mobile=True)
    receiver.signs_in(seller_email(other.code))
    # As the camera of the phone opens it from the label on the box.
    receiver.open(f"/quay/thung/{Shipment.objects.get().code}/")
    receives_two_of_three(receiver)
    assert all_differences() == []


def receives_two_of_three(receiver):
    """Sends the form without a reason, is told so, and says it; the photograph need not be taken again."""
    page = receiver.page
    page.get_by_label("Đã đến").fill("2")
    page.get_by_text("Thiếu, thừa hoặc hỏng: vì sao?").tap()
    photograph = {"name": "thung.jpg", "mimeType": "image/jpeg", "buffer": a_photograph()}
    page.locator("main input[type=file]").set_input_files(photograph)
    receiver.expects = 422
    tap(page, "Nhập kho")
    expect(page.locator("main")).to_contain_text("Hãy ghi vì sao khác với số đã báo")
    expect(page.get_by_label("Đã đến")).to_have_value("2")
    expect(page.get_by_label("Đã giữ ảnh: thung.jpg")).to_be_checked()
    receiver.expects = 200
    page.get_by_label("Vì sao?").fill("rơi dọc đường")
    tap(page, "Nhập kho")
    expect(page.locator("main")).to_contain_text("thiếu 1")
    expect(page.get_by_role("link", name="Ảnh")).to_be_visible()


def test_a_count_goes_on_while_the_shop_sells_and_only_the_difference_is_booked(keeper, record):
    page, before = keeper.page, on_hand(record)
    tap(page, "Kiểm kê")
    tap(page, "Bắt đầu kiểm kê")
    looks_up(page, record)
    page.get_by_label("không có lô").fill(str(before - 2))
    tap(page, "Ghi")
    expect(page.locator("main")).to_contain_text("-2")
    an_order((record.product, 1), destination=Destination(sales_point=record.partner.sales_point))
    tap(page, "Về đợt kiểm kê")
    tap(page, "Đã đếm xong: nộp")
    page.get_by_label("Vì sao?").fill("mất")
    tap(page, "Ghi vào sổ")
    tap(page, "Đóng đợt kiểm kê")
    assert on_hand(record) == before - 2
    assert all_differences() == []


def test_an_order_is_packed_from_the_lot_that_was_chosen_and_handed_over(keeper, record):
    point = record.partner.sales_point
    order = an_order((record.product, 2), destination=Destination(sales_point=point), now=timezone.now())
    page = keeper.page
    keeper.open(f"/quay/kien/{order.fulfilments.get().pk}/")
    tap(page, "Xác nhận")
    page.locator("select[name^=lot-]").select_option(value="-")
    with page.expect_navigation():
        page.locator("button[value=packed]").first.tap()
    expect(page.locator("main")).to_contain_text("Trong kiện")
    keeper.finds_no_barrier()
    with page.expect_navigation():
        page.locator("button[value=handed_over]").tap()
    assert order.fulfilments.get().status == "handed_over"
    assert PackedLot.objects.get().lot is None
    assert all_differences() == []
