"""Paying by bank transfer, and what the office does with what the bank tells."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from shop.demo.accounts import OFFICE
from shop.fulfilment.operations import cancel_order, lapse
from shop.fulfilment.states import Mover
from shop.payments.account import shop_account
from shop.payments.statements.reading import Credit
from shop.payments.tests.statement_files import STYLES, Booking, as_csv, as_xlsx
from shop.settlement.bank.taking_in import take_in
from shop.settlement.bank.tests.bank_world import total
from shop.tests.scenes import choosing
from shop.tests.scenes.accounts import signed_in
from shop.tests.scenes.office import page
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import an_order

PAYER = "LO THI THU"


def to_pay(units=1):
    """An order that waits for a transfer."""
    return an_order((choosing.for_sale()[0], units), means="transfer", now=timezone.now())


def came(amount, memo, reference):
    """Money that the bank told of."""
    now = timezone.now()
    credit = Credit(1, now - timedelta(minutes=3), amount, memo, reference, PAYER)
    return take_in(account=shop_account().number, credit=credit, at=now, note="Bản tin ngân hàng").booking


def paid(difference=0):
    """An order that was paid with so much too much, or too little."""
    order = to_pay()
    memo = f"MBVCB.4525077405.{order.number}.CT tu 0351000646393 {PAYER}"
    return order, came(total(order) + difference, memo, f"FT-{order.number}")


def waiting(client):
    """The code and the account."""
    return to_pay().get_absolute_url()


def partly(client):
    """Some of it has come."""
    return paid(-20_000)[0].get_absolute_url()


def settled(client):
    """All of it has come."""
    return paid()[0].get_absolute_url()


def too_late(client):
    """The time is over and the goods are let go."""
    order = to_pay()
    lapse(order=order, at=timezone.now())
    return order.get_absolute_url()


def all_kinds(client):
    """One booking of each kind."""
    signed_in(client, OFFICE)
    paid(-20_000)
    paid(3_000)
    order, _booking = paid()
    came(total(order), order.number, "FT-again")
    late = to_pay()
    cancel_order(order=late, at=timezone.now(), by=Mover.OFFICE)
    came(total(late), late.number, "FT-late")
    return came(total(to_pay()), "chuyen tien mua che", "FT-unknown")


def the_list(query=""):
    """The office looks through what came."""

    def arrive(client):
        all_kinds(client)
        return page("bank-list") + query

    return arrive


def unknown(client):
    """Money of no known order; an order waits for just that amount."""
    return page("bank-booking", all_kinds(client))


def of_difference(difference):
    """A booking of too much, or too little."""

    def arrive(client):
        signed_in(client, OFFICE)
        return page("bank-booking", paid(difference)[1])

    return arrive


def the_statements(client):
    """The form, and no file yet."""
    signed_in(client, OFFICE)
    return page("bank-statements")


def sent_in(client):
    """A statement with rows of every kind, two of them faulty."""
    known, _booking = paid()
    order, less = to_pay(), to_pay()
    at = timezone.localtime().replace(tzinfo=None) - timedelta(hours=1)
    memos = [
        (total(order), f"MBVCB.1.{order.number}.CT tu 0351 {PAYER}"),
        (total(less) - 5_000, less.number),
        (total(known), known.number),
        (150_000, "tien thue mat bang"),
        (-11_000, "phi dich vu"),
        (1, "sai ngay"),
    ]
    made = [Booking(at, amount, memo, f"5243.{number}") for number, (amount, memo) in enumerate(memos)]
    rows = STYLES["bidv"].rows(made)
    rows[1] = ["Tài khoản số:", shop_account().number]
    rows[-2][2] = "31/02/2026"
    signed_in(client, OFFICE)
    file = SimpleUploadedFile("sao-ke-thang-11.xlsx", as_xlsx(rows))
    return client.post(page("bank-statements"), {"file": file})["Location"]


def taken_in(client):
    """The same, taken in."""
    address = sent_in(client)
    client.post(address, {"seen": "0"})
    return address


def sends_no_statement(person):
    """Sends a list of something else."""
    file = {"name": "gia.csv", "mimeType": "text/csv", "buffer": as_csv([["Tên", "Giá"], ["Chè", "1"]])}
    person.page.locator("#file").set_input_files(file)
    with person.page.expect_navigation():
        person.page.locator(".form-actions [type=submit]").click()


BY, OFFICE_BY = Who.GUEST, Who.OFFICE
SCENES = [
    Scene("transfer", "Đơn chờ chuyển khoản", waiting, BY),
    Scene("transfer-partly", "Chuyển khoản: còn thiếu", partly, BY),
    Scene("transfer-paid", "Chuyển khoản: tiền đã tới", settled, BY),
    Scene("transfer-late", "Chuyển khoản: hết hạn", too_late, BY),
    Scene("bank-list", "Tiền vào: chờ trả lời", the_list(), OFFICE_BY),
    Scene("bank-list-none", "Tiền vào: không khoản nào khớp", the_list("?q=xyz"), OFFICE_BY),
    Scene("bank-unknown", "Tiền vào: không rõ đơn nào", unknown, OFFICE_BY),
    Scene("bank-over", "Tiền vào: thừa", of_difference(3_000), OFFICE_BY),
    Scene("bank-partial", "Tiền vào: thiếu", of_difference(-3_000), OFFICE_BY),
    Scene("bank-statements", "Sao kê ngân hàng", the_statements, OFFICE_BY),
    Scene("bank-no-statement", "Sao kê: sai tệp", the_statements, OFFICE_BY, sends_no_statement, 422),
    Scene("bank-statement", "Sao kê: xem trước", sent_in, OFFICE_BY),
    Scene("bank-statement-applied", "Sao kê: đã ghi nhận", taken_in, OFFICE_BY),
]
