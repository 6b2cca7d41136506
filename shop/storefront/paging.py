"""Which page of a list an address asks for, by its parameter `trang`."""

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _


def is_page_number(raw: str) -> bool:
    """Whether a list might have such a page: digits alone, and not too many of them."""
    return raw.isascii() and raw.isdigit() and len(raw) <= 6


def page_asked(paginator: Paginator, raw: str) -> tuple[Page, str]:
    """The page of that number; the first, and why, where there is none."""
    if not is_page_number(raw):
        return paginator.page(1), _("A page is a number.")
    if not 1 <= int(raw) <= paginator.num_pages:
        return paginator.page(1), _("There is no such page; this is the first.")
    return paginator.page(int(raw)), ""
