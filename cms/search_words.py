"""What staff look after for the search: words that mean the same, and what was looked for in vain."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from catalog.search.models import MissedQuery, SynonymSet


class SynonymViewSet(ModelViewSet):
    """Words that mean the same; a change counts from the next search on."""

    model = SynonymSet
    icon = "link"
    name = "synonyms"
    url_prefix = "tu-cung-nghia"
    menu_label = _("Words that mean the same")
    list_display = ["words"]
    search_fields = ["words"]
    panels = [FieldPanel("words")]


class LookedAtOnly(ModelPermissionPolicy):
    """May be looked at and cleared away; nobody writes what others searched for."""

    def user_has_permission(self, user, action):
        return action not in {"add", "change"} and super().user_has_permission(user, action)


register_permission_policy(MissedQuery, LookedAtOnly(MissedQuery), exact_class=True)


class MissedQueryViewSet(ModelViewSet):
    """What visitors looked for and did not find, the most frequent first. Who they were is not known."""

    model = MissedQuery
    icon = "search"
    name = "missed_queries"
    url_prefix = "tim-khong-thay"
    menu_label = _("Looked for in vain")
    list_display = ["words", "times", "last_at"]
    search_fields = ["words"]
    ordering = ["-times", "-last_at"]
    form_fields = ["words"]


class SearchWords(ViewSetGroup):
    """Both under one entry of the menu."""

    menu_label = _("Search words")
    menu_icon = "search"
    menu_order = 130
    items = (SynonymViewSet, MissedQueryViewSet)
