"""What the search index keeps of products, makers and points: read from the database, many at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from catalog.certification.models import Certificate
from catalog.certification.moments import next_change
from catalog.places.models import Commune, FormerUnit
from catalog.producers.models import Producer
from catalog.products.gift_sets import GiftSetComponent
from catalog.products.models import Category, Product, ProductCategory
from catalog.products.season import is_in_season, next_month
from catalog.search.models import SynonymSet
from catalog.search.question import Entry, Kind, Texts
from catalog.text import collated
from shop.assortment.cards import card_of
from shop.assortment.places import places_by_product
from shop.assortment.standing import standing_of, with_standing
from shop.points.models import SalesPoint

#: Products read at once; so much memory, and no more queries than products divided by it.
CHUNK = 2_000
#: Sorts after every price.
NO_PRICE = 10**12
_BODY_FIELDS = ("description_vi", "description_en", "ingredients_vi", "ingredients_en")


def all_entries(at: datetime) -> Iterator[Entry]:
    """Everything that can be found at `at`."""
    places = Places()
    pks = Product.objects.browsable().order_by("pk").values_list("pk", flat=True).iterator(CHUNK)
    while chunk := list(islice(pks, CHUNK)):
        yield from product_entries(chunk, at, places)
    yield from producer_entries(Producer.objects.all(), places)
    yield from point_entries(SalesPoint.objects.all(), places)
    yield from synonym_entries()
    yield from label_entries()


class Places:
    """Names of today's communes and of the units that each replaced, and of the groups, in three queries."""

    def __init__(self):
        self.names = dict(Commune.objects.values_list("code", "name"))
        groups = Category.objects.filter(code__isnull=False).values_list("code", "name_vi", "name_en")
        self.groups = {code: names for code, *names in groups}
        self.former = defaultdict(list)
        replaced = FormerUnit.objects.filter(successor__isnull=False)
        for code, name, district in replaced.values_list("successor_id", "name", "district_name"):
            self.former[code] += [name, district]

    def group_names(self, groups: list[tuple[str, list[str]]]) -> tuple[str, ...]:
        """Names of the sub-groups (code, names), and of the groups that they are in: both find what is in."""
        wider = sorted({code.split(".")[0] for code, _ in groups} - {code for code, _ in groups})
        found = [*(names for _, names in groups), *(self.groups.get(code, ()) for code in wider)]
        return tuple(name for names in found for name in names if name)

    def texts(self, code: str | None, *more: str) -> dict[str, tuple[str, ...]]:
        """`place` and `former_place` of who belongs to that commune."""
        today = [self.names[code]] if code else []
        return {"place": tuple(filter(None, [*today, *more])), "former_place": tuple(self.former[code])}


def product_entries(pks: Iterable[int], at: datetime, places: Places) -> Iterator[Entry]:
    """Entries of those of the products that are on show; as many queries for one as for all.

    Stars, price and what is left are those of `on_show`: the index has no rule of its own.
    """
    pks = list(pks)
    products = with_standing(at).filter(pk__in=pks).order_by("pk")
    groups = _groups_of(pks)
    certificates = _certificates_that_matter(pks)
    stocked = places_by_product(pks)
    for product in products:
        pk = product.pk
        yield _product_entry(product, groups[pk], certificates[pk], stocked[pk], at, places)


def _groups_of(pks):
    found = defaultdict(list)
    rows = ProductCategory.objects.filter(product__in=pks, category__code__isnull=False)
    names = ("category__name_vi", "category__name_en")
    for product_id, code, *named in rows.values_list("product_id", "category__code", *names):
        found[product_id].append((code, named))
    return found


def _certificates_that_matter(pks):
    """Product id → its certificates, and a gift set's also those of what is in it."""
    found = defaultdict(list)
    for certificate in Certificate.objects.filter(product__in=pks):
        found[certificate.product_id].append(certificate)
    parts = GiftSetComponent.objects.filter(gift_set__in=pks).select_related("component")
    held = [(part.gift_set_id, part.component.parent_id or part.component_id) for part in parts]
    of_parts = defaultdict(list)
    for certificate in Certificate.objects.filter(product__in={pk for _, pk in held}):
        of_parts[certificate.product_id].append(certificate)
    for gift_set, component in held:
        found[gift_set] += of_parts[component]
    return found


