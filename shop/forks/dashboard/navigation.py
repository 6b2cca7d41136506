"""The office's menu: Oscar's, less the pages for what this shop does not have."""

from django.utils.translation import gettext_lazy as _

#: Articles are Wagtail's, and delivery fees are per parcel.
UNUSED_PATHS = {"pages/", "shipping/"}
#: Parts of the dashboard that Oscar has not: each an app of ours (`…_dashboard`), at its own path.
OUR_PARTS = ("certificates", "points", "recognition")
CERTIFICATES = {
    "label": _("Certificates"),
    "icon": "fas fa-certificate",
    "url_name": "dashboard:certificate-list",
}
POINTS = {
    "label": _("Sales points"),
    "icon": "fas fa-store",
    "children": [
        {"label": _("All sales points"), "url_name": "dashboard:point-list"},
        {"label": _("Recognition and support"), "url_name": "dashboard:recognition-list"},
        {"label": _("Criteria"), "url_name": "dashboard:criteria-list"},
    ],
}
LEFT_OUT = ("dashboard:page-",)
#: What the office's menu has beside Oscar's pages.
FAIRS = {"label": _("Fairs"), "url_name": "dashboard:fair-list"}
AFTER_PRODUCTS = {"label": _("On show, but incomplete"), "url_name": "dashboard:catalogue-incomplete"}


def navigation(menu: list[dict]) -> list[dict]:
    """Our menu, made of Oscar's."""
    kept = [entry for entry in map(_without_what_is_left_out, menu) if entry.get("children") != []]
    return [*kept[:2], CERTIFICATES, POINTS, *kept[2:]]


def _without_what_is_left_out(entry):
    if "children" not in entry:
        return entry
    kept = [child for child in entry["children"] if not child["url_name"].startswith(LEFT_OUT)]
    if kept and kept[0]["url_name"] == "dashboard:catalogue-product-list":
        kept.insert(1, AFTER_PRODUCTS)
    if kept and kept[0]["url_name"] == "dashboard:offer-list":
        kept.insert(1, FAIRS)
    return {**entry, "children": kept}
