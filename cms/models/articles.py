"""News, stories, recipes, portraits and guides."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from catalog.pictures.models import Picture
from cms.blocks.body import Body
from cms.fields import NFCStreamField
from cms.illustrations import illustrations
from cms.models.base import FixedPage, ShopPage, page_of

ARTICLES_PER_PAGE = 12


def today():
    """The day in Điện Biên."""
    return timezone.localdate()


class ArticleQuerySet(PageQuerySet):
    """Articles."""

    def latest_first(self):
        return self.order_by("-date", "-pk")

    def for_cards(self):
        """With what a card shows, without the body."""
        return self.select_related("picture").defer_streamfields()


class ArticleIndexPage(FixedPage):
    """All articles, the newest first: /tin-tuc/."""

    template = "cms/article_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ArticlePage"]
    content_panels = [FieldPanel("title"), FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of articles")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        articles = ArticlePage.objects.live().child_of(self).for_cards().latest_first()
        number = request.GET.get("trang", "1")
        context["page_obj"] = page_of(articles, per_page=ARTICLES_PER_PAGE, number=number)
        return context


class ArticlePage(ShopPage):
    """One article."""

    class Kind(models.TextChoices):
        NEWS = "news", _("news")
        STORY = "story", _("story")
        RECIPE = "recipe", _("recipe")
        PORTRAIT = "portrait", _("portrait of a producer")
        GUIDE = "guide", _("guide")

    date = models.DateField(_("date"), default=today)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.NEWS)
    picture = models.ForeignKey(
        Picture,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    illustration = models.CharField(
        _("drawing"),
        max_length=20,
        choices=illustrations,
        default="ban-branch",
        help_text=_("Shown where there is no picture."),
    )
    body = NFCStreamField(Body(), blank=True, verbose_name=_("body"))

    objects = PageManager.from_queryset(ArticleQuerySet)()

    template = "cms/article_page.html"
    parent_page_types = ["cms.ArticleIndexPage"]
    subpage_types = []
    content_panels = [
        TitleFieldPanel("title"),
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("date")], heading=_("About the article")),
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("illustration")], heading=_("Picture")),
        FieldPanel("body"),
    ]
    search_fields = [
        *ShopPage.search_fields,
        index.SearchField("body"),
        index.FilterField("kind"),
        index.FilterField("date"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["trail"] = self.trail_from(self.get_parent(), request=request)
        return context
