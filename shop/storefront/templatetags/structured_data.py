"""Writes a page's facts for search engines into it."""

import json

from django import template
from django.utils.safestring import mark_safe

register = template.Library()

#: What could end the script element early, as JSON escapes.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def json_ld(data: dict) -> str:
    """`data` as a JSON-LD block, with nothing in it that could leave the block."""
    body = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{body}</script>')  # noqa: S308
