"""Pictures from Wagtail's own table, under the same numbers, so that pages and revisions go on naming them.

Wagtail's table keeps its rows and is read by nobody any more. Sizes are files and not a migration's business:
`manage.py make_renditions` afterwards.
"""

from django.core.management.color import no_style
from django.db import migrations

COLUMNS = (
    "id, title, file, description, width, height, created_at, uploaded_by_user_id, focal_point_x, focal_point_y, "
    "focal_point_width, focal_point_height, file_size, file_hash, collection_id"
)
#: Who says of what kind a thing is.
NAMING = (
    ("taggit", "TaggedItem", "content_type"),
    ("wagtailcore", "ReferenceIndex", "content_type"),
    ("wagtailcore", "ReferenceIndex", "base_content_type"),
    ("wagtailcore", "ReferenceIndex", "to_content_type"),
    ("wagtailsearch", "IndexEntry", "content_type"),
)


def copy(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO pictures_picture ({COLUMNS}, description_en, shown) "
            f"SELECT {COLUMNS}, '', '{{}}' FROM wagtailimages_image"
        )
        for sql in connection.ops.sequence_reset_sql(no_style(), [apps.get_model("pictures", "Picture")]):
            cursor.execute(sql)
    ContentType = apps.get_model("contenttypes", "ContentType")
    old = ContentType.objects.filter(app_label="wagtailimages", model="image").first()
    if old:
        new = ContentType.objects.get_or_create(app_label="pictures", model="picture")[0]
        for app, model, field in NAMING:
            rows = apps.get_model(app, model).objects.filter(**{f"{field}_id": old.pk})
            rows.update(**{f"{field}_id": new.pk})


class Migration(migrations.Migration):

    dependencies = [
        ('pictures', '0001_pictures'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
        ('wagtailsearch', '0010_add_text_fields'),
    ]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
