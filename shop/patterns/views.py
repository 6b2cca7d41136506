"""/thanh-phan/: the pattern library."""

import re

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from shop.patterns.samples import components

#: Names that components give their parts; in a page that shows a component many times they must differ.
_named = re.compile(r'\b(id|for|aria-describedby|aria-labelledby)="([^"]+)"')


@require_safe
def index(request):
    """Every component in every state; not there where `PATTERN_LIBRARY` is off."""
    if not settings.PATTERN_LIBRARY:
        raise Http404
    shown = [(name, _rendered(request, name, states)) for name, states in components().items()]
    return render(request, "patterns/index.html", {"components": shown, "colours": COLOURS, "type": TYPE})


def _rendered(request, name, states):
    return [
        (words, _apart(render_to_string(f"components/{name}.html", context, request), f"{name}-{number}"))
        for number, (words, context) in enumerate(states)
    ]


def _apart(html, place):
    """The same HTML with names of its own. It comes from our templates, which escape what they are given."""

    def rename(found):
        names = " ".join(f"{place}-{name}" for name in found[2].split())
        return f'{found[1]}="{names}"'

    return mark_safe(_named.sub(rename, html))  # noqa: S308


#: The tokens of static/css/base/tokens.css that are grounds or inks, in the order of that file.
COLOURS = (
    "ground", "surface", "sunken", "ink", "ink-soft", "line", "line-strong", "action", "action-strong",
    "link", "accent", "star", "focus", "cloth", "cloth-soft", "cloth-accent", "danger",
    "tint-leaf", "tint-ban", "tint-indigo", "tint-earth",
)  # fmt: skip

#: The sizes of type, each with words that carry every kind of mark.
TYPE = (
    ("pattern__h1", "Sản vật của các xã Điện Biên"),
    ("pattern__h2", "Ấm chè shan tuyết, lưng đồi Tủa Chùa"),
    ("lead", "Rõ người làm, rõ nơi bán, rõ ngày chứng nhận."),
    ("pattern__text", "Khẩu xén, cà phê, mật ong, gạo séng cù. ỨỪỬỮỰ ẤẦẨẪẬ ẢÃ ĐẶNG"),
    ("price price--large", "1.250.000 ₫"),
)
