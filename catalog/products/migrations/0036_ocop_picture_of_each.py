"""Makes a Picture of each photograph that there is, of the same stored file.

A file that cannot be read keeps its row and its name, one pixel large, so that nothing is lost and the product
shows its drawing. Positions and sizes are put right by `manage.py make_renditions` afterwards.
"""

from django.db import migrations
from PIL import Image


def size_of(storage, name):
    try:
        with storage.open(name) as file, Image.open(file) as image:
            return image.size
    except OSError:
        return (1, 1)


def move(apps, schema_editor):
    Picture = apps.get_model("pictures", "Picture")
    for image in apps.get_model("catalogue", "ProductImage").objects.filter(picture=None).select_related("product"):
        width, height = size_of(image.original.storage, image.original.name)
        title = image.caption or image.product.title or image.original.name
        image.picture = Picture.objects.create(
            title=title[:255],
            description=image.caption,
            file=image.original.name,
            width=width,
            height=height,
        )
        image.save(update_fields=["picture"])


class Migration(migrations.Migration):

    dependencies = [('catalogue', '0035_ocop_picture')]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
