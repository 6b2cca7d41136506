"""A shopper with an account, for tests: their address, and an order of theirs."""

from shop.accounts.models import User
from shop.forks.address.operations import Entry, add_address
from shop.tests.worlds import a_commune, a_product, an_order, put_on_shelf

PASSWORD = "mot-mat-khau-2026"


def a_shopper(email="mua@example.com", **values) -> User:
    """Somebody with an account and no other place here."""
    return User.objects.create_user(email=email, password=PASSWORD, **values)


def an_entry(street="Bản Quan Chiêng, số 12", name="Lò Thị Thử", phone="0912345678") -> Entry:
    """An address within the province."""
    commune = a_commune()
    return Entry(name, phone, street, str(commune), "Điện Biên", commune)


def has_address(user, street="Bản Quan Chiêng, số 12", **values):
    """Puts an address into the person's book."""
    return add_address(user=user, entry=an_entry(street, **values))


def an_order_of(user, **wish):
    """An order in the person's account, or of a guest (None)."""
    product = a_product()
    put_on_shelf(product, 5)
    return an_order((product, 2), user=user, **wish)
