"""The rules that certificates have been issued under, each with where it was found."""

from datetime import date

from django.db import migrations

BANDS = {3: 50, 4: 70, 5: 90}
#: Who certifies: 3 stars, 4 stars, 5 stars.
WITH_DISTRICTS = {3: ["district", "province"], 4: ["province"], 5: ["ministry"]}
WITHOUT_DISTRICTS = {3: ["province"], 4: ["province"], 5: ["ministry"]}

REGULATIONS = [
    {
        "name": "1048/QĐ-TTg",
        "from_date": date(2018, 1, 1),
        "until_date": date(2023, 2, 23),
        "issuers": WITH_DISTRICTS,
        "has_todays_groups": False,
        "sources": "1048/QĐ-TTg ngày 21/08/2019: 36 tháng, thang 100 điểm.\n"
        "Chưa tìm thấy văn bản cho các đợt từ 2018 và ai ký hạng 3 sao khi đó; áp dụng như 148/QĐ-TTg.\n"
        "Sáu nhóm khi đó khác nhóm ngày nay, nên không có trong danh mục.",
    },
    {
        "name": "148/QĐ-TTg",
        "from_date": date(2023, 2, 24),
        "until_date": date(2025, 7, 5),
        "issuers": WITH_DISTRICTS,
        "has_todays_groups": True,
        "sources": "148/QĐ-TTg ngày 24/02/2023: nhóm (phụ lục I), thang điểm, 36 tháng.\n"
        "Huyện cấp 3 sao, tỉnh 4 sao, bộ 5 sao. Tỉnh cấp 3 sao cũng nhận, như kiểm tra danh sách trước nay.",
    },
    {
        "name": "148/QĐ-TTg, 1489/QĐ-TTg",
        "from_date": date(2025, 7, 6),
        "until_date": None,
        "issuers": WITHOUT_DISTRICTS,
        "has_todays_groups": True,
        "sources": "1489/QĐ-TTg ngày 06/07/2025 sửa 148/QĐ-TTg: hai cấp; tỉnh cấp 3 và 4 sao, bộ cấp 5 sao.\n"
        "Nhóm, thang điểm và 36 tháng giữ như 148/QĐ-TTg.",
    },
]


def seed(apps, schema_editor):
    """The regulations with their bands, and the groups where the OCOP categories are there already."""
    regulation_model, band_model = (
        apps.get_model("certification", name) for name in ("Regulation", "StarBand")
    )
    groups = apps.get_model("catalogue", "Category").objects.filter(code__isnull=False)
    for row in REGULATIONS:
        regulation = regulation_model.objects.create(
            name=row["name"],
            from_date=row["from_date"],
            until_date=row["until_date"],
            validity_months=36,
            sources=row["sources"],
        )
        band_model.objects.bulk_create(
            band_model(
                regulation=regulation,
                stars=stars,
                lowest_score=lowest,
                **dict.fromkeys(row["issuers"][stars], True),
            )
            for stars, lowest in BANDS.items()
        )
        if row["has_todays_groups"]:
            regulation.groups.add(*groups)


def forget(apps, schema_editor):
    apps.get_model("certification", "Regulation").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("certification", "0002_rules_and_history"), ("catalogue", "0038_ocop_when_lapsed")]

    operations = [migrations.RunPython(seed, forget)]
