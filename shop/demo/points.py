"""Ten sample sales points of different kinds, and the central warehouse. None of them exists."""

from datetime import time

from shop.demo.rows import Tally, rows
from shop.forks.partner.models import Partner
from shop.points.models import OpeningPeriod, SalesPoint

ABOUT = "Điểm bán mẫu: tên, địa chỉ, điện thoại và giờ mở cửa chỉ để xem thử cửa hàng, không có thật."
ABOUT_EN = "A sample point: its name, address, phone and hours only show how the shop works; none is real."
WAREHOUSE_CODE = "kho-trung-tam"
WAREHOUSE_NAME = "Kho trung tâm (mẫu)"
WAREHOUSE_COMMUNE = "03127"
WEEKDAYS = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]


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
        accepts_pick_up=row["accepts_pick_up"] == "1",
        has_parking=row["has_parking"] == "1",
        has_coach_access=row["has_coach_access"] == "1",
        is_sample=True,
    )
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(sales_point=point, weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in opening_periods(row["hours"])
    )


def opening_periods(text: str) -> list[tuple[int, time, time]]:
    """Weekday, opening and closing hour of each period in "T2-T6 07:30-11:30 13:30-17:00; CN 08:00-12:00"."""
    periods = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        days, *hours = part.split()
        first, _, last = days.partition("-")
        for weekday in range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1):
            for period in hours:
                opens, closes = map(time.fromisoformat, period.split("-"))
                periods.append((weekday, opens, closes))
    return periods
