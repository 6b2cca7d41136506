"""The drawings that stand for a page that has no photograph."""

from django.utils.translation import gettext_lazy as _

from catalog.products.illustrations import ILLUSTRATIONS

#: Beside the products' own; in static/img/illustrations/.
PLACES = [
    ("ban-branch", _("ban blossom")),
    ("stilt-house", _("stilt house")),
    ("mountain", _("mountains")),
    ("market-stall", _("market stall")),
]


def illustrations():
    """All drawings, those of places first."""
    return PLACES + ILLUSTRATIONS
