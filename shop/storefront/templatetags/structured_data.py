"""Writes a page's facts for search engines into it."""

import json

from django import template
from django.utils.safestring import mark_safe

from shop.machines.parts import absolute, part, thing

register = template.Library()

#: What could end the script element early, as JSON escapes.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def json_ld(data: dict | None) -> str:
    """`data` as a JSON-LD block, with nothing in it that could leave the block; no block without data."""
    if data is None:
        return ""
    body = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{body}</script>')  # noqa: S308


@register.filter
def trail_ld(trail) -> str:
    """The breadcrumbs' (label, address) pairs as a BreadcrumbList; the last, this page, has no address."""
    steps = [
        part("ListItem", position=place, name=str(label), item=absolute(url) if url else None)
        for place, (label, url) in enumerate(trail, start=1)
    ]
    return json_ld(thing("BreadcrumbList", itemListElement=steps))
