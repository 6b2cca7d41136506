"""The kinds of pages."""

from cms.models.articles import ArticleIndexPage, ArticlePage
from cms.models.home import HomePage
from cms.models.tourism import TourismIndexPage, VillagePage

__all__ = ["ArticleIndexPage", "ArticlePage", "HomePage", "TourismIndexPage", "VillagePage"]
