"""Where each kind of person works, so that one sign-in leads all of them on and one strip joins them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

#: Longer than any address of ours, and than what Django would send a browser to.
LONGEST_ADDRESS = 2000
#: Where a person who has just signed in is never sent back to.
DOORS = (
    "/tai-khoan/dang-nhap/",
    "/tai-khoan/dang-xuat/",
    "/tai-khoan/dang-ky/",
    "/quan-tri/login/",
    "/noi-dung/login/",
)


@dataclass(frozen=True)
class Place:
    """A part of the shop with a door of its own."""

    name: str
    address: str

    def contains(self, path: str) -> bool:
        """Whether a page belongs to this place; every path begins with the shop's, so it contains none."""
        return self.address != home() and path.startswith(self.address)


def home() -> str:
    """The shop's own door, open to everybody."""
    return reverse("wagtail_serve", args=[""])


def places_of(user) -> list[Place]:
    """The shop, and every place that lets this person in, in the order in which the strip shows them."""
    places = [Place(_("Shop"), home())]
    if may_serve_at_the_counter(user):
        places.append(Place(_("Counter"), reverse("counter:index")))
    if user.is_staff:
        places.append(Place(_("Office"), reverse("dashboard:index")))
    if may_edit_content(user):
        places.append(Place(_("Content"), reverse("wagtailadmin_home")))
    return places


def place_of(user) -> str:
    """The address of a person's own place: the office, the editors', the counter, or a shopper's account."""
    if user.is_staff:
        return reverse("dashboard:index")
    if may_edit_content(user):
        return reverse("wagtailadmin_home")
    return reverse("counter:index") if may_serve_at_the_counter(user) else reverse("account:index")


def is_staff(user) -> bool:
    """Whether somebody works here: their name stands in the books of stock, money or pages."""
    return len(places_of(user)) > 1 or user.groups.exists() or user.user_permissions.exists()


def may_serve_at_the_counter(user) -> bool:
    """Whether the counter has anything for this person: the office sees all points, a seller their own."""
    return user.is_staff or user.is_superuser or user.partners.exists()


def may_edit_content(user) -> bool:
    """Whether Wagtail's admin lets this person in."""
    return user.has_perm("wagtailadmin.access_admin")


def may_return_to(user, address: str) -> bool:
    """Whether to lead somebody on to an address (of this host) that they came from.

    Wagtail's admin sends those whom it does not let in to the sign-in again, and so do the doors themselves.
    """
    path = urlsplit(address).path
    if len(address) > LONGEST_ADDRESS or path.endswith(DOORS):
        return False
    return may_edit_content(user) or not path.startswith(reverse("wagtailadmin_home"))
