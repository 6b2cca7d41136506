"""The content that the sample shop opens with: the home page, five articles and the tourism villages.

Their words are in `data/pages.toml`, the villages in `data/tourism.csv`. What is there stays as it is: an
article or a village is known by its address, and the home page is filled only while nobody has written on it.
"""

import tomllib
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import slugify

from catalog.products.models import Product
from catalog.text import fold
from cms.models import ArticleIndexPage, ArticlePage, HomePage, TourismIndexPage, VillagePage
from shop.demo.rows import DATA, Tally, rows, sources
from shop.points.models import SalesPoint

KINDS = {
    "community tourism village": VillagePage.Kind.VILLAGE,
    "planned community tourism village": VillagePage.Kind.PLANNED,
    "homestay": VillagePage.Kind.HOMESTAY,
}


def build_pages(*, at: datetime) -> Tally:
    """The pages that are missing, published at `at`; the articles' dates lie a few days before."""
    with (DATA / "pages.toml").open("rb") as file:
        words = tomllib.load(file)
    # Those with something to do there come first.
    articles, villages = words["article"], sorted(rows("tourism"), key=lambda row: not row["offer_vi"])
    new = _fill_home(words["home"])
    parent = ArticleIndexPage.objects.get()
    new += sum(_add_missing(parent, _article(article, at), at) for article in articles)
    parent = TourismIndexPage.objects.get()
    new += sum(_add_missing(parent, _village(row), at) for row in villages)
    return Tally(1 + len(articles) + len(villages), new)


def _fill_home(words) -> bool:
    home = HomePage.objects.get()
    if home.body or home.latest_revision_id:
        return False
    home.body = _stream(words["body"])
    home.save()
    return True


def _add_missing(parent, page, at) -> bool:
    if parent.get_children().filter(slug=page.slug).exists():
        return False
    page.first_published_at = page.last_published_at = at
    parent.add_child(instance=page)
    return True


def _article(words, at):
    return ArticlePage(
        slug=words["slug"],
        title=words["title"],
        kind=words["kind"],
        intro=words["intro"],
        illustration=words["illustration"],
        date=timezone.localdate(at) - timedelta(days=words["days_ago"]),
        body=_stream([*words["body"], *_sources(words["sources"])]),
    )


def _sources(lines):
    items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return [{"heading": "Nguồn"}, {"paragraph": format_html("<ul>{}</ul>", items)}]


def _village(row):
    return VillagePage(
        slug=slugify(fold(row["name"])),
        title=row["name"],
        kind=KINDS[row["kind"]],
        intro=row["facts_vi"],
        ethnic_group=row["ethnic_group"],
        commune_id=row["commune_code"] or None,
        address_text=", ".join(filter(None, (row["commune_old"], row["district_old"]))),
        households=row["households_vi"],
        what_to_do=row["offer_vi"],
        illustration=row["illustration"],
        sources=sources(row),
        confidence=row["confidence"],
    )


def _stream(body):
    """A body, blocks of one kind and value each, as the stored stream that a page takes."""
    pairs = [pair for block in body for pair in block.items()]
    return [{"type": kind, "value": _VALUES[kind](value)} for kind, value in pairs]


def _text(value):
    return {"text": " ".join(value.split())}


def _product(code):
    return {"product": Product.objects.get(code=code).pk}


def _sales_point(slug):
    return {"sales_point": SalesPoint.objects.get(slug=slug).pk}


_VALUES = {
    "heading": _text,
    "paragraph": _text,
    "call_to_action": dict,
    "product_row": dict,
    "product": _product,
    "sales_point": _sales_point,
}
