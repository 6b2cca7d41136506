"""The ministry's decisions, and a first list of questions for inspectors, which the office made itself."""

from datetime import date

from django.db import migrations

DECISIONS = [
    {
        "number": "920/QĐ-BCT",
        "decided_date": date(2019, 4, 16),
        "until_date": date(2020, 12, 31),
        "sources": "920/QĐ-BCT ngày 16/04/2019: tiêu chí điểm giới thiệu và bán sản phẩm OCOP, 2019-2020.",
    },
    {
        "number": "950/QĐ-BCT",
        "decided_date": date(2023, 4, 18),
        "until_date": date(2025, 12, 31),
        "sources": "950/QĐ-BCT ngày 18/04/2023: tiêu chí giai đoạn 2023-2025, thêm điểm bưu điện - văn hóa xã.\n"
        "Chưa tìm thấy quyết định cho giai đoạn sau 2025.",
    },
]
#: What is known of the criteria: where a point may stand, what it may sell, its sign, its prices. The figures for area,
#: staff and shelves were not found, so nothing is asked about them.
QUESTIONS = [
    ("Nơi đặt", "Điểm ở một trong tám loại nơi mà tiêu chí nêu (loại nơi ghi ở trang điểm bán)."),
    ("Nơi đặt", "Khách qua lại dễ thấy và vào được."),
    (
        "Hàng hóa",
        "Chỉ bán hàng được phép: OCOP từ 3 sao, sản phẩm chủ lực của tỉnh, sản phẩm công nghiệp nông thôn hoặc "
        "nông sản tiêu biểu, đặc sản có tiềm năng.",
    ),
    ("Hàng hóa", "Hàng bày là OCOP đều có giấy chứng nhận còn hiệu lực, đúng số sao."),
    ("Biển hiệu", "Có biển hiệu theo mẫu, có lô-gô OCOP, còn rõ."),
    ("Trưng bày và giá", "Có kệ trưng bày riêng cho sản phẩm OCOP."),
    ("Trưng bày và giá", "Mọi mặt hàng đều niêm yết giá, dễ đọc."),
    ("Hoạt động", "Điểm đang bán hàng, đúng giờ mở cửa đã công bố."),
]
FIRST_LIST = {
    "name": "Danh mục kiểm tra, bản 1",
    "from_date": date(2023, 4, 18),
    "is_working_list": True,
    "sources": "Văn phòng tự lập theo những gì biết được về 950/QĐ-BCT; không phải nguyên văn quyết định.\n"
    "Chưa tìm thấy con số về diện tích, nhân viên và kệ hàng, nên không hỏi.",
}


def seed(apps, schema_editor):
    """Decisions, list and questions."""
    decision_model, set_model, criterion_model = (
        apps.get_model("recognition", name) for name in ("CriteriaDecision", "CriteriaSet", "Criterion")
    )
    decisions = [decision_model.objects.create(**row) for row in DECISIONS]
    criteria = set_model.objects.create(decision=decisions[-1], **FIRST_LIST)
    criterion_model.objects.bulk_create(
        criterion_model(criteria=criteria, position=position, group=group, text=text)
        for position, (group, text) in enumerate(QUESTIONS, start=1)
    )


def forget(apps, schema_editor):
    for name in ("Criterion", "CriteriaSet", "CriteriaDecision"):
        apps.get_model("recognition", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("recognition", "0001_initial")]

    operations = [migrations.RunPython(seed, forget)]
