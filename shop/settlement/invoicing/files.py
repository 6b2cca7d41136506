"""The rows of invoices as a file for the e-invoice provider, in Vietnamese whatever the office reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils import timezone, translation

from shop.settlement.invoicing.rows import InvoiceRow
from shop.warehouse.sheets import Column, write_csv, write_xlsx

TITLE = "Hoá đơn"
COLUMNS = (
    Column("number", "Số đơn", 12),
    Column("day", "Ngày giao hàng", 14),
    Column("buyer", "Người mua", 28),
    Column("company", "Tên đơn vị", 36),
    Column("tax_code", "Mã số thuế", 16),
    Column("address", "Địa chỉ", 44),
    Column("email", "Thư điện tử", 28),
    Column("goods", "Tên hàng hoá, dịch vụ", 44),
    Column("unit", "Đơn vị tính", 12),
    Column("quantity", "Số lượng", 10),
    Column("unit_price", "Đơn giá chưa thuế", 18),
    Column("without", "Thành tiền chưa thuế", 20),
    Column("rate", "Thuế suất GTGT", 15),
    Column("vat", "Tiền thuế GTGT", 15),
    Column("amount", "Thành tiền", 14),
    Column("invoice", "Số hoá đơn đã lập", 20),
    Column("invoice_day", "Ngày hoá đơn", 14),
)


@dataclass(frozen=True)
class FileRow:
    """A row as the file has it; money in đồng."""

    number: str
    day: date
    buyer: str
    company: str
    tax_code: str
    address: str
    email: str
    goods: str
    unit: str
    quantity: int
    unit_price: Decimal
    without: int
    rate: str
    vat: int
    amount: int
    invoice: str
    invoice_day: date | None


def as_xlsx(rows: Iterable[InvoiceRow]) -> bytes:
    """A workbook of one sheet."""
    with translation.override(settings.LANGUAGE_CODE):
        return write_xlsx(map(_in_file, rows), COLUMNS, TITLE)


def as_csv(rows: Iterable[InvoiceRow]) -> bytes:
    """UTF-8 with its mark and semicolons."""
    with translation.override(settings.LANGUAGE_CODE):
        return write_csv(map(_in_file, rows), COLUMNS)


def _in_file(row: InvoiceRow) -> FileRow:
    order = row.order
    asked, made_out = getattr(order, "invoice_request", None), getattr(order, "invoice", None)
    return FileRow(
        number=order.number,
        day=timezone.localdate(row.at),
        buyer=order.contact_name,
        company=asked.name if asked else "",
        tax_code=asked.tax_code if asked else "",
        address=asked.address if asked else "",
        email=asked.email if asked else "",
        goods=row.goods,
        unit=row.unit,
        quantity=row.quantity,
        unit_price=row.unit_price,
        without=row.without,
        rate=row.rate,
        vat=row.vat,
        amount=row.amount,
        invoice=made_out.full_number if made_out else "",
        invoice_day=made_out.issued_on if made_out else None,
    )
