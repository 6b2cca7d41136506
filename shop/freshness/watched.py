"""Which tables the journal watches, and whom a change in each of them concerns."""

from dataclasses import dataclass

from shop.freshness.models import Change

Kind = Change.Kind


@dataclass(frozen=True)
class Watched:
    """A table; a change in a row of it concerns the thing of `kind` that its column `key` names."""

    table: str
    kind: Kind
    key: str | None = None


WATCHED = (
    Watched("catalogue_product", Kind.PRODUCT, "id"),
    Watched("catalogue_productcategory", Kind.PRODUCT, "product_id"),
    Watched("catalogue_giftsetcomponent", Kind.PRODUCT, "gift_set_id"),
    Watched("catalogue_productimage", Kind.PRODUCT, "product_id"),
    Watched("certification_certificate", Kind.PRODUCT, "product_id"),
    Watched("trace_lot", Kind.PRODUCT, "product_id"),
    Watched("partner_stockrecord", Kind.PRODUCT, "product_id"),
    Watched("reviews_productreview", Kind.PRODUCT, "product_id"),
    Watched("producers_producer", Kind.PRODUCER, "id"),
    Watched("points_salespoint", Kind.POINT, "id"),
    Watched("points_openingperiod", Kind.POINT, "sales_point_id"),
    Watched("points_pointpicture", Kind.PAGE),
    Watched("points_openingexception", Kind.PAGE),
    Watched("points_exceptionperiod", Kind.PAGE),
    Watched("partner_partner", Kind.POINT, "sales_point_id"),
    Watched("recognition_pointrecognition", Kind.POINT, "point_id"),
    Watched("recognition_pointsupport", Kind.POINT, "point_id"),
    Watched("catalogue_category", Kind.EVERYTHING),
    Watched("places_commune", Kind.EVERYTHING),
    Watched("places_formerunit", Kind.EVERYTHING),
    Watched("finding_synonymset", Kind.EVERYTHING),
    Watched("pictures_picture", Kind.PICTURE, "id"),
    Watched("delivery_table", Kind.PAGE),
    Watched("delivery_zone", Kind.PAGE),
    Watched("delivery_ratestep", Kind.PAGE),
    Watched("wagtailcore_page", Kind.PAGE),
    Watched("wagtailcore_site", Kind.PAGE),
    Watched("wagtailredirects_redirect", Kind.PAGE),
)
