"""The home page's opening in two lines of a phone, where nobody has written another since."""

from django.db import migrations

LONG = (
    "Sản phẩm OCOP từ 3 đến 5 sao và đặc sản của tỉnh: của ai làm ra, ở xã nào, chứng nhận đến ngày nào, "
    "và mua ở đâu gần bạn."
)
SHORT = "Hàng OCOP 3 đến 5 sao, rõ người làm, rõ nơi bán gần bạn."


def shorten(apps, schema_editor):
    apps.get_model("cms", "HomePage").objects.filter(intro=LONG).update(intro=SHORT)


def lengthen(apps, schema_editor):
    apps.get_model("cms", "HomePage").objects.filter(intro=SHORT).update(intro=LONG)


class Migration(migrations.Migration):
    dependencies = [("cms", "0002_first_pages")]
    operations = [migrations.RunPython(shorten, lengthen)]
