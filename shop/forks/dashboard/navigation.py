"""The office's menu: Oscar's, less the pages for what this shop does not have, and the ways elsewhere."""

from django.utils.translation import gettext_lazy as _

#: Articles are Wagtail's, delivery fees are per parcel, and products have no reviews.
UNUSED_PATHS = {"pages/", "reviews/", "shipping/"}
#: The beginnings of the names of pages that stay shut: Oscar's discounts leave fractions of a đồng on a
#: basket's lines, and no order is placed that does not come out in whole đồng.
SHUT_PAGES = ("offer-", "voucher-")
LEFT_OUT = ("dashboard:page-", "dashboard:reviews-", *(f"dashboard:{name}" for name in SHUT_PAGES))


def may_always(user, *args):
    """The counter is open to whoever sees this menu."""
    return True


def may_edit_content(user, *args):
    """Wagtail's own permission."""
    return user.has_perm("wagtailadmin.access_admin")


def navigation(menu: list[dict]) -> list[dict]:
    """Our menu, made of Oscar's."""
    ours = [entry for entry in map(_without_what_is_left_out, menu) if entry.get("children") != []]
    counter = {"label": _("Counter"), "url_name": "counter:index", "access_fn": may_always}
    content = {
        "label": _("Pages and articles"),
        "url_name": "wagtailadmin_home",
        "access_fn": may_edit_content,
    }
    others = {"label": _("Other places"), "icon": "fas fa-store", "children": [counter, content]}
    return [*ours, others]


def _without_what_is_left_out(entry):
    if "children" not in entry:
        return entry
    kept = [child for child in entry["children"] if not child["url_name"].startswith(LEFT_OUT)]
    return {**entry, "children": kept}
