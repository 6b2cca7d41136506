"""The makers and their products, as the sources report them; net weight, label and drawing are samples."""

from django.utils.text import slugify

from catalog.producers.models import Producer
from catalog.products.models import Category, Product, ProductClass
from catalog.products.operations import put_in_subgroup
from catalog.text import fold
from shop.demo.labels import PROVINCE, label_older_goods, label_values
from shop.demo.rows import Tally, origin, rows, sources

PRODUCT_CLASS = "Sản phẩm OCOP"


def producer_slug(name: str) -> str:
    """What a maker is known by here: "Ong Mật" and "Ong mật" are two spellings of one."""
    return slugify(fold(name))


def build_producers() -> Tally:
    """The makers, one for each however it is spelled."""
    makers = {producer_slug(row["name"]): row for row in rows("producers")}
    there = _producers_by_slug()
    missing = [_producer(slug, row) for slug, row in makers.items() if slug not in there]
    Producer.objects.bulk_create(missing)
    return Tally(len(makers), len(missing))


def _producers_by_slug():
    """Every producer, also under the slug that its name would have had."""
    producers = list(Producer.objects.all())
    return {producer_slug(p.name): p for p in producers} | {p.slug: p for p in producers}


def _producer(slug, row):
    return Producer(
        slug=slug,
        name=row["name"],
        kind=row["type"].replace(" ", "_"),
        village=row["village"],
        commune_id=row["commune_code"] or None,
        address_text=origin(row),
        founded=row["founded"],
        about_vi=_about(row["facts_vi"], ("Quy mô", row["size_vi"]), ("Sản phẩm", row["products_vi"])),
        about_en=_about(row["facts"], ("Size", row["size"]), ("Products", row["products"])),
        sources=sources(row),
        confidence=row["confidence"],
    )


def _about(facts, *labelled):
    lines = [facts, *(f"{label}: {text}." for label, text in labelled if text)]
    return "\n".join(filter(None, lines))


def build_products() -> Tally:
    """The 79 products, each in its one sub-group."""
    goods, samples = rows("products"), {row["code"]: row for row in rows("samples")}
    there = set(Product.objects.filter(code__isnull=False).values_list("code", flat=True))
    missing = [row for row in goods if row["code"] not in there]
    if missing:
        product_class, _ = ProductClass.objects.get_or_create(
            name=PRODUCT_CLASS, defaults={"requires_shipping": True, "track_stock": True}
        )
        producers = _producers_by_slug()
        categories = Category.objects.in_bulk(field_name="code")
        for row in missing:
            producer = producers[producer_slug(row["producer"])] if row["producer"] else None
            product = _product(row, samples[row["code"]], producer, product_class)
            put_in_subgroup(product=product, subgroup=categories[row["subgroup_code"]])
    label_older_goods()
    return Tally(len(goods), len(missing))


def _product(row, sample, producer, product_class):
    return Product.objects.create(
        code=row["code"],
        product_class=product_class,
        title_vi=row["name_vi"],
        title_en=row["name_en"],
        description_vi=row["description_vi"],
        description_en=row["description"],
        producer=producer,
        commune_id=row["commune_code"] or None,
        origin_text=origin(row) or PROVINCE,
        **label_values(row["subgroup_code"], sample),
        net_weight_g=int(sample["net_weight_g"]),
        age_restricted=row["is_alcohol"] == "1",
        illustration=sample["illustration"],
        sources=sources(row),
        confidence=row["confidence"],
    )
