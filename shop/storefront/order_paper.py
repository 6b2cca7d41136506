"""An order as plain words, for its PDF: amounts, dates and texts in the language in force."""

import re
import unicodedata

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from catalog.text import nfc
from shop.forks.order.models import Line, Order
from shop.fulfilment.models import Fulfilment
from shop.payments.money import format_dong
from shop.settlement.balance import Balance
from shop.storefront.order_pick_up import pick_up_of

#: More letters in a row than these do not fit a column.
LONGEST_RUN = 24
_run = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")
#: What turns the direction of all that follows, which a name could use to make a page say something else.
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def paper_of(order: Order, parcels: list[tuple[Fulfilment, list[Line]]], money: Balance) -> dict:
    """What the page says. `order` is read in as by `order_with_parcels`."""
    title = _("Order %(number)s") % {"number": order.number}
    paper = {
        "lang": (get_language() or settings.LANGUAGE_CODE)[:2],
        "shop": settings.OSCAR_SHOP_NAME,
        "title": title,
        "foot": f"{title} · {settings.OSCAR_SHOP_NAME} · {settings.PUBLIC_URL}",
        "facts": _facts(order),
        "columns": [_("Units"), pgettext("list", "Goods"), _("Each"), _("Price")],
        "parcels": [_parcel(parcel, lines) for parcel, lines in parcels],
        "sums": _sums(order, money),
        "words": [_("This is no invoice. How the order stands now is on its page.")],
    }
    return _printable(paper)


def _facts(order):
    address = order.shipping_address
    lines = filter(None, [address.line1, address.line4, address.state]) if address else ()
    facts = [
        (_("Placed"), _moment(order.date_placed)),
        (_("Buyer"), ", ".join(filter(None, [order.buyer, order.contact_phone]))),
        (pgettext("address", "To"), ", ".join(lines)),
        (_("Gift message"), order.gift_message),
    ]
    return [[label, value] for label, value in facts if value]


def _parcel(parcel, lines):
    pick_up = pick_up_of(parcel)
    has_code = bool(pick_up and pick_up.code)
    return {
        "title": _title(parcel),
        "words": _where(parcel, pick_up),
        "lines": [_line(line) for line in lines],
        "code": pick_up.code if has_code else "",
        "code_label": _("Pick-up code"),
        "code_words": _(
            "Show it at the point. Whoever fetches it for you needs it too, or your name and phone."
        ),
        "qr": _drawing(pick_up.qr) if has_code else "",
        "qr_words": _("QR code of the pick-up code %(code)s") % {"code": pick_up.code} if has_code else "",
    }


def _title(parcel):
    is_fetched = parcel.method == Fulfilment.Method.PICK_UP
    place = _("Pick-up at") if is_fetched else _("Delivery from")
    return f"{place} {parcel.partner.name}"


def _where(parcel, pick_up):
    point = parcel.partner.sales_point
    words = [_("State: %(state)s") % {"state": parcel.get_status_display()}]
    if point and parcel.method == Fulfilment.Method.PICK_UP:
        words.append(", ".join(filter(None, [point.address_line, str(point.commune), point.phone])))
    if pick_up and pick_up.is_ready:
        words.append(_("It is packed: you can come."))
    elif pick_up and pick_up.ready_by:
        words.append(_("Expected to be ready from %(moment)s.") % {"moment": _moment(pick_up.ready_by)})
    return words


def _line(line):
    before, price = line.line_price_before_discounts_incl_tax, line.line_price_incl_tax
    notes = [f"{part.quantity} × {part.stock.product.full_title}" for part in line.components]
    notes += [_lot(packed) for row in line.taken for packed in row.lots]
    if before != price:
        notes.append(_("%(sum)s less by offers") % {"sum": format_dong(before - price)})
    return {
        "units": line.quantity,
        "name": line.product.full_title if line.product else line.title,
        "notes": notes,
        "each": format_dong(before // line.quantity),
        "price": format_dong(price),
    }


def _lot(packed):
    words = f"{_('lot')} {packed.lot.code}"
    if packed.lot.use_by_date:
        words += f" · {_('use by')} {packed.lot.use_by_date:%d/%m/%Y}"
    return words


def _sums(order, money):
    charges = [(charge.name, charge.incl_tax) for charge in order.surcharges.all()]
    discounts = [(each.description, -each.amount) for each in order.basket_discounts]
    rows = [
        *discounts,
        (pgettext("list", "Goods"), order.basket_total_incl_tax),
        (_("Delivery"), order.shipping_incl_tax),
        *charges,
        (_("Total"), order.total_incl_tax),
        (_("Paid"), money.received),
        (_("Given back"), money.returned),
        (_("Still to pay"), money.owed),
    ]
    always = {_("Total"), _("Delivery"), pgettext("list", "Goods")}
    sums = [
        {"label": label, "amount": format_dong(amount).replace("-", "−"), "strong": label == _("Total")}
        for label, amount in rows
        if amount or label in always
    ]
    means = order.get_payment_method_display()
    return [*sums, {"label": _("How"), "amount": means[:1].upper() + means[1:], "strong": False}]


def _moment(moment):
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"


def _drawing(code):
    """The QR code as an SVG; digits and letters of ours only."""
    size = f'viewBox="0 0 {code.size} {code.size}"'
    ground = f'<rect width="{code.size}" height="{code.size}" fill="#fff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{ground}<path d="{code.path}"/></svg>'


def _printable(value):
    """The same with texts that a page can hold: long runs may break, and nothing turns direction or rings."""
    if isinstance(value, dict):
        return {key: each if key == "qr" else _printable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_printable(each) for each in value]
    return _text(value) if isinstance(value, str) else value


def _text(text):
    kept = _TURNS.sub("", nfc(text))
    letters = (" " if unicodedata.category(letter) in ("Cc", "Cs", "Cn") else letter for letter in kept)
    return _run.sub("\\g<0>\u200b", " ".join("".join(letters).split(" ")))
