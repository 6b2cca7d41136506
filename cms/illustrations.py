"""The drawings that stand for a page that has no photograph."""

from django.utils.translation import gettext_lazy as _

from catalog.products.illustrations import ILLUSTRATIONS

#: Beside the products' own; in static/img/illustrations/.
PLACES = [
    ("ban-branch", _("ban blossom")),
    ("stilt-house", _("stilt house")),
    ("mountain", _("mountains")),
    ("market-stall", _("market stall")),
    ("terraces", _("terraced fields")),
    ("lake", _("lake")),
    ("hearth", _("hearth")),
    ("shop-front", _("OCOP shop front")),
    ("post-office", _("post office")),
    ("hall", _("promotion centre")),
    ("guesthouse", _("guesthouse")),
    ("coach-station", _("rest stop with a coach")),
]


def illustrations():
    """All drawings, those of places first."""
    return PLACES + ILLUSTRATIONS
