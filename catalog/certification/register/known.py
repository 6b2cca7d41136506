"""What the database holds already, read once, so that no row of a register asks it again."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from catalog.certification.models import Certificate
from catalog.certification.register.places import CommuneFinder
from catalog.certification.regulations import Rules
from catalog.producers.models import Producer
from catalog.products.models import Category, Product
from catalog.text import nfc


def name_key(name: str) -> str:
    """Names that differ only in capitals, spaces or the form of their marks are one."""
    return " ".join(nfc(name).split()).casefold()


@dataclass
class Known:
    """Records by the keys under which a register names them."""

    communes: CommuneFinder
    rules: Rules
    #: Of the regulation in force: sub-groups by their code in small letters, and codes of groups above them.
    subgroups: dict[str, Category]
    groups: set[str]
    producers: dict[str, Producer]
    #: By code in capitals; products without a code are not in it.
    products: dict[str, Product]
    all_products: list[Product]
    #: Sizes of products, by code in capitals: the register knows the product above them only.
    variants: dict[str, Product]
    certificates: dict[str, Certificate]
    #: By product id: the categories with a code that it is in.
    categories_of: dict[int, set[int]]

    @classmethod
    def load(cls, *, today: date, lock: bool) -> "Known":
        """Reads everything in a fixed number of queries; with `lock`, rows stay as they are until commit."""
        rules = Rules.load()
        coded = set(Category.objects.filter(code__isnull=False).values_list("pk", flat=True))
        categories = list(Category.objects.filter(code__isnull=False, regulations=rules.on(today)))
        products = list(
            _locked(Product.objects.select_related("producer", "commune", "parent").order_by("pk"), lock)
        )
        producers = _locked(Producer.objects.select_related("commune"), lock)
        certificates = _locked(Certificate.objects.select_related("product"), lock)
        return cls(
            communes=CommuneFinder.load(),
            rules=rules,
            subgroups={category.code.lower(): category for category in categories if category.is_leaf()},
            groups={category.code.lower() for category in categories if not category.is_leaf()},
            producers={name_key(producer.name): producer for producer in producers},
            products={p.code.upper(): p for p in products if p.code and not p.is_child},
            variants={p.code.upper(): p for p in products if p.code and p.is_child},
            all_products=products,
            certificates={certificate.number.upper(): certificate for certificate in certificates},
            categories_of=_categories_of(coded),
        )


def _locked(records, lock):
    # Not against foreign keys to them: orders go on while a register is read.
    return records.select_for_update(no_key=True, of=("self",)) if lock else records


def _categories_of(with_code):
    found = defaultdict(set)
    rows = Product.categories.through.objects.values_list("product_id", "category_id").order_by()
    for product_id, category_id in rows:
        if category_id in with_code:
            found[product_id].add(category_id)
    return found
