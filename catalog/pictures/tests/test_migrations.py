"""Pictures that a shop has from before: Wagtail's own, and Oscar's photographs of products."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
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


def test_wagtails_pictures_come_over_under_their_numbers(media, admin_user):
    Image.objects.create(title="khác", file=an_upload()).delete()
    old = Image.objects.create(
        title="Chè",
        description="Nương chè",
        file=an_upload(a_photograph(), "IMG_1.jpg"),
        uploaded_by_user=admin_user,
        focal_point_x=9,
        focal_point_y=8,
        focal_point_width=7,
        focal_point_height=6,
    )
    old.tags.add("chè")
    kind = ContentType.objects.get_for_model
    ReferenceIndex.objects.create(
        content_type=kind(Picture),
        base_content_type=kind(Picture),
        object_id="1",
        to_content_type=kind(Image),
        to_object_id=str(old.pk),
        model_path="picture",
        content_path="picture",
        content_path_hash=ReferenceIndex._get_content_path_hash("picture"),
    )

    copy()

    new = Picture.objects.get()
    for field in Image._meta.concrete_fields:
        assert getattr(new, field.attname) == getattr(old, field.attname), field.name
    assert new.shown == {}
    assert [tag.name for tag in new.tags.all()] == ["chè"]
    assert not TaggedItem.objects.filter(content_type=kind(Image)).exists()
    assert ReferenceIndex.get_references_to(new).count() == 1
    assert Image.objects.get() == old


def test_numbers_go_on_after_the_last_one(media):
    for _ in range(3):
        last = Image.objects.create(title="Chè", file=an_upload())
    copy()
    assert a_picture().pk > last.pk


def test_a_shop_without_pictures_has_nothing_to_copy():
    copy()
    assert not Picture.objects.exists()
