"""Who a request is about: the account with an e-mail, and orders by e-mail, phone or number."""

from dataclasses import dataclass

from django.core.management.base import CommandError
from django.db.models import Q

from shop.accounts.models import User
from shop.accounts.signing_up import user_with
from shop.forks.order.models import Order
from shop.fulfilment.keeping import bookmarks_of, own_orders_of
from shop.fulfilment.phone import normal_phone

_BOOKMARK = "chỉ được lưu bằng liên kết, có thể là của người khác, không xóa theo tài khoản"


def add_arguments(parser) -> None:
    """The ways to name somebody."""
    parser.add_argument("--email", default="", help="E-mail của tài khoản hoặc ghi trên đơn.")
    parser.add_argument("--phone", default="", help="Số điện thoại ghi trên đơn.")
    parser.add_argument("--order", action="append", default=[], help="Số đơn, như DB000123.")


@dataclass(frozen=True)
class Person:
    """The account, if there is one, and orders that are not its own."""

    user: User | None
    orders: list[Order]

    @classmethod
    def of(cls, options) -> "Person":
        """Raises CommandError where nobody is named, or nothing is found."""
        email, numbers = options["email"].strip(), options["order"]
        wanted = Q(number__in=numbers)
        if email:
            wanted |= Q(guest_email__iexact=email)
        if options["phone"]:
            wanted |= Q(contact_phone=_phone(options["phone"]))
        user = user_with(email) if email else None
        found = Order.objects.filter(wanted).order_by("pk")
        person = cls(user, list(found.exclude(user=user, kept_at=None) if user else found))
        if not (person.user or person.orders):
            raise CommandError("Không tìm thấy ai. Dùng --email, --phone hoặc --order.")
        return person

    def lines(self):
        """What was found, for somebody to look over."""
        if self.user:
            yield f"Tài khoản {self.user.email} và mọi đơn trong đó:"
            for order in own_orders_of(self.user).order_by("pk"):
                yield f"  {_named(order)}"
            for order in bookmarks_of(self.user).order_by("pk"):
                yield f"  {order.number}: {_BOOKMARK}"
        for order in self.orders:
            yield f"Đơn {_named(order)}{_whose(order)}"


def _whose(order):
    if order.user_id is None:
        return ""
    return " (trong tài khoản của người khác)" if order.kept_at is None else " (lưu bằng liên kết)"


def _named(order):
    return f"{order.number}, {order.date_placed:%d/%m/%Y}, {order.contact_name}, {order.contact_phone}"


def _phone(typed):
    try:
        return normal_phone(typed)
    except ValueError as wrong:
        raise CommandError(f"{typed} không phải số điện thoại Việt Nam.") from wrong
