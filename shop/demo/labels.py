"""What the labels say, as samples: no public source has it, so each kind of goods gets texts that say so."""

from catalog.products.models import Product
from catalog.products.season import mask_of
from shop.demo.rows import rows

RESPONSIBLE = "Tổ chức chịu trách nhiệm (mẫu), phường Điện Biên Phủ, tỉnh Điện Biên"
#: Where no source says more, all goods are from here.
PROVINCE = "tỉnh Điện Biên"
#: What a text is called in the data file, as in the model.
TEXTS = tuple(
    f"{name}_{language}"
    for name in ("ingredients", "quality", "usage", "storage", "warnings")
    for language in ("vi", "en")
)


def label_values(subgroup: str, sample: dict[str, str]) -> dict:
    """The fields of a label by the model's names, for a product of this sub-group."""
    label = next(row for row in rows("labels") if row["subgroup_code"] == subgroup)
    return {
        **{name: label[name] for name in TEXTS},
        "size_text": label["size_text"],
        "shelf_life": int(label["shelf_life"]) if label["shelf_life"] else None,
        "shelf_life_unit": label["shelf_life_unit"],
        "season": mask_of(_months(sample["season"])),
        "sending_season": mask_of(_months(sample["sending_season"])),
        "ships_to": sample["ships_to"] or Product.ShipsTo.EVERYWHERE,
        "responsible_party": RESPONSIBLE,
        "label_is_sample": True,
    }


def _months(text):
    """The months of "10-12,1"."""
    for part in filter(None, text.split(",")):
        first, _dash, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def label_older_goods() -> None:
    """Gives labels, and an origin, to sample goods from before there were any; what people saved stays."""
    subgroups = {row["code"]: row["subgroup_code"] for row in rows("products")}
    samples = {row["code"]: row for row in rows("samples")}
    for product in Product.objects.filter(code__in=subgroups, quality_vi=None):
        values = label_values(subgroups[product.code], samples[product.code])
        Product.objects.filter(pk=product.pk).update(**values, origin_text=product.origin_text or PROVINCE)
