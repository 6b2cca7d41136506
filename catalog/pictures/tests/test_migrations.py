"""Pictures that a shop has from before: Wagtail's own, and Oscar's photographs of products."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import connection
from taggit.models import TaggedItem
from wagtail.images.models import Image
from wagtail.models import ReferenceIndex

from catalog.pictures.models import Picture
from catalog.pictures.tests.photographs import a_photograph, a_picture, an_upload

pytestmark = pytest.mark.django_db


def copy():
    migration = import_module("catalog.pictures.migrations.0002_from_wagtails_own")
    migration.copy(apps, SimpleNamespace(connection=connection))
    fill = import_module("catalog.pictures.migrations.0004_ocop_languages_filled").fill
    fill(apps, SimpleNamespace(connection=connection))


def kind_of(model):
    return ContentType.objects.get_for_model(model)


def a_picture_of_wagtails(**values):
    Image.objects.create(title="khác", file=an_upload()).delete()
    focus = {"focal_point_x": 9, "focal_point_y": 8, "focal_point_width": 7, "focal_point_height": 6}
    file = an_upload(a_photograph(), "IMG_1.jpg")
    return Image.objects.create(title="Chè", description="Nương chè", file=file, **focus, **values)


def test_wagtails_pictures_come_over_under_their_numbers(media, admin_user):
    old = a_picture_of_wagtails(uploaded_by_user=admin_user)

    copy()

    new = Picture.objects.get()
    for field in Image._meta.concrete_fields:
        assert getattr(new, field.attname) == getattr(old, field.attname), field.name
    assert new.shown == {}
    assert Image.objects.get() == old


def test_tags_and_references_come_along(media):
    old = a_picture_of_wagtails()
    old.tags.add("chè")
    ReferenceIndex.objects.create(
        content_type=kind_of(Picture),
        base_content_type=kind_of(Picture),
        object_id="1",
        to_content_type=kind_of(Image),
        to_object_id=str(old.pk),
        model_path="picture",
        content_path="picture",
        content_path_hash=ReferenceIndex._get_content_path_hash("picture"),
    )

    copy()

    new = Picture.objects.get()
    assert [tag.name for tag in new.tags.all()] == ["chè"]
    assert not TaggedItem.objects.filter(content_type=kind_of(Image)).exists()
    assert ReferenceIndex.get_references_to(new).count() == 1


def test_numbers_go_on_after_the_last_one(media):
    for _ in range(3):
        last = Image.objects.create(title="Chè", file=an_upload())
    copy()
    assert a_picture().pk > last.pk


def test_a_shop_without_pictures_has_nothing_to_copy():
    copy()
    assert not Picture.objects.exists()


def test_a_products_photograph_becomes_a_picture_of_the_same_file(media):
    (media / "IMG_2.jpg").write_bytes(a_photograph(64, 48))
    photographs = [OldPhotograph("IMG_2.jpg", "Nương chè"), OldPhotograph("gone.jpg", "")]

    import_module("catalog.products.migrations.0036_ocop_picture_of_each").move(OldApps(photographs), None)

    found, lost = (photograph.picture for photograph in photographs)
    assert (found.file.name, found.title, found.description) == ("IMG_2.jpg", "Nương chè", "Nương chè")
    assert (found.width, found.height) == (64, 48)
    assert (lost.file.name, lost.title, lost.width) == ("gone.jpg", "Chè", 1)
    assert all(photograph.saved == ["picture"] for photograph in photographs)


class OldPhotograph:
    """A row of Oscar's from before, when it had a file of its own."""

    def __init__(self, name, caption):
        self.original = SimpleNamespace(name=name, storage=default_storage)
        self.product, self.caption = SimpleNamespace(title="Chè"), caption

    def save(self, *, update_fields):
        self.saved = update_fields


class OldApps:
    """The models as they were between the two migrations."""

    def __init__(self, photographs):
        found = SimpleNamespace(select_related=lambda *names: photographs)
        rows = SimpleNamespace(filter=lambda **kwargs: found)
        self.models = {"Picture": Picture, "ProductImage": SimpleNamespace(objects=rows)}

    def get_model(self, app, name):
        return self.models[name]
