"""Structured data as search engines read it: taken out of a page, and held against Google's rules.

What a type has to say is Google's (developers.google.com/search/docs/appearance/structured-data/…, the page
named beside it); whether words and types are schema.org's is asked of its own vocabulary in `make audit`.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from numbers import Real

from django.conf import settings

from catalog.products.gtin import is_gtin

_block = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_hour = re.compile(r"([01]\d|2[0-3]):[0-5]\d\Z")

#: Type → what it must say.
REQUIRED = {
    "Product": {"name", "url", "sku"},  # merchant-listing
    "ProductGroup": {"name", "url", "productGroupID", "variesBy", "hasVariant"},  # product-variants
    "Offer": {
        "price",
        "priceCurrency",
        "availability",
        "itemCondition",
        "url",
        "seller",
    },  # merchant-listing#offer
    "Certification": {"name", "issuedBy", "certificationRating"},  # merchant-listing#certification
    "Rating": {"ratingValue", "bestRating"},
    "AggregateRating": {"ratingValue", "reviewCount", "bestRating"},  # review-snippet#aggregated-rating
    "Brand": {"name"},
    "Organization": {"name"},  # organization
    "Store": {"name", "address", "url", "geo"},  # local-business
    "PostalAddress": {"addressCountry"},
    "GeoCoordinates": {"latitude", "longitude"},
    "OpeningHoursSpecification": {"dayOfWeek", "opens", "closes"},
    "BreadcrumbList": {"itemListElement"},  # breadcrumb
    "ListItem": {"position", "name"},
    "WebSite": {"name", "url"},  # site-names
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "TouristDestination": {"name", "url"},
    "Place": {"name"},
    "AdministrativeArea": {"name"},
    "Country": {"name"},
    "QuantitativeValue": {"value", "unitCode"},
    "OfferShippingDetails": {"shippingRate", "shippingDestination"},  # merchant-listing#shipping
    "MonetaryAmount": {"value", "currency"},
    "DefinedRegion": {"addressCountry"},
}
_url = {"url", "item", "logo", "image"}
_whole = {"price", "value", "position", "reviewCount", "bestRating", "worstRating"}
_dates = {"validFrom", "expires"}
_enumerations = {"availability", "itemCondition", "certificationStatus", "variesBy", "dayOfWeek"}
#: What would be somebody's own; of a shop its telephone is public.
_personal = {"email", "taxID", "birthDate"}


def blocks(html: str) -> list[dict]:
    """Every JSON-LD block of a page."""
    return [json.loads(found) for found in _block.findall(html)]


def block(html: str, *kinds: str) -> dict | None:
    """The page's one block of that type, or None."""
    found = [data for data in blocks(html) if data["@type"] in kinds]
    assert len(found) <= 1, kinds
    return found[0] if found else None


def faults(data, within: str = "") -> Iterator[str]:
    """What is wrong with a block, in words with the way to it; nothing where it is as it should be."""
    kind = data.get("@type")
    here = f"{within}/{kind}"
    if kind not in REQUIRED:
        yield f"{here}: a type without rules"
        return
    yield from (f"{here}: without {name}" for name in sorted(REQUIRED[kind] - set(data)))
    for name, value in data.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield from faults(each, f"{here}/{name}")
            elif not _is_sound(name, each):
                yield f"{here}: {name} is {each!r}"
        if value in (None, "", [], {}):
            yield f"{here}: {name} is empty"
    if "telephone" in data and kind != "Store" or _personal & set(data):
        yield f"{here}: tells of a person"


def _is_sound(name, value):
    """Whether a value is of its property's kind."""
    if name in _url:
        return isinstance(value, str) and value.startswith(f"{settings.PUBLIC_URL.rstrip('/')}/")
    if name in _whole:
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    if name == "ratingValue":
        return isinstance(value, Real) and 1 <= value <= 5
    if name in _dates:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    if name in _enumerations:
        return isinstance(value, str) and value.startswith("https://schema.org/")
    if name in {"latitude", "longitude"}:
        return isinstance(value, Real) and abs(value) <= 180
    if name in {"opens", "closes"}:
        return bool(_hour.match(value))
    return is_gtin(value) if name == "gtin" else isinstance(value, str)
