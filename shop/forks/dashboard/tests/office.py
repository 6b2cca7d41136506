"""An office with one of each thing that the dashboard has a page for, and the addresses of all its pages."""

from datetime import timedelta

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from oscar.core.loading import get_model

from catalog.pictures.tests.photographs import an_upload
from catalog.products.models import Category, ProductClass
from shop.accounts.models import User
from shop.delivery.models import Zone
from shop.forks.reviews.tests.buying import a_review
from shop.messages.tests.outbox_world import told
from shop.recognition.inspecting import add_photograph
from shop.recognition.tests.worlds import begun, recognised, supported
from shop.settlement.bank.tests.bank_world import of_no_order
from shop.tests.offers import a_fair
from shop.tests.worlds import (
    NOW,
    a_point,
    a_producer,
    a_product,
    a_seller,
    an_address,
    an_order,
    put_on_shelf,
)

#: Pages that only change something, and answer GET with 405 or a redirect.
ONLY_POST = {
    "card-event-seen",
    "bank-answer",
    "inspection-photograph-remove",
    "invoice-write",
    "logout",
    "money-again",
    "money-cancel",
    "money-give",
    "money-lines",
    "money-sent",
    "return-close",
    "message-arrived",
    "message-send-again",
    "partner-user-link",
    "partner-user-unlink",
    "range-reorder",
    "user-password-reset",
}


def make(model, **values):
    """One row of an Oscar model (`app.Model`)."""
    return get_model(*model.split(".")).objects.create(**values)


def a_superuser() -> User:
    """The head of the office."""
    return User.objects.create_superuser(email="office@example.com", password="van-phong")


def the_ids_of_one_of_each() -> dict[str, dict]:
    """Makes the things; the arguments of each page's address by the beginning of the page's name."""
    point = a_point("Điểm OCOP chợ trung tâm")
    seller = a_seller(point)
    product = a_product("Trà shan tuyết Tủa Chùa", stars=4, producer=a_producer())
    record = put_on_shelf(product, 9, at=point)
    make("partner.StockAlert", stockrecord=record, threshold=5)
    alert = make("customer.ProductAlert", product=product, email="a@example.com", status="Active", key="k")
    make("communication.CommunicationEventType", code="ORDER_PLACED", name="Đặt hàng")
    review = a_review()  # Ordered before there is any offer, which placing refuses.
    return {
        **_of_the_catalogue(product),
        **_of_an_order(product, seller),
        **_of_promotions(),
        "user-alert": {"pk": alert.pk},
        "user-": {"pk": seller.pk},
        "partner-user": {"partner_pk": point.partner.pk, "user_pk": seller.pk},
        "partner": {"pk": point.partner.pk},
        **_of_a_point(point),
        "delivery-zone": {"pk": Zone.objects.get(kind="near").pk},
        "card": {"pk": a_fault().pk},
        **_of_the_bank(seller),
        "reviews": {"pk": review.pk},
        "message": {"pk": told().pk},
        "message-sample": {"kind": "order_placed", "language": "vi"},
        "comms": {"slug": "ORDER_PLACED"},
    }


def a_fault():
    """An event of the card company's that agrees with nothing."""
    words = {"kind": "checkout.session.completed", "outcome": "fault", "fault": "There is no order ''."}
    times = {"happened_at": NOW, "received_at": NOW}
    return make("card_payments.ProviderEvent", provider="stripe", event_id="evt_1", **words, **times)


