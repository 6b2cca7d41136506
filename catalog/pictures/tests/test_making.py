"""Sizes are made when a picture is stored, again when it changes, and only then."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalog.pictures import making
from catalog.pictures.making import is_made, make_renditions
from catalog.pictures.models import Picture, PictureRendition
from catalog.pictures.tests.photographs import SVG, a_photograph, a_picture, an_upload, with_position

pytestmark = pytest.mark.django_db
#: Of 800 × 600: three cards, one wide, two squares, one plain; each in three formats.
ALL = (3 + 1 + 2 + 1) * 3


def files(media):
    return {path.relative_to(media).as_posix() for path in media.rglob("*") if path.is_file()}


def sizes(media):
    return {name for name in files(media) if name.startswith("pictures/")}


def test_a_stored_picture_has_its_sizes_once_it_is_certain(media, committed):
    with committed():
        picture = a_picture()
        assert not sizes(media)

    picture.refresh_from_db()
    assert len(sizes(media)) == ALL
    assert {row.file.name for row in PictureRendition.objects.all()} == sizes(media)
    assert picture.shown["card"] == [[320, 320, 240], [480, 480, 360], [640, 640, 480]]
    assert is_made(picture)


def test_asked_again_it_makes_nothing(media, committed, monkeypatch):
    with committed():
        picture = a_picture()
    monkeypatch.setattr(making, "encoded", None)

    assert make_renditions(picture=picture) == 0
    with committed():
        picture.title = "Tên khác"
        picture.save()
    assert len(sizes(media)) == ALL


def test_a_picture_that_is_not_stored_after_all_has_none(media):
    a_picture()
    assert not sizes(media)


def test_a_new_focal_point_takes_the_old_sizes_away(media, committed):
    with committed():
        picture = a_picture()
    before = sizes(media)

    with committed():
        picture.focal_point_x, picture.focal_point_y = 700, 100
        picture.focal_point_width = picture.focal_point_height = 50
        picture.save()

    assert len(sizes(media)) == ALL
    assert not before & sizes(media)
    assert PictureRendition.objects.count() == ALL
    assert is_made(Picture.objects.get())


def test_a_new_file_gets_new_names(media, committed):
    with committed():
        picture = a_picture()
    before = picture.shown["of"]
    with committed():
        picture.file = an_upload(a_photograph(700, 500))
        picture.save()
    picture.refresh_from_db()
    assert picture.shown["of"] != before
    assert picture.shown["plain"] == [[480, 480, 342]]
    assert (picture.width, picture.height) == (700, 500)


def test_a_deleted_picture_leaves_no_file(media, committed):
    with committed():
        picture = a_picture()
    with committed():
        picture.delete()
    assert files(media) == set()


def test_what_was_made_for_a_picture_that_changed_meanwhile_is_thrown_away(media, monkeypatch):
    picture = a_picture()
    slow = making.encoded

    def encoded(source, sizes):
        Picture.objects.update(focal_point_x=10, focal_point_y=10, focal_point_width=5, focal_point_height=5)
        yield from slow(source, sizes)

    monkeypatch.setattr(making, "encoded", encoded)

    assert make_renditions(picture=picture) == 0
    assert not sizes(media)
    assert Picture.objects.get().shown == {}


def test_what_was_made_for_a_picture_that_was_deleted_meanwhile_is_thrown_away(media, monkeypatch):
    picture = a_picture()
    monkeypatch.setattr(making, "encoded", _deleting(making.encoded))
    assert make_renditions(picture=picture) == 0
    assert not sizes(media)


def _deleting(slow):
    def encoded(source, sizes):
        Picture.objects.all().delete()
        yield from slow(source, sizes)

    return encoded


def test_an_attempt_that_did_not_come_to_its_end_is_written_over(media):
    picture = a_picture()
    half = media / making.name_of(picture.pk, making.key_of(picture), "card", 320, "avif")
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")

    assert make_renditions(picture=picture) == ALL
    assert half.read_bytes() != b"half"
    assert len(sizes(media)) == ALL


def test_wagtail_takes_our_sizes_for_its_own(media, committed):
    with committed():
        picture = a_picture()
    before = files(media)
    picture = Picture.objects.get()
    address = f"/media/pictures/{picture.pk}-{picture.shown['of']}/card-320.avif"
    assert picture.get_rendition("fill-320x240|format-avif").url == address
    assert files(media) == before


def test_the_stored_original_has_no_position_and_stands_upright(media, committed):
    with committed():
        Picture.objects.create(title="a", file=an_upload(a_photograph(800, 600, exif=with_position(6))))
    stored = Picture.objects.get()
    assert (stored.width, stored.height) == (600, 800)
    assert stored.file_hash
    assert b"Exif" not in stored.file.read()


class TestCommand:
    """`manage.py make_renditions`."""

    def run(self):
        output = StringIO()
        call_command("make_renditions", stdout=output, stderr=output)
        return output.getvalue()

    def test_it_makes_what_is_missing_and_a_second_time_nothing(self, media, monkeypatch):
        a_picture()
        assert " 1" in self.run()
        assert len(sizes(media)) == ALL
        monkeypatch.setattr(making, "encoded", None)
        assert " 0" in self.run()

    def test_a_file_that_was_lost_is_made_again(self, media):
        a_picture()
        self.run()
        (media / min(sizes(media))).unlink()
        assert " 1" in self.run()
        assert len(sizes(media)) == ALL
        assert PictureRendition.objects.count() == ALL

    def test_an_original_from_before_is_taken_in(self, media):
        old = media / "original_images" / "IMG_1.jpg"
        old.parent.mkdir()
        old.write_bytes(a_photograph(800, 600, exif=with_position(6)))
        Picture.objects.bulk_create(
            [Picture(title="a", file="original_images/IMG_1.jpg", width=800, height=600)]
        )

        self.run()

        picture = Picture.objects.get()
        assert not old.exists()
        assert b"Exif" not in picture.file.read()
        assert (picture.width, picture.height) == (600, 800)
        assert is_made(picture)

    def test_it_names_what_cannot_be_read_and_goes_on(self, media):
        (media / "a.svg").write_bytes(SVG)
        rows = [Picture(title=name, file=name, width=1, height=1) for name in ("a.svg", "gone.jpg")]
        Picture.objects.bulk_create(rows)
        good = a_picture()
        output = StringIO()

        with pytest.raises(CommandError, match="2"):
            call_command("make_renditions", stdout=output, stderr=output)

        assert "a.svg" in output.getvalue()
        assert "gone.jpg" in output.getvalue()
        assert is_made(Picture.objects.get(pk=good.pk))
        assert (media / "a.svg").exists()
