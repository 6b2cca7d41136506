"""Words that mean the same, for a shop to begin with. Staff change them as they like; nothing brings one back."""

from django.db import migrations

STARTING = [
    # Drinks
    "trà, chè, tea",
    "hồng trà, trà đen, chè đen, black tea",
    "bạch trà, trà trắng, chè trắng, white tea",
    "trà xanh, chè xanh, lục trà, green tea",
    "phổ nhĩ, pu erh, pu er, puerh, puer",
    "cà phê, cafe, coffee",
    "cà phê bột, cà phê xay, cà phê rang xay, ground coffee",
    "cà phê hạt, cà phê nguyên hạt, coffee beans",
    "túi lọc, túi nhúng, gói nhúng, dip bag",
    "phin giấy, túi phin, drip bag",
    "rượu, spirit, liquor",
    # Meat and fish
    "sấy, khô, phơi khô, dried",
    "gác bếp, hun khói, xông khói, smoked",
    "lợn, heo, pork",
    "bò khô, khô bò, thịt bò sấy, beef jerky",
    "trâu khô, khô trâu, thịt trâu sấy, thịt trâu khô, buffalo jerky",
    "lạp xưởng, lạp xường, lạp sườn",
    # Fruit, roots, nuts
    "quả, trái",
    "trái cây, trái cây tươi, hoa quả, hoa quả tươi, rau củ quả, rau củ quả hạt tươi, fruit, fresh fruit",
    "hạt, nhân",
    "mắc ca, macadamia",
    "lạc, đậu phộng, đậu phụng, peanut",
    "đỗ, đậu, bean",
    "khoai sọ, khoai môn, taro",
    "sắn, khoai mì, cassava",
    "ngô, bắp, corn",
    "vừng, mè, sesame",
    "dứa, khóm, trái thơm, quả thơm, pineapple",
    "bưởi, pomelo, grapefruit",
    "táo mèo, sơn tra, hawthorn",
    "bí xanh, bí đao, wax gourd, winter melon",
    "dưa chuột, dưa leo, cucumber",
    "măng, bamboo shoot",
    "mộc nhĩ, nấm mèo",
    "đông trùng hạ thảo, trùng thảo, cordyceps",
    # Rice and what is made of it
    "gạo nếp, gạo xôi, sticky rice, glutinous rice",
    "nếp cẩm, nếp than",
    "gạo lứt, gạo lức, brown rice",
    "miến, bún tàu, glass noodle, glass noodles",
    "miến dong, miến đao",
    # Honey and seasonings
    "mật ong, honey",
    "bánh tổ, tầng ong, sáp ong, honeycomb",
    "sữa ong chúa, royal jelly",
    "phấn hoa, pollen",
    "thảo quả, cardamom",
    "mắc khén, hạt tiêu rừng",
    "hạt dổi, hạt giổi",
    # Weaving
    "thổ cẩm, brocade",
    "khăn, khăn quàng, khăn choàng, scarf, shawl",
    "dệt tay, dệt thủ công, handwoven",
    # Who makes it
    "hợp tác xã, htx, cooperative",
    "công ty, cty, company",
]


def add(apps, schema_editor):
    """Adds those that are missing."""
    synonym_set = apps.get_model("finding", "SynonymSet")
    synonym_set.objects.bulk_create([synonym_set(words=words) for words in STARTING], ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [("finding", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
