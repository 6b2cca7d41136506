"""A point's staff keep stock at the counter: receive, send, count, correct, take back; page by page."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from catalog.pictures.tests.photographs import an_upload
from catalog.trace.operations import lot_named
from shop.counter.access import Role
from shop.fulfilment.delivery import Destination
from shop.fulfilment.models import Fulfilment, PackedLot
from shop.fulfilment.operations import move_on
from shop.stock.models import LotStock
from shop.stock.operations import receive
from shop.tests.worlds import NOW, a_point, a_producer, a_product, a_seller, an_order, put_on_shelf
from shop.warehouse.models import Shipment, StockTake
from shop.warehouse.queries import all_differences
from shop.warehouse.shipping import send, set_line, write_shipment

pytestmark = pytest.mark.django_db
ENDS = date(2027, 11, 1)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW)


@pytest.fixture
def point():
    return a_point("Điểm OCOP Mường Thanh")


@pytest.fixture
def elsewhere():
    return a_point("Điểm OCOP Tủa Chùa")


@pytest.fixture
def record(point):
    """Nine units of lot L1 of a honey with a bar code."""
    record = put_on_shelf(a_product("Mật ong hoa ban", upc="8938505974194"), 0, at=point)
    lot = lot_named(product=record.product, code="L1", use_by_date=ENDS)
    receive(stock=record, quantity=9, reference="nhập", at=NOW, lot=lot)
    return record


@pytest.fixture
def sign_in(client):
    def signs_in(point, role):
        user = a_seller(point)
        user.memberships.update(role=role)
        client.force_login(user)
        return f"/quay/diem/{point.partner.code}/"

    return signs_in


def there(point):
    rows = LotStock.objects.filter(stock__partner=point.partner, on_hand__gt=0)
    return dict(rows.values_list("lot__code", "on_hand"))


def post(client, address, /, status=302, **data):
    answer = client.post(address, {key.replace("__", "-"): value for key, value in data.items()})
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer


@pytest.mark.parametrize(
    "typed", ["mat ong", "8938505974194", "(01)08938505974194(10)L1", "SKU-{pk}", "sku-{pk}", "L1"]
)
def test_goods_are_found_by_words_number_bar_code_and_lot(client, point, record, sign_in, typed):
    counter = sign_in(point, Role.SELLER)
    answer = client.get(counter + "kho/", {"q": typed.format(pk=record.product.pk)}, follow=True)
    assert "Mật ong hoa ban" in answer.content.decode()
    # A code leads to the product at once, words to a list.
    assert bool(answer.redirect_chain) == (typed != "mat ong")


def test_a_code_that_nobody_knows_is_told_so(client, point, record, sign_in):
    answer = client.get(sign_in(point, Role.SELLER) + "kho/", {"q": "96385074"})
    assert "Không có hàng nào ở điểm này mang mã này" in answer.content.decode()


def test_a_keeper_writes_off_and_corrects_with_a_reason(client, point, record, sign_in):
    page = sign_in(point, Role.KEEPER) + f"kho/{record.pk}/"
    lot = LotStock.objects.get().lot_id
    key = {"write_off__key": "a" * 22, "adjust__key": "b" * 22}

    post(client, page, what="write_off", write_off__units=2, write_off__reason="vỡ", **key)
    post(client, page, what="write_off", write_off__units=2, write_off__reason="vỡ", **key)
    assert there(point) == {"L1": 7}
    more = {"adjust__direction": "more", "adjust__units": 1, "adjust__reason": "đếm lại"}
    post(client, page, what="adjust", adjust__lot=lot, **more, **key)
    assert there(point) == {"L1": 8}
    text = client.get(page).content.decode()
    assert "vỡ" in text
    assert "đếm lại" in text


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(client, point, record, sign_in):
    page = sign_in(point, Role.KEEPER) + f"kho/{record.pk}/"
    wrong = {"write_off__units": 99, "write_off__reason": "vỡ hết", "write_off__key": "a" * 22}
    text = post(client, page, 422, what="write_off", **wrong).content.decode()
    assert "Chỉ còn 9 có thể lấy" in text
    assert "vỡ hết" in text
    no_reason = {"write_off__units": 1, "write_off__reason": " ", "write_off__key": "a" * 22}
    post(client, page, 422, what="write_off", **no_reason)
    assert there(point) == {"L1": 9}


def test_goods_of_a_producer_are_written_down_with_their_lot_and_received(client, point, record, sign_in):
    counter = sign_in(point, Role.KEEPER)
    producer = a_producer()
    post(client, counter + "chuyen-hang/moi/", what="delivery", delivery__producer=producer.pk)
    page = counter + f"chuyen-hang/{Shipment.objects.get().pk}/"
    assert "Mật ong hoa ban" in client.get(page, {"q": "mat ong"}).content.decode()
    line = {"product": record.product.pk, "units": 12, "lot_code": "L2", "use_by_date": "2028-01-01"}
    post(client, page, what="line", **line)
    assert there(point) == {"L1": 9}
    post(client, page, what="all_here")
    assert there(point) == {"L1": 9, "L2": 12}
    assert all_differences() == []


def test_a_transfer_goes_from_one_point_to_the_other_and_comes_short(
    client, point, elsewhere, record, sign_in
):
    counter = sign_in(point, Role.KEEPER)
    to = elsewhere.partner.pk
    post(
        client, counter + "chuyen-hang/moi/", what="transfer", transfer__destination=to, transfer__note="Tết"
    )
    shipment = Shipment.objects.get()
    page = f"chuyen-hang/{shipment.pk}/"
    post(client, counter + page, what="line", product=record.product.pk, units=4)
    post(client, counter + page, what="send")
    assert there(point) == {"L1": 5}

    other = sign_in(elsewhere, Role.KEEPER)
    assert client.get(f"/quay/thung/{shipment.code}/")["Location"] == other + page
    line = f"line-{shipment.lines.get().pk}"
    short = {f"{line}-units": 3, f"{line}-damaged": 1, f"{line}-reason": ""}
    text = post(client, other + page, 422, what="receive", **short).content.decode()
    assert "vì sao khác với số đã báo" in text
    post(client, other + page, what="receive", **short | {f"{line}-reason": "rơi một, vỡ một"})

    assert there(elsewhere) == {"L1": 2}
    assert "thiếu 1" in client.get(other + page).content.decode()
    assert all_differences() == []


def test_a_photograph_of_a_refused_form_need_not_be_chosen_again(
    client, point, elsewhere, record, sign_in, settings, tmp_path
):
    settings.CLOSED_MEDIA_ROOT = tmp_path
    shipment = write_shipment(
        sender=point.partner, destination=elsewhere.partner, at=NOW, actor=a_seller(point)
    )
    set_line(shipment=shipment, product=record.product, quantity=4)
    send(shipment=shipment, at=NOW, actor=a_seller(point))
    page, line = f"chuyen-hang/{shipment.pk}/", f"line-{shipment.lines.get().pk}"
    came = {f"{line}-units": 3, f"{line}-damaged": 1}
    there = sign_in(elsewhere, Role.KEEPER) + page

    refused = post(client, there, 422, what="receive", **came | {f"{line}-photograph": an_upload()})
    box = BeautifulSoup(refused.content, "html.parser").select_one(f"[name={line}-photograph-waiting]")
    assert "anh.jpg" in box.parent.text
    sent_again = came | {f"{line}-reason": "vỡ", box["name"]: box["value"]}

    foreign = sign_in(elsewhere, Role.KEEPER) + page
    text = post(client, foreign, 422, what="receive", **sent_again).content.decode()
    assert "giữ quá lâu" in text
    client.force_login(refused.wsgi_request.user)
    post(client, there, what="receive", **sent_again)

    assert shipment.lines.get().photograph.size > 0
    assert [path.name for path in (tmp_path / "waiting").iterdir()] == []


def test_a_transfer_of_more_than_is_free_is_refused_in_words(client, point, elsewhere, record, sign_in):
    counter = sign_in(point, Role.KEEPER)
    post(client, counter + "chuyen-hang/moi/", what="transfer", transfer__destination=elsewhere.partner.pk)
    page = counter + f"chuyen-hang/{Shipment.objects.get().pk}/"
    post(client, page, what="line", product=record.product.pk, units=40)
    assert "chỉ còn 9 có thể lấy" in post(client, page, 422, what="send").content.decode()
    unknown = {"product": record.product.pk, "units": 1, "lot_code": "KHÔNG CÓ"}
    assert "Không có lô mang mã này" in post(client, page, 422, what="line", **unknown).content.decode()
    assert there(point) == {"L1": 9}


def test_a_count_is_blind_until_a_figure_is_entered_and_the_manager_decides(client, point, record, sign_in):
    counter = sign_in(point, Role.KEEPER)
    post(client, counter + "kiem-ke/")
    count = StockTake.objects.get()
    page = counter + f"kiem-ke/{count.pk}/"
    entry = page + f"{record.pk}/"
    lot = LotStock.objects.get().lot_id
    assert "sổ" not in client.get(entry).content.decode().split("<main")[1]
    post(client, entry, **{f"lot__{lot}": 7})
    assert "-2" in client.get(entry).content.decode()
    post(client, page, what="submit")
    seen = {"line": count.lines.get().pk, "counted": 7, "expected": 9}
    post(client, page, 403, what="accept", reason="mất", **seen)

    sign_in(point, Role.MANAGER)
    assert "Hãy ghi vì sao" in post(client, page, 422, what="accept", **seen).content.decode()
    older = seen | {"counted": 8}
    assert "được đếm lại" in post(client, page, 422, what="accept", reason="mất", **older).content.decode()
    post(client, page, what="accept", reason="mất hai lọ", **seen)
    post(client, page, what="close")
    assert there(point) == {"L1": 7}
    assert all_differences() == []


def test_another_lot_is_packed_when_it_is_chosen_and_comes_back_to_itself(client, point, record, sign_in):
    late = lot_named(product=record.product, code="L9", use_by_date=date(2028, 1, 1))
    receive(stock=record, quantity=5, reference="L9", at=NOW, lot=late)
    parcel = an_order((record.product, 3), destination=Destination(sales_point=point)).fulfilments.get()
    move_on(fulfilment=parcel, to="confirmed", at=NOW)
    sign_in(point, Role.SELLER)
    page = f"/quay/kien/{parcel.pk}/"
    assert "hết hạn trước: L1" in client.get(page).content.decode()

    post(client, page, to="packed", seen="confirmed", **{f"lot__{record.pk}": late.pk})
    assert PackedLot.objects.get().lot == late
    post(client, page, to="packed", seen="packed", **{f"lot__{record.pk}": ""})
    assert PackedLot.objects.get().lot.code == "L1"
    post(client, page, to="handed_over", seen="packed")
    assert there(point) == {"L1": 6, "L9": 5}

    packed = PackedLot.objects.get().pk
    back = {f"units__{packed}": 2, f"damaged__{packed}": 1, "reason": "đổi ý", "key": "k" * 22}
    post(client, page + "tra-hang/", **back)
    post(client, page + "tra-hang/", **back)
    assert there(point) == {"L1": 7, "L9": 5}
    too_many = back | {f"units__{packed}": 3, "key": "m" * 22}
    assert "Chỉ còn 1" in post(client, page + "tra-hang/", 422, **too_many).content.decode()
    assert all_differences() == []


def test_what_ended_since_it_was_packed_is_told_and_can_be_packed_anew(
    client, point, record, sign_in, time_machine
):
    soon = lot_named(product=record.product, code="L0", use_by_date=date(2026, 11, 24))
    receive(stock=record, quantity=3, reference="L0", at=NOW, lot=soon)
    parcel = an_order((record.product, 2), destination=Destination(sales_point=point)).fulfilments.get()
    for step in ("confirmed", "packed"):
        move_on(fulfilment=parcel, to=step, at=NOW)
    time_machine.move_to("2026-11-25T03:00:00Z")
    sign_in(point, Role.SELLER)
    page = f"/quay/kien/{parcel.pk}/"

    post(client, page, to="handed_over", seen="packed")
    assert "Quá hạn từ lúc gói: lô L0" in client.get(page).content.decode()
    post(client, page, to="packed", seen="packed")
    post(client, page, to="handed_over", seen="packed")
    assert Fulfilment.objects.get().status == "handed_over"
    assert there(point) == {"L0": 3, "L1": 7}


def test_the_first_page_says_what_wants_a_look(client, point, elsewhere, record, sign_in):
    counter = sign_in(point, Role.KEEPER)
    post(client, counter + f"kho/{record.pk}/", what="threshold", threshold__threshold=20)
    post(client, counter + "chuyen-hang/moi/", what="transfer", transfer__destination=elsewhere.partner.pk)
    assert "1 mặt hàng sắp hết" in client.get("/quay/").content.decode()
    assert "Mật ong hoa ban" in client.get(counter + "kho/?loc=thap").content.decode()
    assert "Mật ong hoa ban" not in client.get(counter + "kho/?loc=gan-han").content.decode()


@pytest.mark.parametrize(
    "page", ["kho/?loc=x", "chuyen-hang/?loc=x", "kho/999999/", "kiem-ke/9/", "chuyen-hang/9/"]
)
def test_what_is_not_there_is_told_with_a_404(client, point, sign_in, page):
    assert client.get(sign_in(point, Role.MANAGER) + page).status_code == 404


def test_more_goods_ask_the_database_no_more_often(client, point, record, sign_in, django_assert_num_queries):
    counter = sign_in(point, Role.KEEPER)
    client.get(counter + "kho/")
    for _ in range(2):
        with django_assert_num_queries(10):
            client.get(counter + "kho/", {"q": "mat"})
        for _more in range(5):
            put_on_shelf(a_product("Mật ong rừng"), 3, at=point)
