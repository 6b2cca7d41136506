"""Flat lists of one kind of page for the editors' menu, beside the tree."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet

from cms.models import ArticlePage, VillagePage

TITLE = PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title")
UPDATED = DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at")
STATUS = PageStatusColumn("status", label=_("Status"), sort_key="live")
KIND = Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind")


class ArticleListing(PageListingViewSet):
    """All articles."""

    model = ArticlePage
    icon = "doc-full"
    menu_label = _("Articles")
    menu_name = "articles"
    menu_order = 110
    add_to_admin_menu = True
    ordering = "-date"
    columns = [TITLE, KIND, Column("date", label=_("Date"), sort_key="date"), UPDATED, STATUS]


class VillageListing(PageListingViewSet):
    """All tourism villages."""

    model = VillagePage
    icon = "site"
    menu_label = _("Tourism villages")
    menu_name = "villages"
    menu_order = 120
    add_to_admin_menu = True
    columns = [
        TITLE,
        KIND,
        Column("commune", label=_("Commune"), accessor=lambda page: page.commune or "–", sort_key="commune"),
        UPDATED,
        STATUS,
    ]
