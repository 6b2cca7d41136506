"""Which sizes are made of a picture, and which part of it they show."""

from io import BytesIO
from itertools import groupby

import pytest
from PIL import Image
from wagtail.images.models import Filter

from catalog.pictures.encoding import encoded
from catalog.pictures.models import Picture
from catalog.pictures.shapes import ENCODINGS, SHAPES, sizes_of
from catalog.pictures.tests.photographs import BLUE, RED, a_photograph, bytes_of, halves
from catalog.pictures.tests.test_intake import near


def of(width, height, focus=None):
    x, y, w, h = focus or (None, None, None, None)
    return Picture(
        pk=1,
        collection_id=1,
        file="anh.jpg",
        width=width,
        height=height,
        focal_point_x=x,
        focal_point_y=y,
        focal_point_width=w,
        focal_point_height=h,
    )


def widths(picture):
    sizes = sorted(sizes_of(picture), key=lambda size: size.shape)
    return {shape: [size.width for size in group] for shape, group in groupby(sizes, lambda size: size.shape)}


def test_a_large_picture_has_all_sizes():
    assert widths(of(4000, 3000)) == {
        "card": [320, 480, 640, 960],
        "wide": [480, 960, 1440],
        "square": [96, 192],
        "plain": [480, 960, 1440],
    }


def test_a_smaller_picture_has_fewer():
    assert widths(of(1000, 600)) == {
        "card": [320, 480, 640],
        "wide": [480, 960],
        "square": [96, 192],
        "plain": [480, 960],
    }


@pytest.mark.parametrize("side", [(60, 40), (40, 60), (1, 1), (300, 2), (2, 3000)])
def test_a_tiny_picture_is_shown_as_it_is_and_never_larger(side):
    sizes = sizes_of(of(*side))

    assert {size.shape for size in sizes} == set(SHAPES)
    assert len(sizes) <= len(SHAPES) + 1
    assert all(0 < size.width <= side[0] and 0 < size.height <= side[1] for size in sizes)
    made = list(encoded(a_photograph(*side), sizes))
    assert len(made) == len(sizes) * len(ENCODINGS)


@pytest.mark.parametrize("picture", [of(4000, 3000), of(3000, 4000), of(1999, 1333, (1900, 60, 40, 40))])
def test_the_proportions_are_those_of_the_shape(picture):
    for size in sizes_of(picture):
        ratio = SHAPES[size.shape].ratio or picture.height / picture.width
        assert size.height == pytest.approx(size.width * ratio, abs=1)
        left, top, right, bottom = size.box
        assert 0 <= left < right <= picture.width
        assert 0 <= top < bottom <= picture.height


def test_the_focal_point_is_in_every_size():
    """The middle is red and blue; the focal point is far in the blue."""
    sizes = sizes_of(of(1600, 400, (1500, 200, 40, 40)))
    for size, _extension, data in encoded(bytes_of(halves(1600, 400), "JPEG"), sizes):
        image = Image.open(BytesIO(data)).convert("RGB")
        middle = image.getpixel((image.width // 2, image.height // 2))
        if size.shape != "plain":
            assert near(middle, BLUE)
        if size.shape == "square":
            assert near(image.getpixel((2, 2)), BLUE)


def test_each_size_is_what_it_says_it_is_and_the_same_every_time():
    source, sizes = a_photograph(700, 500), sizes_of(of(700, 500))
    first, second = list(encoded(source, sizes)), list(encoded(source, sizes))

    assert first == second
    for size, extension, data in first:
        image = Image.open(BytesIO(data))
        assert image.size == (size.width, size.height)
        assert image.format == ENCODINGS[extension][1]["format"]
        assert near(image.convert("RGB").getpixel((2, 2)), RED)
        assert not image.getexif()


def test_what_is_transparent_is_white_where_a_format_knows_no_transparency():
    image = halves(400, 300, mode="RGBA")
    image.putalpha(0)
    for _size, extension, data in encoded(bytes_of(image, "PNG"), sizes_of(of(400, 300))):
        made = Image.open(BytesIO(data))
        if extension == "jpg":
            assert near(made.getpixel((9, 9)), (255, 255, 255))
        else:
            assert made.convert("RGBA").getpixel((9, 9))[3] == 0


def test_wagtail_knows_these_sizes_by_its_own_names():
    for size in sizes_of(of(4000, 3000)):
        for extension in ENCODINGS:
            assert Filter(spec=size.spec(extension)).operations
