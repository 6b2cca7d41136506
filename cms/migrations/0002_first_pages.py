"""Wagtail's welcome page becomes our home page, with /tin-tuc/ and /du-lich/ under it.

So the three addresses answer in every database, without sample data. Historical models know nothing of trees:
path, depth and numchild are set by hand, four digits of `path` to a level.
"""

from django.db import migrations
from django.utils import timezone

TITLE = "OCOP Điện Biên"
LEAD_TITLE = "Sản vật của các xã Điện Biên"
INTRO = (
    "Sản phẩm OCOP từ 3 đến 5 sao và đặc sản của tỉnh: của ai làm ra, ở xã nào, chứng nhận đến ngày nào, "
    "và mua ở đâu gần bạn."
)
CHILDREN = [
    ("ArticleIndexPage", "tin-tuc", "Tin tức", "Chuyện sản vật, chuyện bản làng và cách mua hàng OCOP Điện Biên."),
    ("TourismIndexPage", "du-lich", "Du lịch cộng đồng", "Những bản làng và nhà nghỉ cộng đồng ở Điện Biên."),
]


def content_type(apps, model):
    """The content type, which may not be there yet while migrations run."""
    manager = apps.get_model("contenttypes", "ContentType").objects
    return manager.get_or_create(app_label="cms", model=model.lower())[0]


def build(apps, schema_editor):
    Site = apps.get_model("wagtailcore", "Site")
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    home = become_home(apps, site.root_page)
    for position, (model, slug, title, intro) in enumerate(CHILDREN, start=1):
        add_child(apps, home, model, position, slug=slug, title=title, draft_title=title, intro=intro)
    site.site_name = TITLE
    site.save(update_fields=["site_name"])


def become_home(apps, page):
    """The same row of the tree with our kind of page on top; the site goes on pointing at it."""
    HomePage = apps.get_model("cms", "HomePage")
    home = HomePage(page_ptr=page)
    home.__dict__.update({f.attname: getattr(page, f.attname) for f in page._meta.concrete_fields})
    home.title = home.draft_title = TITLE
    home.lead_title = LEAD_TITLE
    home.intro = INTRO
    home.content_type_id = content_type(apps, "HomePage").pk
    home.numchild = len(CHILDREN)
    home.first_published_at = home.last_published_at = timezone.now()
    home.save()
    return home


def add_child(apps, home, model, position, **values):
    now = timezone.now()
    apps.get_model("cms", model).objects.create(
        path=f"{home.path}{position:04d}",
        depth=home.depth + 1,
        numchild=0,
        url_path=f"{home.url_path}{values['slug']}/",
        content_type_id=content_type(apps, model).pk,
        locale_id=home.locale_id,
        first_published_at=now,
        last_published_at=now,
        **values,
    )


def undo(apps, schema_editor):
    """Back to a plain page without children; what was written since is lost, as in any reversal to zero."""
    Page = apps.get_model("wagtailcore", "Page")
    home = Page.objects.get(pk=apps.get_model("cms", "HomePage").objects.get().pk)
    Page.objects.filter(path__startswith=home.path, depth__gt=home.depth).delete()
    apps.get_model("cms", "HomePage").objects.all()._raw_delete(schema_editor.connection.alias)
    plain = apps.get_model("contenttypes", "ContentType").objects.get(app_label="wagtailcore", model="page")
    Page.objects.filter(pk=home.pk).update(content_type=plain, numchild=0)


class Migration(migrations.Migration):

    dependencies = [
        ("cms", "0001_pages"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(build, undo)]
