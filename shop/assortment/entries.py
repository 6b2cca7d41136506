"""What the search index keeps of products, makers and points: read from the database, many at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from catalog.certification.models import Certificate
from catalog.certification.querysets import next_change, speaking
from catalog.places.models import Commune, FormerUnit
from catalog.producers.models import Producer
from catalog.products.models import Category, Product, ProductCategory
from catalog.search.models import SynonymSet
from catalog.search.question import Entry, Kind, Texts
from catalog.text import fold
from shop.forks.partner.models import StockRecord
from shop.points.models import SalesPoint

#: Products read at once; so much memory, and no more queries than products divided by it.
CHUNK = 2_000
#: Sorts after every price.
NO_PRICE = 10**12
_PRODUCT_FIELDS = (
    "pk",
    "title",
    "title_en",
    "description",
    "description_en",
    "slug",
    "origin_text",
    "commune_id",
    "age_restricted",
    "date_created",
    "producer__name",
    "producer__slug",
    "producer__village",
)


def all_entries(at: datetime) -> Iterator[Entry]:
    """Everything that can be found at `at`."""
    places = Places()
    pks = Product.objects.browsable().order_by("pk").values_list("pk", flat=True).iterator(CHUNK)
    while chunk := list(islice(pks, CHUNK)):
        yield from product_entries(chunk, at, places)
    yield from producer_entries(Producer.objects.all(), places)
    yield from point_entries(SalesPoint.objects.all(), places)
    yield from synonym_entries()


class Places:
    """Names of today's communes and of the units that each replaced, and of the groups, in three queries."""

    def __init__(self):
        self.names = dict(Commune.objects.values_list("code", "name"))
        self.groups = dict(Category.objects.filter(code__isnull=False).values_list("code", "name"))
        self.former = defaultdict(list)
        replaced = FormerUnit.objects.filter(successor__isnull=False)
        for code, name, district in replaced.values_list("successor_id", "name", "district_name"):
            self.former[code] += [name, district]

    def group_names(self, codes: Iterable[str]) -> list[str]:
        """What the groups are called."""
        return [self.groups[code] for code in sorted(codes) if code in self.groups]

    def texts(self, code: str | None, *more: str) -> dict[str, tuple[str, ...]]:
        """`place` and `former_place` of who belongs to that commune."""
        today = [self.names[code]] if code else []
        return {"place": tuple(filter(None, [*today, *more])), "former_place": tuple(self.former[code])}


def product_entries(pks: Iterable[int], at: datetime, places: Places) -> Iterator[Entry]:
    """Entries of those of the products that are on show, in four queries."""
    pks = list(pks)
    rows = list(Product.objects.browsable().filter(pk__in=pks).order_by("pk").values(*_PRODUCT_FIELDS))
    groups = _by_product(ProductCategory.objects, pks, "category__code", "category__name")
    certificates = defaultdict(list)
    for certificate in Certificate.objects.filter(product__in=pks):
        certificates[certificate.product_id].append(certificate)
    shelves = _by_product(
        StockRecord.objects.sellable().with_available().order_by("pk"),
        pks,
        "price",
        "left",
        "partner__sales_point__slug",
    )
    for row in rows:
        pk = row["pk"]
        yield _product_entry(row, groups[pk], certificates[pk], shelves[pk], at, places)


def _by_product(records, pks, *fields):
    found = defaultdict(list)
    for product_id, *values in records.filter(product__in=pks).values_list("product_id", *fields):
        found[product_id].append(values)
    return found


def _product_entry(row, groups, certificates, shelves, at, places):
    certificate = speaking(certificates, at)
    stars = certificate.stars if certificate else 0
    price = next((int(price) for price, *_ in shelves if price is not None), None)
    points = [slug for _, left, slug in shelves if left > 0 and slug]
    in_stock = any(left > 0 for _, left, _ in shelves)
    codes = [code for code, _ in groups if code]
    # What is in a sub-group is found by the words of the group as well.
    wider = {code.split(".")[0] for code in codes} - set(codes)
    filters = {
        "stars": (stars,) if stars else (),
        "group": tuple({*codes, *wider}),
        "producer": tuple(filter(None, [row["producer__slug"]])),
        "commune": tuple(filter(None, [row["commune_id"]])),
        "point": tuple(points),
        "in_stock": (int(in_stock),),
        "in_season": (1,),
        "adults": (int(row["age_restricted"]),),
        "price": () if price is None else (price,),
    }
    texts = Texts(
        name=tuple(filter(None, [row["title"], row["title_en"]])),
        group=(*(name for _, name in groups), *places.group_names(wider)),
        maker=tuple(filter(None, [row["producer__name"]])),
        body=tuple(filter(None, [row["description"], row["description_en"]])),
        **places.texts(row["commune_id"], row["origin_text"], row["producer__village"]),
    )
    return Entry(
        kind=Kind.PRODUCT,
        pk=row["pk"],
        texts=texts,
        filters=filters,
        order=_order(fold(row["title"]), stars, price, row["date_created"]),
        shown={"vi": row["title"], "en": row["title_en"], "slug": row["slug"]},
        valid_until=next_change(certificates, at),
    )


def _order(name, stars, price, created):
    """The text by which each sort orders it; the name decides between equals."""
    dear = NO_PRICE if price is None else NO_PRICE - 1 - price
    return {
        "stars": f"{9 - stars}{name}",
        "name": name,
        "price": f"{NO_PRICE if price is None else price:013d}{name}",
        "-price": f"{dear:013d}{name}",
        "newest": f"{NO_PRICE - int(created.timestamp()):013d}{name}",
    }


def producer_entries(producers, places: Places) -> Iterator[Entry]:
    """Makers."""
    for producer in producers:
        yield Entry(
            kind=Kind.PRODUCER,
            pk=producer.pk,
            texts=Texts(
                name=(producer.name,),
                body=(producer.about,),
                **places.texts(producer.commune_id, producer.village),
            ),
            order={"name": fold(producer.name)},
            shown={"vi": producer.name, "slug": producer.slug},
        )


def point_entries(points, places: Places) -> Iterator[Entry]:
    """Sales points that the public may see."""
    for point in points.published():
        yield Entry(
            kind=Kind.POINT,
            pk=point.pk,
            texts=Texts(name=(point.name,), **places.texts(point.commune_id, point.address_line)),
            order={"name": fold(point.name)},
            shown={"vi": point.name, "slug": point.slug, "place": point.address_line},
        )


def synonym_entries() -> Iterator[Entry]:
    """What staff say means the same."""
    for synonyms in SynonymSet.objects.all():
        yield Entry(kind=Kind.SYNONYMS, pk=synonyms.pk, shown={"phrases": synonyms.phrases})
