"""What all pages have in common."""

from http import HTTPMethod

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PagePermissionTester
from wagtail.search import index

from catalog.text import NFCTextField, fold, nfc
from cms.slugs import slug_input
from cms.truth import Truth
from shop.freshness.caching import as_visitors_page


class ShopPage(Page):
    """A page of the shop: a title, an introduction, and whatever its kind adds.

    Every page is the same for all visitors and may be kept by caches, so none can be made private: what is
    not for everybody stays a draft.
    """

    intro = NFCTextField(
        _("introduction"),
        blank=True,
        help_text=_("One or two sentences, shown under the title and in lists."),
    )

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    private_page_options = []
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("title_without_marks"),
        index.AutocompleteField("title_without_marks"),
        index.SearchField("words_without_marks"),
    ]
    search_panels = [FieldPanel("seo_title"), FieldPanel("search_description")]
    promote_panels = [
        FieldPanel("slug", widget=slug_input()),
        MultiFieldPanel(search_panels, heading=_("For search engines")),
    ]

    class Meta:
        abstract = True

    def title_without_marks(self) -> str:
        """For who types without them: neither engine's own index folds đ."""
        return fold(self.title)

    def words_without_marks(self) -> str:
        """All that the page says, folded."""
        body = getattr(self, "body", None)
        said = body.stream_block.get_searchable_content(body) if body else []
        return fold(" ".join([self.intro, *(str(part) for part in said)]))

    def full_clean(self, *args, **kwargs):
        self._tidy()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self._tidy()
        super().minimal_clean()

    def _tidy(self):
        """Wagtail's own texts as NFC, and an address without marks: its own way would drop every đ."""
        for name in ("title", "draft_title", "seo_title", "search_description"):
            setattr(self, name, nfc(getattr(self, name) or ""))
        self.slug = self.slug or slugify(fold(self.title))

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["at"] = timezone.now()
        # What the editors wrote, under whichever language of the interface.
        context["content_language"] = settings.LANGUAGE_CODE
        if hasattr(self, "body"):
            context["truth"] = Truth.about(self.body, at=context["at"])
        return context

    def serve(self, request, *args, **kwargs):
        """The page for a visitor, who may keep it for a minute. (A preview comes by `serve_preview`.)"""
        return as_visitors_page(super().serve(request, *args, **kwargs))

    def trail_from(self, *parents, request) -> list[tuple[str, str]]:
        """The way here, for the breadcrumbs."""
        return [(page.title, page.get_url(request)) for page in parents] + [(self.title, "")]


class FixedPermissions(PagePermissionTester):
    """A page that can be edited, but neither leaves its place nor goes offline, whoever asks."""

    def can_delete(self, ignore_bulk=False):
        return False

    def can_unpublish(self):
        return False

    def can_move(self):
        return False

    def can_move_to(self, destination):
        return False

    def can_copy(self):
        return False


class FixedPage(ShopPage):
    """A page whose address the rest of the shop relies on: /, /tin-tuc/, /du-lich/."""

    max_count = 1
    promote_panels = [MultiFieldPanel(ShopPage.search_panels, heading=_("For search engines"))]
    # No schedule: it would end.
    settings_panels = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user):
        return FixedPermissions(user, self)


def page_of(objects, *, per_page: int, number: str):
    """One page of a list. Raises Http404 for a number that is none, or past the end."""
    try:
        return Paginator(objects, per_page).page(number)
    except InvalidPage as wrong:
        raise Http404 from wrong
