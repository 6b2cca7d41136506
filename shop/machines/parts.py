"""The parts of which structured data (schema.org) is made, the same for goods, makers, places and pages.

Addresses are the public ones (`PUBLIC_URL`), as in a page's canonical link, whichever host was asked.
"""

from collections.abc import Iterable

from django.conf import settings

from catalog.pictures.showing import largest

#: ISO 3166: the country, and the province's code in it.
COUNTRY, REGION_CODE = "VN", "VN-71"
REGION = "Điện Biên"
#: Google asks for several proportions (developers.google.com/search/docs/appearance/structured-data/product).
SHAPES = ("plain", "card", "wide")


def absolute(path: str) -> str:
    """The public address of a path of ours; what has a host of its own already stays."""
    return path if "://" in path else settings.PUBLIC_URL.rstrip("/") + path


def thing(kind: str, **facts) -> dict:
    """A thing that stands by itself in a page, with those of its `facts` that are known."""
    return {"@context": "https://schema.org", **part(kind, **facts)}


def part(kind: str, **facts) -> dict:
    """A thing within another one. What is not known is left out, never said to be empty."""
    return {"@type": kind, **{name: fact for name, fact in facts.items() if fact not in (None, "", [], ())}}


def shop() -> dict:
    """Who sells here."""
    return part("Organization", name=settings.OSCAR_SHOP_NAME, url=absolute("/"))


def images(pictures: Iterable) -> list[str]:
    """Addresses of all pictures, each in every shape that has been made of it."""
    found = (largest(picture, shape) for picture in pictures for shape in SHAPES)
    return [absolute(path) for path in found if path]


def address(commune, street: str = "") -> dict:
    """A place in the province; commune and street may be unknown."""
    return part(
        "PostalAddress",
        streetAddress=street,
        addressLocality=str(commune or ""),
        addressRegion=REGION,
        addressCountry=COUNTRY,
    )
