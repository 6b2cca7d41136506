"""A shopper of whom the shop knows all that it can know, and where their secrets stand."""

from django.apps import apps
from oscar.apps.order.models import OrderNote

from shop.accounts import wish_list
from shop.accounts.models import Consent, User
from shop.forks.address.operations import Entry, add_address
from shop.forks.basket.models import Basket
from shop.forks.reviews.operations import write_review
from shop.fulfilment.delivery import Address, Contact, Destination
from shop.fulfilment.states import Status
from shop.invoices.models import InvoiceDetails
from shop.messages.models import Message
from shop.returns.operations import answer, ask_return
from shop.settlement.card.models import CardSession
from shop.settlement.moving import move_on
from shop.settlement.receiving import receive
from shop.tests.worlds import NOW, a_basket, a_commune, a_product, an_order, put_on_shelf

NAME, PHONE, EMAIL, PASSWORD = "Lò Thị Bí Mật", "0987001122", "bimat@example.com", "mot-mat-khau-2026"
STREET, GIFT, OPINION = "Ngõ Bí Ẩn 77", "Tặng mẹ yêu dấu", "Chè của tôi thơm lắm"
SECRETS = ("Bí Mật", "987001122", "bimat@", "Bí Ẩn 77", "mẹ yêu dấu", "Chè của tôi")
#: A company's, for the books; nothing of the person is in it.
INVOICE = InvoiceDetails("0100109106", "Công ty Thử", "Số 2, phường Thử", "ke-toan@example.com")
TO_THE_END = (Status.CONFIRMED, Status.PACKED, Status.SENT, Status.DELIVERED)


def a_person(email=EMAIL, **values) -> User:
    """Somebody with an account, a consent and an address."""
    user = User.objects.create_user(email, PASSWORD, first_name=NAME, phone=PHONE, **values)
    Consent.objects.create(user=user, purpose="account", text="Tôi đồng ý", given_at=NOW)
    commune = a_commune()
    add_address(user=user, entry=Entry(NAME, PHONE, STREET, str(commune), "Điện Biên", commune))
    return user


def an_order_of(user, email="", **wish):
    """An order that gives all that one can be asked for, not moved yet."""
    product = a_product()
    put_on_shelf(product, 5)
    basket = a_basket((product, 2))
    basket.owner, basket.gift_message = user, GIFT
    basket.save()
    commune = a_commune()
    destination = Destination(Address(STREET, str(commune), "Điện Biên", commune))
    contact = Contact(NAME, PHONE, email)
    return an_order(basket=basket, user=user, contact=contact, destination=destination, **wish)


def bring(order, *steps):
    """Moves each of its parcels along, with the money."""
    for parcel in order.fulfilments.all():
        for step in steps or TO_THE_END:
            move_on(fulfilment=parcel, to=step, at=NOW)
    return order


def a_finished_order(user, **wish):
    """Paid in cash at the door, talked about, noted down, reviewed, and asked to be given back in vain."""
    order = bring(an_order_of(user, invoice=INVOICE, **wish))
    write_review(line=order.lines.get(), score=5, text=OPINION, name="Bí Mật")
    OrderNote.objects.create(order=order, message=f"Gọi {NAME} trước khi giao")
    wanted = {"units": {order.lines.get().pk: 1}, "reason": "other", "words": f"{NAME} không thích"}
    request = ask_return(order=order, key=f"return-of-{order.pk}", at=NOW, **wanted)
    answer(request=request, accept=False, words=f"Xin lỗi {NAME}", at=NOW, actor=None)
    Message.objects.filter(order=order).update(text=f"Chào {NAME}", html=NAME, facts={"to": PHONE})
    return order


def a_transferred_order(user):
    """Paid before, and delivered; with a try by card behind it."""
    order = an_order_of(user, means="transfer")
    receive(order=order, means="transfer", amount=int(order.total_incl_tax), reference="FT1", at=NOW)
    values = {"language": "vi", "back_url": "http://127.0.0.1/", "expires_at": NOW, "created_at": NOW}
    CardSession.objects.create(order=order, number=1, state="ended", amount=1, email=EMAIL, **values)
    return bring(order)


def somebody_known(settings) -> User:
    """All of it together."""
    settings.BANK_ACCOUNT = "0123456789"
    user = a_person()
    a_finished_order(user, email=EMAIL)
    a_transferred_order(user)
    bring(an_order_of(user, invoice=INVOICE), Status.CANCELLED)
    product = a_product("Mật ong")
    put_on_shelf(product, 3)
    for status in ("Open", "Saved"):
        basket = a_basket((product, 1))
        Basket.objects.filter(pk=basket.pk).update(owner=user, gift_message=GIFT, status=status)
    wish_list.remember(user=user, product=product)
    return user


def where_secrets_stand() -> set[str]:
    """The tables with a row that names the person."""
    return {model._meta.label for model in apps.get_models() if model._meta.managed and _tells(model)}


def _tells(model):
    rows = model._base_manager.values_list(*(field.attname for field in model._meta.concrete_fields))
    return any(secret in str(value) for row in rows for value in row for secret in SECRETS)
