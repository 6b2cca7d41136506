"""Pages for tests. Each stands in the tree that the migrations have laid."""

import factory
import wagtail_factories

from cms.models import ArticleIndexPage, ArticlePage, TourismIndexPage, VillagePage


class ArticlePageFactory(wagtail_factories.PageFactory):
    """An article under /tin-tuc/."""

    title = factory.Sequence("Bài viết {}".format)
    slug = factory.Sequence("bai-viet-{}".format)
    parent = factory.LazyFunction(ArticleIndexPage.objects.get)

    class Meta:
        model = ArticlePage


class VillagePageFactory(wagtail_factories.PageFactory):
    """A village under /du-lich/."""

    title = factory.Sequence("Bản {}".format)
    slug = factory.Sequence("ban-{}".format)
    parent = factory.LazyFunction(TourismIndexPage.objects.get)

    class Meta:
        model = VillagePage
