"""A person's orders as plain values: goods, parcels, money, and what was told of them and when."""

from django.db.models import Prefetch, QuerySet

from shop.forks.order.models import Order
from shop.forks.payment.models import Transaction
from shop.forks.reviews.models import ProductReview
from shop.messages.models import Message
from shop.payments.money import dong


def orders_as_values(orders: QuerySet[Order]) -> list[dict]:
    """Each order as a dictionary, the oldest first; the same number of queries for any number of them."""
    messages = Message.objects.order_by("pk")
    moved = Transaction.objects.order_by("happened_at", "pk")
    alone = ("shipping_address", "erasure", "invoice_request")
    read_in = orders.select_related(*alone).prefetch_related(
        "lines",
        "discounts",
        "surcharges",
        "fulfilments__partner",
        "fulfilments__events",
        "fulfilments__consignments",
        "return_requests__lines__line",
        "invoice_entries",
        "sources__source_type",
        Prefetch("sources__transactions", moved),
        "refunds",
        "card_sessions",
        "bank_transactions",
        "voucherapplication_set__voucher",
        Prefetch("messages", messages),
        Prefetch("lines__review", ProductReview.objects.all()),
    )
    return [_order(order) for order in read_in.order_by("date_placed", "pk")]


def bookmarks_as_values(orders: QuerySet[Order]) -> list[dict]:
    """Orders that somebody added by their link, whosever they are: no more than the account's list says."""
    return [_bookmark(order) for order in orders.prefetch_related("lines").order_by("date_placed", "pk")]


def _bookmark(order):
    return {
        "number": order.number,
        "placed_at": order.date_placed,
        "kept_at": order.kept_at,
        "status": order.status,
        "total": dong(order.total_incl_tax),
        "lines": [_line(line) for line in order.lines.all()],
    }


def _order(order):
    return {
        "number": order.number,
        "placed_at": order.date_placed,
        "status": order.status,
        "contact": {"name": order.contact_name, "phone": order.contact_phone, "email": order.guest_email},
        "address": _address(order.shipping_address),
        "language": order.language,
        "gift_message": order.gift_message,
        "total": dong(order.total_incl_tax),
        "delivery": dong(order.shipping_incl_tax),
        "means_of_payment": order.payment_method,
        "erased_at": order.erasure.at if hasattr(order, "erasure") else None,
        "lines": [_line(line) for line in order.lines.all()],
        "discounts": [
            {"offer": each.offer_name, "code": each.voucher_code, "amount": dong(each.amount)}
            for each in order.discounts.all()
        ],
        "surcharges": [{"name": each.name, "amount": dong(each.incl_tax)} for each in order.surcharges.all()],
        "vouchers": [each.voucher.code for each in order.voucherapplication_set.all()],
        **_parcels_and_money(order),
        "messages": [_message(message) for message in order.messages.all()],
        "invoice": _invoice(order),
        "returns": [_return(request) for request in order.return_requests.all()],
        "reviews": [_review(line) for line in order.lines.all() if hasattr(line, "review")],
    }


def _parcels_and_money(order):
    return {
        "parcels": [_parcel(parcel) for parcel in order.fulfilments.all()],
        "payments": [
            _payment(source, each) for source in order.sources.all() for each in source.transactions.all()
        ],
        "refunds": [_refund(refund) for refund in order.refunds.all()],
        "card_payments": [
            {"begun_at": each.created_at, "amount": each.amount, "state": each.state, "email": each.email}
            for each in order.card_sessions.all()
        ],
        "bank_transfers": [
            {
                "booked_at": each.booked_at,
                "amount": each.amount,
                "payer": each.payer,
                "memo": each.memo,
            }
            for each in order.bank_transactions.all()
        ],
    }


def _address(address):
    if address is None:
        return None
    return {"street": address.line1, "commune": address.line4, "province": address.state}


def _line(line):
    return {"title": line.title, "quantity": line.quantity, "amount": dong(line.line_price_incl_tax)}


def _parcel(parcel):
    return {
        "from": parcel.partner.name,
        "method": parcel.method,
        "status": parcel.status,
        "amount": parcel.amount,
        "steps": [{"status": step.status, "at": step.happened_at} for step in parcel.events.all()],
        "carriage": [
            {"carrier": each.carrier, "number": each.number, "words": each.words, "state": each.state}
            for each in parcel.consignments.all()
        ],
    }


def _invoice(order):
    """What was asked for, and each number that was written down."""
    asked = getattr(order, "invoice_request", None)
    details = asked and {name: getattr(asked, name) for name in ("name", "tax_code", "address", "email")}
    numbers = [
        {"series": each.series, "number": each.number, "issued_on": each.issued_on}
        for each in order.invoice_entries.all()
    ]
    return {"asked_for": details, "numbers": numbers}


def _return(request):
    return {
        "state": request.state,
        "reason": request.reason,
        "words": request.words,
        "answer": request.answer,
        "asked_at": request.asked_at,
        "lines": [{"title": row.line.title, "quantity": row.quantity} for row in request.lines.all()],
    }


def _payment(source, moved):
    return {
        "kind": "received" if moved.txn_type == Transaction.DEBIT else "given back",
        "means": source.source_type.code,
        "amount": dong(moved.amount),
        "at": moved.happened_at,
    }


def _refund(refund):
    return {
        "amount": refund.amount,
        "reason": refund.reason,
        "state": refund.state,
        "asked_at": refund.asked_at,
        "done_at": refund.done_at,
    }


def _message(message):
    return {
        "kind": message.kind,
        "channel": message.channel,
        "to": message.recipient,
        "state": message.state,
        "written_at": message.written_at,
        "sent_at": message.sent_at,
    }


def _review(line):
    review = line.review
    return {
        "product": line.title,
        "score": review.score,
        "text": review.body,
        "name_shown": review.name,
        "status": review.get_status_display(),
        "written_at": review.date_created,
    }
