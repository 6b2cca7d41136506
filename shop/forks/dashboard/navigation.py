"""The office's menu: Oscar's, less the pages for what this shop does not have."""

from django.utils.translation import gettext_lazy as _

#: Articles are Wagtail's, and delivery has a table of our own.
UNUSED_PATHS = {"pages/", "shipping/"}
#: Parts of the dashboard that Oscar has not: each an app of ours (`…_dashboard`), at its own path.
OUR_PARTS = (
    "bank",
    "cards",
    "certificates",
    "delivery",
    "invoices",
    "messages",
    "money",
    "points",
    "recognition",
)
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
MONEY = {
    "label": _("Money"),
    "icon": "fas fa-coins",
    "children": [
        {"label": _("Money for orders"), "url_name": "dashboard:money-list"},
        {"label": _("Returns"), "url_name": "dashboard:return-list"},
        {"label": _("Money that came in"), "url_name": "dashboard:bank-list"},
        {"label": _("Bank statements"), "url_name": "dashboard:bank-statements"},
        {"label": _("Card payments"), "url_name": "dashboard:card-list"},
        {"label": _("Invoices (VAT)"), "url_name": "dashboard:invoice-list"},
    ],
}
DELIVERY = {
    "label": _("Delivery fees"),
    "icon": "fas fa-truck",
    "url_name": "dashboard:delivery-table",
}
LEFT_OUT = ("dashboard:page-",)
#: What the office's menu has beside Oscar's pages: the entry that each stands after.
AFTER = {
    "dashboard:catalogue-product-list": {
        "label": _("On show, but incomplete"),
        "url_name": "dashboard:catalogue-incomplete",
    },
    "dashboard:offer-list": {"label": _("Fairs"), "url_name": "dashboard:fair-list"},
    "dashboard:order-list": {"label": _("Messages to shoppers"), "url_name": "dashboard:message-list"},
}


def navigation(menu: list[dict]) -> list[dict]:
    """Our menu, made of Oscar's."""
    kept = [entry for entry in map(_without_what_is_left_out, menu) if entry.get("children") != []]
    return [*kept[:2], CERTIFICATES, POINTS, MONEY, DELIVERY, *kept[2:]]


def _without_what_is_left_out(entry):
    if "children" not in entry:
        return entry
    kept = [child for child in entry["children"] if not child["url_name"].startswith(LEFT_OUT)]
    if kept and kept[0]["url_name"] in AFTER:
        kept.insert(1, AFTER[kept[0]["url_name"]])
    return {**entry, "children": kept}
