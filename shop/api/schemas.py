"""What the API answers, as its description tells it; answers are checked against these."""

from datetime import date, datetime

from ninja import Field, Schema

from shop.api.hours import HoursOut, OtherDaysOut
from shop.payments.money import dong


def _address(thing, context):
    return context["request"].build_absolute_uri(thing.get_absolute_url())


class CommuneOut(Schema):
    """A commune of today."""

    code: str
    name: str


class ProducerRef(Schema):
    """A maker, by name."""

    name: str
    slug: str


class GroupOut(Schema):
    """An OCOP sub-group of decision 148/QĐ-TTg."""

    code: str
    name: str


class CertificateOut(Schema):
    """The certificate in force; its last day counts whole."""

    number: str
    issued: date
    ends: date

    @staticmethod
    def resolve_issued(certificate):
        return certificate.issued_date

    @staticmethod
    def resolve_ends(certificate):
        return certificate.ends_date


class VariantOut(Schema):
    """One size of a product; what is bought is a variant, never the product above it."""

    id: int
    name: str = Field(description="Its size, such as 250 g.")
    net_weight_g: int | None
    gtin: str | None
    price: int | None = Field(description="Whole đồng.")
    available: int

    @staticmethod
    def resolve_name(variant):
        return variant.title

    @staticmethod
    def resolve_gtin(variant):
        return variant.upc

    @staticmethod
    def resolve_price(variant):
        return None if variant.price is None else dong(variant.price)


class ComponentOut(Schema):
    """A product, or a size of one, that goes into a gift set."""

    id: int
    name: str
    units: int = Field(description="In one set.")

    @staticmethod
    def resolve_id(part):
        return part.component_id

    @staticmethod
    def resolve_name(part):
        return part.component.get_title()

    @staticmethod
    def resolve_units(part):
        return part.quantity


class ProductOut(Schema):
    """A product as its page tells it. `stars` is null without a certificate in force."""

    id: int
    name: str
    url: str = Field(description="Its page.")
    stars: int | None = Field(ge=3, le=5)
    certificate: CertificateOut | None
    group: GroupOut | None
    producer: ProducerRef | None
    commune: CommuneOut | None
    price: int | None = Field(description="Whole đồng; the lowest of its variants.")
    available: int = Field(
        description="Units that all open points and the warehouse have together; of a gift set those that "
        "one of them can make."
    )
    variants: list[VariantOut] = Field(description="The sizes to choose from; empty where there is one.")
    components: list[ComponentOut] = Field(description="What a gift set is made of; else empty.")

    @staticmethod
    def resolve_name(product):
        return product.title_vi

    @staticmethod
    def resolve_url(product, context):
        return _address(product, context)

    @staticmethod
    def resolve_certificate(product):
        return next(iter(product.certificates_in_force), None)

    @staticmethod
    def resolve_group(product):
        return next((group for group in product.categories.all() if group.code), None)

    @staticmethod
    def resolve_components(product):
        return product.parts

    @staticmethod
    def resolve_price(product):
        return None if product.price is None else dong(product.price)


class ShelfOut(ProductOut):
    """A product at one sales point."""

    available_here: int = Field(description="Units that this point has.")

    @staticmethod
    def resolve_available_here(product):
        return product.left


class ProducerOut(Schema):
    """A maker of OCOP goods."""

    name: str
    slug: str
    url: str = Field(description="Its page.")
    kind: str
    commune: CommuneOut | None
    products: int = Field(description="How many of its products are on offer.")

    @staticmethod
    def resolve_url(producer, context):
        return _address(producer, context)

    @staticmethod
    def resolve_products(producer):
        return producer.product_count


class SalesPointOut(Schema):
    """A place that sells OCOP goods."""

    name: str
    slug: str
    url: str = Field(description="Its page.")
    kind: str
    setting: str
    address: str
    commune: CommuneOut
    latitude: float
    longitude: float
    phone: str
    is_sample: bool = Field(description="Not a real place.")
    accepts_pick_up: bool
    hours: list[HoursOut] = Field(description="Of the week; empty where they are not known.")
    other_days: list[OtherDaysOut] = Field(description="Coming days that keep other hours than the week's.")
    time_zone: str = Field(description="Whose clocks the hours follow.")
    open_now: bool | None = Field(description="Null where the hours are not known.")
    changes_at: datetime | None = Field(description="When it opens or closes next, where that is known.")
    distance_km: float | None = Field(description="From `near`, along the sphere; else null.")
    products: int = Field(description="How many products it has in stock.")

    @staticmethod
    def resolve_url(point, context):
        return _address(point, context)

    @staticmethod
    def resolve_address(point):
        return point.address_line

    @staticmethod
    def resolve_hours(point):
        return list(point.opening_periods.all())

    @staticmethod
    def resolve_distance_km(point):
        distance = getattr(point, "distance_km", None)
        return None if distance is None else round(distance, 3)


class FacetValue(Schema):
    """One value of a filter."""

    value: str
    name: str = Field(description="In Vietnamese; empty where the value says it all.")
    count: int = Field(description="Products that it would leave, under all the other filters asked for.")


class ProductList(Schema):
    """`count` is of all that fit, not only of this part."""

    count: int
    results: list[ProductOut]
    facets: dict[str, list[FacetValue]] = Field(
        description="Filter to its values, those with most products first, 40 at most."
    )


class ShelfList(Schema):
    """What one point has."""

    count: int
    results: list[ShelfOut]


class ProducerList(Schema):
    """All makers."""

    count: int
    results: list[ProducerOut]


class SalesPointList(Schema):
    """All published points."""

    count: int
    results: list[SalesPointOut]


class Wrong(Schema):
    """A parameter that could not be understood."""

    parameter: str
    message: str = Field(description="What is expected.")


class WrongParameters(Schema):
    """422."""

    detail: list[Wrong]


class Message(Schema):
    """404 and 405."""

    detail: str