def _product_entry(product, groups, certificates, stocked, at, places):
    card, codes = card_of(product), [code for code, _ in groups]
    own = [each for each in certificates if each.product_id == product.pk]
    standing = standing_of(product, group="".join(codes[:1]), places=stocked, certificates=own)
    changes = (next_change(certificates, at), product.season and next_month(at))
    return Entry(
        kind=Kind.PRODUCT,
        pk=product.pk,
        texts=_texts(product, card, groups, places),
        filters=_filters(product, card, codes, stocked, at),
        order=_order(card, product.date_created),
        shown={"vi": card.title_vi, "en": card.title_en, "slug": card.slug, "card": card.as_json()},
        page=standing.as_json(),
        valid_until=min(filter(None, changes), default=None),
    )


def _texts(product, card, groups, places):
    village = product.producer.village if product.producer else ""
    return Texts(
        name=tuple(filter(None, [card.title_vi, card.title_en])),
        group=places.group_names(groups),
        maker=tuple(filter(None, [card.maker])),
        body=tuple(filter(None, [getattr(product, field) for field in _BODY_FIELDS])),
        **places.texts(product.commune_id, product.origin_text, village),
    )


def _filters(product, card, codes, stocked, at):
    return {
        "stars": tuple(filter(None, [card.stars])),
        "group": tuple({*codes, *(code.split(".")[0] for code in codes)}),
        "producer": (product.producer.slug,) if product.producer else (),
        "commune": tuple(filter(None, [product.commune_id])),
        "point": tuple(place.slug for place in stocked if place.slug),
        "in_stock": (int(not card.is_sold_out),),
        "in_season": (int(is_in_season(product.season, at)),),
        "audience": _audience(product),
        "price": () if card.price is None else (card.price,),
    }


def _audience(product):
    if product.is_off_sale:
        return ()
    return ("adults",) if product.is_for_adults else ("everyone", "adults")


def _order(card, created):
    """The text by which each sort orders it; the Vietnamese name decides between equals."""
    name, stars, price = collated(card.title_vi), card.stars or 0, card.price
    dear = NO_PRICE if price is None else NO_PRICE - 1 - price
    return {
        "stars": f"{9 - stars}{name}",
        "name": name,
        "name_en": collated(card.title_en or card.title_vi),
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
                body=tuple(filter(None, [producer.about_vi, producer.about_en])),
                **places.texts(producer.commune_id, producer.village),
            ),
            filters={"producer": (producer.slug,)},
            order={"name": collated(producer.name)},
            shown={"vi": producer.name, "slug": producer.slug},
        )


def point_entries(points, places: Places) -> Iterator[Entry]:
    """Sales points that the public may see."""
    for point in points.published():
        yield Entry(
            kind=Kind.POINT,
            pk=point.pk,
            texts=Texts(name=(point.name,), **places.texts(point.commune_id, point.address_line)),
            order={"name": collated(point.name)},
            # A point is also a value of the filter by point.
            shown={"vi": point.name, "slug": point.slug, "facet": "point", "value": point.slug},
        )


def synonym_entries() -> Iterator[Entry]:
    """What staff say means the same."""
    for synonyms in SynonymSet.objects.all():
        yield Entry(kind=Kind.SYNONYMS, pk=synonyms.pk, shown={"phrases": synonyms.phrases})


def label_entries() -> Iterator[Entry]:
    """What groups and communes are called, so that a list of filters asks the database nothing."""
    groups = Category.objects.filter(code__isnull=False).order_by("path")
    named = [
        *(("group", group.code, group.name_vi, group.name_en or "") for group in groups),
        *(("commune", commune.code, commune.name, "") for commune in Commune.objects.order_by("name")),
    ]
    for number, (facet, value, vi, en) in enumerate(named):
        shown = {"facet": facet, "value": value, "vi": vi, "en": en, "place": number}
        yield Entry(kind=Kind.LABEL, pk=number, shown=shown)
