"""The communes of today, the units that they replaced, and the groups of decision 148/QĐ-TTg."""

from datetime import date

from django.db.models import Q
from django.utils.text import slugify

from catalog.certification.regulations import take_up_groups
from catalog.places.models import Commune, FormerUnit
from catalog.products.models import Category
from catalog.text import fold
from shop.demo.rows import Tally, rows

KINDS = {"Xã": Commune.Kind.COMMUNE, "Phường": Commune.Kind.WARD}


def build_communes() -> Tally:
    """The 45 units of today."""
    today = [row for row in rows("admin_units") if row["level"] == "commune" and row["status"] == "current"]
    there = set(Commune.objects.values_list("code", flat=True))
    missing = [_commune(row) for row in today if row["code"] not in there]
    Commune.objects.bulk_create(missing)
    return Tally(len(today), len(missing))


def _commune(row):
    return Commune(
        code=row["code"],
        kind=KINDS[row["type"]],
        name=row["name"],
        area_km2=float(row["area_km2"]),
        latitude=float(row["lat"]),
        longitude=float(row["lon"]),
    )


def build_former_units() -> Tally:
    """The 129 communes and 10 districts that ended on 30 June 2025. Old codes repeat those of today."""
    ended = [row for row in rows("admin_units") if row["status"] == "abolished"]
    districts = {row["code"]: f"{row['type']} {row['name']}" for row in ended if row["level"] == "district"}
    there = set(FormerUnit.objects.values_list("level", "code"))
    missing = [_former(row, districts) for row in ended if (row["level"], row["code"]) not in there]
    FormerUnit.objects.bulk_create(missing)
    return Tally(len(ended), len(missing))


def _former(row, districts):
    return FormerUnit(
        level=row["level"],
        code=row["code"],
        kind=row["type"],
        name=row["name"],
        district_name=districts.get(row["parent_code"], ""),
        successor_id=row["successor_code"] or None,
        ended_date=date.fromisoformat(row["valid_to"]),
    )


def build_groups() -> Tally:
    """Six groups and the 26 sets in them, as categories known by their code."""
    groups = rows("groups")
    there = set(Category.objects.filter(code__isnull=False).values_list("code", flat=True))
    missing = [row for row in groups if row["code"] not in there]
    for row in missing:
        _category(row)
    take_up_groups()
    for row in groups:
        # Groups from before the shop had them in English; what people wrote stays.
        nameless = Category.objects.filter(Q(name_en=None) | Q(name_en=""), code=row["code"])
        nameless.update(name_en=row["name_en"])
    return Tally(len(groups), len(missing))


def _category(row):
    values = {
        "name_vi": row["name_vi"],
        "name_en": row["name_en"],
        "code": row["code"],
        "slug": slugify(fold(row["name_vi"])),
    }
    group, _, subgroup = row["code"].partition(".")
    if subgroup:
        # Read anew each time: adding a child moves counters that an older copy would not know.
        Category.objects.get(code=group).add_child(**values)
    else:
        Category.add_root(**values)
