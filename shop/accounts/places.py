"""Where each kind of person works, so that one sign-in can lead all of them on."""

from urllib.parse import urlsplit

from django.urls import reverse

#: Longer than any address of ours, and than what Django would send a browser to.
LONGEST_ADDRESS = 2000
#: Where a person who has just signed in is never sent back to.
DOORS = ("/tai-khoan/dang-nhap/", "/tai-khoan/dang-xuat/", "/quan-tri/login/", "/noi-dung/login/")


def place_of(user) -> str:
    """The address of a person's own place: the office, the editors', the counter, or the home page."""
    if user.is_staff:
        return reverse("dashboard:index")
    if may_edit_content(user):
        return reverse("wagtailadmin_home")
    if user.partners.exists():
        return reverse("counter:index")
    return reverse("wagtail_serve", args=[""])


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
