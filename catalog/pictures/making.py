"""The one operation that makes the sizes of a picture: at upload, never while a page is read.

The files' names follow from the picture, its focal point and the recipe, so a page knows them from a few
numbers kept with the picture (`Picture.shown`). A name never stands for other bytes, so caches may keep it.
Wagtail's rows of renditions are written too, since Wagtail deletes files by them.
"""

from hashlib import sha1

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.images.models import Filter

from catalog.pictures.encoding import encoded
from catalog.pictures.shapes import ENCODINGS, SHAPES, sizes_of

#: Below MEDIA_ROOT.
FOLDER = "pictures"
_RECIPE = repr((SHAPES, ENCODINGS))


def key_of(picture) -> str:
    """What the sizes of a picture depend on, in ten letters."""
    focus = (
        picture.focal_point_x,
        picture.focal_point_y,
        picture.focal_point_width,
        picture.focal_point_height,
    )
    text = f"{picture.file.name} {focus} {_RECIPE}"
    return sha1(text.encode(), usedforsecurity=False).hexdigest()[:10]


def name_of(pk: int, key: str, shape: str, width: int, extension: str) -> str:
    """Where a size is stored."""
    return f"{FOLDER}/{pk}-{key}/{shape}-{width}.{extension}"


def is_made(picture) -> bool:
    """Whether all sizes of the picture as it is now are there, files included."""
    names = list(_names(picture.pk, picture.shown))
    storage = _storage_of(picture)
    return picture.shown.get("of") == key_of(picture) and all(storage.exists(name) for name in names)


def make_renditions(*, picture, again: bool = False) -> int:
    """Makes what is missing of a picture and takes away what is out of date; how many files were made.

    Asked a second time it makes nothing, unless `again`. Encoding happens outside any transaction; if the
    picture is changed or deleted in the meantime, what was made for the old one is thrown away.
    """
    stored = type(picture).objects.filter(pk=picture.pk).first()
    if stored is None or (not again and stored.shown.get("of") == key_of(stored)):
        return 0
    key = key_of(stored)
    with stored.open_file() as file:
        source = file.read()
    made = {}
    for size, extension, data in encoded(source, sizes_of(stored)):
        name = name_of(stored.pk, key, size.shape, size.name, extension)
        _write(_storage_of(stored), name, data)
        made[name] = (size, extension)
    picture.shown = _shown(key, made)
    if not _kept(picture, key, made):
        for name in made:
            _storage_of(picture).delete(name)
        return 0
    return len(made)


def _shown(key, made):
    shown = {"of": key}
    for size in sorted({size for size, _extension in made.values()}, key=lambda size: size.name):
        shown.setdefault(size.shape, []).append([size.name, size.width, size.height])
    return shown


def _kept(picture, key, made) -> bool:
    stored = type(picture).objects.filter(pk=picture.pk)
    with transaction.atomic():
        current = stored.select_for_update().first()
        if current is None or key_of(current) != key:
            return False
        rows = _rows(current, made)
        there = _without_stale(current, made, {row.filter_spec for row in rows})
        type(rows[0]).objects.bulk_create(row for row in rows if row.file.name not in there)
        stored.update(shown=picture.shown)
    return True


def _without_stale(picture, made, specs):
    """Deletes rows, and by Wagtail's doing files, that are not `made`; the names of those that stay."""
    ours = picture.renditions.filter(file__startswith=f"{FOLDER}/")
    same_specs = picture.renditions.filter(filter_spec__in=specs)
    (ours | same_specs).exclude(file__in=made).delete()
    return set(ours.values_list("file", flat=True))


def _rows(picture, made):
    return [
        picture.get_rendition_model()(
            image=picture,
            filter_spec=size.spec(extension),
            focal_point_key=Filter(spec=size.spec(extension)).get_cache_key(picture),
            file=name,
            width=size.width,
            height=size.height,
        )
        for name, (size, extension) in made.items()
    ]


def _write(storage, name, data):
    """Under exactly this name, which can only hold the same bytes or an attempt that was cut short."""
    storage.delete(name)
    stored = storage.save(name, ContentFile(data))
    if stored != name:
        # Somebody else has just written it.
        storage.delete(stored)


def _names(pk, shown):
    for shape, sizes in shown.items():
        if shape != "of":
            for name, _width, _height in sizes:
                yield from (name_of(pk, shown["of"], shape, name, extension) for extension in ENCODINGS)


def _storage_of(picture):
    return picture.get_rendition_model()._meta.get_field("file").storage
