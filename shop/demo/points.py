"""Ten sample sales points of different kinds, and the central warehouse. None of them exists."""

from shop.demo.hours import opening_periods
from shop.demo.rows import Tally, rows
from shop.forks.partner.models import Partner
from shop.points.models import OpeningPeriod, SalesPoint

ABOUT = "Điểm bán mẫu: tên, địa chỉ, điện thoại và giờ mở cửa chỉ để xem thử cửa hàng, không có thật."
ABOUT_EN = "A sample point: its name, address, phone and hours only show how the shop works; none is real."
WAREHOUSE_CODE = "kho-trung-tam"
WAREHOUSE_NAME = "Kho trung tâm (mẫu)"
WAREHOUSE_COMMUNE = "03127"
OPERATOR = "Đơn vị vận hành mẫu"
#: What the data file says by 1 or 0.
TRAITS = (
    "accepts_pick_up",
    "has_parking",
    "has_coach_access",
    "has_tasting",
    "accepts_card",
    "accepts_transfer",
    "has_sign",
)


def build_warehouse() -> Tally:
    """The partner without a sales point, which fills orders from all over."""
    values = {"name": WAREHOUSE_NAME, "commune_id": WAREHOUSE_COMMUNE}
    _, is_new = Partner.objects.get_or_create(code=WAREHOUSE_CODE, defaults=values)
    return Tally(1, int(is_new))


def build_points() -> Tally:
    """The sample points with their hours, each with the partner that holds its stock."""
    samples = rows("sales_points")
    there = set(SalesPoint.objects.values_list("slug", flat=True))
    missing = [row for row in samples if row["slug"] not in there]
    for row in missing:
        _point(row)
    partnerless = SalesPoint.objects.filter(slug__in=[row["slug"] for row in samples], partner=None)
    for point in partnerless:
        Partner.objects.create(name=point.name, code=point.slug, sales_point=point)
    return Tally(len(samples), len(missing))


def _point(row):
    point = SalesPoint.objects.create(
        **{key: row[key] for key in ("slug", "name", "kind", "setting", "status", "address_line", "phone")},
        commune_id=row["commune_code"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        about_vi=ABOUT,
        about_en=ABOUT_EN,
        zalo=row["phone"],
        operator_name=OPERATOR,
        floor_area_m2=row["floor_area_m2"] or None,
        way_there_vi=row["way_there_vi"],
        way_there_en=row["way_there_en"],
        **{trait: row[trait] == "1" for trait in TRAITS},
        is_sample=True,
    )
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(sales_point=point, weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in opening_periods(row["hours"])
    )
