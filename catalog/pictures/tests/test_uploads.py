"""Every way in through Wagtail's admin: add, several at once, while choosing, another file for an old one."""

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, UploadedFile

from catalog.pictures.intake import NoPicture
from catalog.pictures.making import is_made
from catalog.pictures.models import Picture, PictureRendition
from catalog.pictures.tests.photographs import (
    CAMERA,
    REFUSED,
    a_photograph,
    a_picture,
    an_upload,
    with_position,
)
from catalog.pictures.tests.test_making import ALL, files, sizes

pytestmark = pytest.mark.django_db
FOCUS = dict.fromkeys(("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"), "")


def fields(**values):
    root = Collection.get_first_root_node().pk
    return {"title": "Chè", "description": "", "tags": "", "collection": root, **FOCUS, **values}


def add(client, file):
    return client.post(reverse("wagtailimages:add"), fields(file=file))


def add_several(client, file):
    return client.post(reverse("wagtailimages:add_multiple"), {"title": "Chè", "files[]": file})


def choose(client, file):
    values = fields(file=file)
    named = {f"image-chooser-upload-{name}": value for name, value in values.items()}
    return client.post(reverse("wagtailimages_chooser:create"), named)


WAYS = [add, add_several, choose]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_cleans_the_file_and_makes_the_sizes(admin_client, media, committed, way):
    with committed():
        answer = way(admin_client, an_upload(a_photograph(800, 600, exif=with_position(6)), "IMG_1.JPG"))

    assert answer.status_code in (200, 302)
    picture = Picture.objects.get()
    assert picture.title == "Chè"
    assert is_made(picture)
    assert (picture.width, picture.height) == (600, 800)
    assert picture.uploaded_by_user is not None
    assert picture.file_size == picture.file.size
    for name in files(media):
        assert CAMERA.encode() not in (media / name).read_bytes()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "name", ["script-in-an-svg.png", "polyglot.jpg", "jpeg.png", "cut.jpg", "hundred-megapixels.png"]
)
def test_no_way_takes_what_is_no_picture(admin_client, media, committed, way, name):
    data, _code = REFUSED[name]
    with committed(), translation.override("vi"):
        answer = way(admin_client, an_upload(data, name))

    assert answer.status_code == 200
    assert not Picture.objects.exists()
    assert files(media) == set()


def test_the_refusal_is_said_in_vietnamese(admin_client):
    data, _code = REFUSED["hundred-megapixels.png"]
    assert add_several(admin_client, an_upload(data, "a.png")).json()["error_message"] == (
        "Ảnh này có hơn 50 triệu điểm ảnh. Hãy gửi ảnh nhỏ hơn."
    )


def test_what_wagtail_puts_aside_for_want_of_a_title_is_cleaned_when_it_becomes_a_picture(
    admin_client, media, committed
):
    address = reverse("wagtailimages:add_multiple")
    file = an_upload(a_photograph(800, 600, exif=with_position()), "IMG_1.jpg")
    admin_client.post(address, {"title": "x" * 300, "files[]": file})
    aside = UploadedFile.objects.get()
    assert not Picture.objects.exists()

    finish = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[aside.pk])
    named = {f"uploaded-image-{aside.pk}-{name}": value for name, value in fields().items()}
    with committed():
        assert admin_client.post(finish, named).json()["success"]

    assert is_made(Picture.objects.get())
    assert CAMERA.encode() not in Picture.objects.get().file.read()


@pytest.mark.parametrize("same", [True, False])
def test_another_file_for_a_picture_replaces_all_sizes(admin_client, media, committed, same):
    """The same file sent once more must not lose its sizes with those of the old one."""
    with committed():
        picture = a_picture()
    before = sizes(media)
    data = a_photograph(800, 600) if same else a_photograph(900, 675)

    with committed():
        admin_client.post(reverse("wagtailimages:edit", args=[picture.pk]), fields(file=an_upload(data)))

    picture = Picture.objects.get()
    assert is_made(picture)
    assert len(sizes(media)) == PictureRendition.objects.exclude(file__startswith="images/").count() == ALL
    assert not before & sizes(media)
    assert (media / picture.file.name).is_file()


def test_a_focal_point_drawn_in_the_admin_makes_new_sizes(admin_client, media, committed):
    with committed():
        picture = a_picture()
    before = picture.shown["of"]
    focus = {
        "focal_point_x": 700,
        "focal_point_y": 90,
        "focal_point_width": 40,
        "focal_point_height": 40,
    }

    with committed():
        admin_client.post(reverse("wagtailimages:edit", args=[picture.pk]), fields(**focus))

    picture = Picture.objects.get()
    assert picture.shown["of"] != before
    assert is_made(picture)
    assert len(sizes(media)) == ALL


@pytest.mark.parametrize("name", ["add", "add_multiple", "index"])
def test_the_pages_open_and_say_what_is_taken(admin_client, name):
    page = admin_client.get(reverse(f"wagtailimages:{name}")).content.decode()
    if name != "index":
        assert "50 triệu điểm ảnh" in page


def test_no_code_stores_what_is_no_picture(media):
    with pytest.raises(NoPicture):
        Picture.objects.create(title="a", file=an_upload(REFUSED["script-in-an-svg.png"][0], "a.png"))
    assert files(media) == set()


@pytest.mark.django_db(transaction=True)
def test_another_file_keeps_its_sizes_where_each_statement_is_committed_at_once(admin_user, media):
    """Wagtail's form throws the old file's sizes away after it has saved the new one."""
    picture = a_picture()
    assert is_made(picture)
    file = {"file": an_upload(a_photograph(900, 675))}

    form = get_image_form(Picture)(fields(), file, instance=picture, user=admin_user)
    form.save()

    assert is_made(Picture.objects.get())
    assert PictureRendition.objects.count() == len(sizes(media)) == ALL
