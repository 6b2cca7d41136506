"""A point's stock as a file: taken, sent back, looked through, applied."""

from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile

from shop.demo.accounts import seller_email
from shop.forks.partner.models import PointMembership, StockRecord
from shop.stock.models import Movement
from shop.stock.operations import Entry, leave
from shop.tests.scenes.accounts import signed_in
from shop.tests.scenes.counter import COUNTER, own_point
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import NOW
from shop.warehouse import sheet_applying
from shop.warehouse.models import StockSheet
from shop.warehouse.sheet_checking import rows_of
from shop.warehouse.sheets import write_csv, write_xlsx

NAME = "ton-kho-thang-11.xlsx"


def as_keeper(client):
    """The point's keeper, signed in; the address of its files."""
    email = seller_email(own_point().slug)
    PointMembership.objects.filter(user__email=email).update(role="keeper")
    signed_in(client, email)
    return f"{COUNTER}diem/{own_point().partner.code}/tep/"


def exported():
    """What the point has, as a file shows it."""
    partner = own_point().partner
    return rows_of(StockRecord.objects.filter(partner=partner).with_available(), "X-scene")


def filled_in():
    """The first dozen rows with other figures, two with a threshold."""
    rows = [replace(row, new=row.exported + 2) for row in exported()[:12]]
    return [replace(rows[0], threshold=7), replace(rows[1], threshold=4, new=rows[1].exported), *rows[2:]]


def sent(client, rows):
    """Sends these rows back; the page that answers."""
    address = as_keeper(client)
    file = SimpleUploadedFile(NAME, write_xlsx(rows))
    return client.post(address, {"file": file})["Location"]


def looked_through(client):
    """A file that would change a dozen rows; something moved since it was taken."""
    rows = filled_in()
    moved = StockRecord.objects.with_available().filter(partner=own_point().partner, left__gt=2)
    skus = {row.sku for row in rows[2:]}
    record = moved.filter(partner_sku__in=skus).first()
    leave(stock_id=record.pk, units=1, entry=Entry(Movement.Kind.WRITE_OFF, "scene", NOW, None, "vỡ"))
    return sent(client, rows)


def unchanged(client):
    """A file in which nobody changed anything."""
    return sent(client, exported())


def half_way(client):
    """A file that somebody stopped applying."""
    address = looked_through(client)
    client.post(address, {"what": "apply"})
    piece, sheet_applying.PIECE = sheet_applying.PIECE, 5
    try:
        client.post(address, {"what": "go-on", "seen": "0"})
    finally:
        sheet_applying.PIECE = piece
    return address


def applied(client):
    """A file all of whose rows are done, but one that was not possible any more."""
    address = half_way(client)
    sheet = StockSheet.objects.get()
    row = sheet.rows.last()
    sheet.rows.filter(pk=row.pk).update(new=0, exported=row.exported + 1_000)
    client.post(address, {"what": "go-on", "seen": "5"})
    return address


def given_up(client):
    """A file that was looked through and left."""
    address = looked_through(client)
    client.post(address, {"what": "give-up"})
    return address


def came_before(client):
    """The list of files, after one."""
    applied(client)
    return as_keeper(client)


def sends(name, content):
    """Sends a file in the window and gets its answer."""

    def act(person):
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content()}
        person.page.set_input_files("[name=file]", file)
        with person.page.expect_navigation():
            person.page.locator("main form button").click()

    return act


def with_faults():
    """A file with something wrong in each of its rows."""
    one, two, three, four, *_rest = exported()
    wrong = [replace(one, sku="KHONG-CO"), replace(two, lot="LO-9"), replace(three, new="một chục")]
    return write_csv([*wrong, replace(four, new=-4)])


BY = Who.STAFF
SCENES = [
    Scene("sheets", "Tệp tồn kho: tải về, gửi lên", as_keeper, BY),
    Scene("sheets-came", "Tệp tồn kho: những tệp đã gửi", came_before, BY),
    Scene(
        "sheets-refused", "Tệp tồn kho: không phải bảng tính", as_keeper, BY, sends(NAME, lambda: b"x"), 422
    ),
    Scene("sheets-faults", "Tệp tồn kho: ô sai", as_keeper, BY, sends("ton.csv", with_faults), 422),
    Scene("sheet-dry-run", "Tệp tồn kho: xem trước khác biệt", looked_through, BY),
    Scene("sheet-unchanged", "Tệp tồn kho: không có gì khác", unchanged, BY),
    Scene("sheet-progress", "Tệp tồn kho: đang ghi, dừng giữa chừng", half_way, BY),
    Scene("sheet-done", "Tệp tồn kho: đã ghi, có dòng không ghi được", applied, BY),
    Scene("sheet-given-up", "Tệp tồn kho: đã bỏ", given_up, BY),
]
