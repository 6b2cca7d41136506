"""The texts there were are the Vietnamese ones; a bar code that is no GTIN is kept among the sources.

SQLite alters a table only in a migration that has written no row, so filling stands by itself.
"""

from django.db import migrations
from django.db.models import F

LENGTHS = (8, 12, 13, 14)


def fill(apps, schema_editor):
    Product, Category = apps.get_model("catalogue", "Product"), apps.get_model("catalogue", "Category")
    Product.objects.update(title_vi=F("title"), description_vi=F("description"))
    Category.objects.update(name_vi=F("name"), description_vi=F("description"))
    for product in Product.objects.exclude(upc=None).exclude(upc=""):
        if not (product.upc.isascii() and product.upc.isdigit() and len(product.upc) in LENGTHS):
            product.sources = "\n".join(filter(None, (product.sources, f"UPC {product.upc}")))
            product.upc = None
            product.save(update_fields=["sources", "upc"])
    Product.objects.filter(upc="").update(upc=None)


class Migration(migrations.Migration):

    dependencies = [("catalogue", "0039_ocop_languages")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