def _of_the_catalogue(product):
    group = make("catalogue.AttributeOptionGroup", name="Cỡ")
    option = make("catalogue.Option", name="Lời nhắn", code="loi-nhan", type="text")
    product_class, category = ProductClass.objects.get(), Category.objects.first()
    return {
        "certificate": {"pk": product.pk},
        "certificate-withdraw": {"pk": product.certificates.get().pk},
        "certificate-scan": {"pk": product.certificates.get().pk},
        "catalogue-product-create": {"product_class_slug": product_class.slug},
        "catalogue-product-create-child": {"parent_pk": a_product().pk},
        "catalogue-product": {"pk": product.pk},
        "catalogue-category-create-child": {"parent": category.pk},
        "catalogue-category": {"pk": category.pk},
        "catalogue-class": {"pk": product_class.pk},
        "catalogue-attribute": {"pk": group.pk},
        "catalogue-option": {"pk": option.pk},
    }


def _of_a_point(point):
    inspection = begun(point)
    photograph = add_photograph(inspection=inspection, file=an_upload(), now=NOW)
    return {
        "point": {"pk": point.pk},
        "recognition": {"pk": point.pk},
        "recognition-withdraw": {"pk": recognised(point).pk},
        "recognition-support-withdraw": {"pk": supported(point).pk},
        "inspection": {"pk": inspection.pk},
        "inspection-begin": {"pk": point.pk},
        "inspection-photograph": {"pk": photograph.pk},
    }


def _of_the_bank(sender):
    booking = of_no_order()
    empty = {"rows": [], "uploaded_at": NOW, "uploaded_by": sender, "file_name": "sao-ke.csv"}
    statement = make("bank.BankStatement", account=booking.account, layout="BIDV", **empty)
    return {"bank": {"pk": booking.pk}, "bank-statement": {"pk": statement.pk}}


def _of_an_order(product, seller):
    order = an_order((product, 2), destination=an_address())
    note = order.notes.create(message="Gọi trước khi giao", user=seller, note_type="Info")
    asked = {"key": "k" * 22, "reason": "damaged", "words": "Hộp vỡ.", "asked_at": NOW}
    return {
        "return": {"pk": make("returns.ReturnRequest", order=order, **asked).pk},
        "order-detail-note": {"number": order.number, "note_id": note.pk},
        "order-line": {"number": order.number, "line_id": order.lines.get().pk},
        "order": {"number": order.number},
        "money": {"number": order.number},
        "invoice": {"number": order.number},
        "money-sent": {"pk": order.pk},
    }


def _of_promotions():
    ranged = make("offer.Range", name="Chè", includes_all_products=True)
    benefit = make("offer.Benefit", range=ranged, type="Percentage", value=10)
    condition = make("offer.Condition", range=ranged, type="Count", value=1)
    offer = make("offer.ConditionalOffer", name="Tết", slug="tet", benefit=benefit, condition=condition)
    times = {"start_datetime": NOW - timedelta(days=1), "end_datetime": NOW + timedelta(days=30)}
    voucher_set = make("voucher.VoucherSet", name="Quà", code_length=8, count=1, **times)
    named = {"name": "QUA", "code": "QUA", "usage": "Multi-use"}
    voucher = make("voucher.Voucher", voucher_set=voucher_set, **named, **times)
    voucher.offers.add(offer)
    return {
        "offer": {"pk": offer.pk},
        "fair": {"pk": a_fair(a_point()).pk},
        "range": {"pk": ranged.pk},
        "voucher-set": {"pk": voucher_set.pk},
        "voucher": {"pk": voucher.pk},
    }


def the_pages(ids) -> list[tuple[str, str]]:
    """(name, address) of every page of the dashboard, as Django knows them."""
    pages = []
    for pattern in _patterns(get_resolver(), inside=False):
        keys = sorted((key for key in ids if pattern.name.startswith(key)), key=len)
        known = ids[keys[-1]] if keys else {}
        wanted = pattern.pattern.converters or pattern.pattern.regex.groupindex
        arguments = {name: known[name] for name in wanted}
        pages.append((pattern.name, reverse(f"dashboard:{pattern.name}", kwargs=arguments)))
    return pages


def _patterns(resolver, *, inside):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, inside=inside or pattern.namespace == "dashboard")
        elif isinstance(pattern, URLPattern) and inside:
            yield pattern
