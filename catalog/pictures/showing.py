"""What a page needs to show a picture, from the picture's own row: nothing is asked, nothing is made."""

from dataclasses import dataclass

from catalog.pictures.making import FOLDER
from catalog.pictures.shapes import ENCODINGS

#: For browsers that know no `srcset`: large enough for a telephone.
FALLBACK_WIDTH = 640


@dataclass(frozen=True)
class Shown:
    """One picture in one shape, as a <picture> element wants it."""

    #: (type, srcset) of what browsers are offered first.
    sources: tuple[tuple[str, str], ...]
    srcset: str
    src: str
    width: int
    height: int


def shown(picture, shape: str) -> Shown | None:
    """The picture in that shape; None where there is no picture or its sizes have not been made."""
    sizes = picture.shown.get(shape) if picture else None
    if not sizes:
        return None
    stem = _stem(picture, shape)
    sets = {
        extension: ", ".join(f"{stem}{name}.{extension} {width}w" for name, width, _height in sizes)
        for extension in ENCODINGS
    }
    *better, (last, _type) = [(extension, kind) for extension, (kind, _options) in ENCODINGS.items()]
    fallback = next((name for name, *_ in reversed(sizes) if name <= FALLBACK_WIDTH), sizes[0][0])
    _name, width, height = sizes[-1]
    sources = tuple((kind, sets[extension]) for extension, kind in better)
    return Shown(sources, sets[last], f"{stem}{fallback}.{last}", width, height)


def largest(picture, shape: str) -> str | None:
    """The address of its largest JPEG in that shape, for machines; None as in `shown`."""
    sizes = picture.shown.get(shape) if picture else None
    return f"{_stem(picture, shape)}{sizes[-1][0]}.jpg" if sizes else None


def _stem(picture, shape):
    """How the addresses of its sizes in that shape begin."""
    storage = type(picture).get_rendition_model()._meta.get_field("file").storage
    return storage.url(f"{FOLDER}/{picture.pk}-{picture.shown['of']}/") + f"{shape}-"
