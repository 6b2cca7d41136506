"""What a phone shows without a network: one page that it keeps, the worker that keeps it, and the manifest.

The worker keeps the page that says so, in both languages, and the files that it asks for; nothing else.
"""

import hashlib
import json
import re
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shop.freshness.caching import visitors_page

PAGE = "storefront/offline.html"
#: What the stylesheet shows at the edge of header and footer; the page itself names the rest.
SHOWN_BY_THE_STYLESHEET = ("img/pieu.svg",)
#: The cloth and the rice paper of `tokens.css`, for the phone's own bars.
CLOTH, GROUND = "#232a58", "#fbf7ee"
PNG_SIZES = (192, 512)


@visitors_page
@require_safe
def page(request):
    """/ngoai-tuyen/: that there is no network, and what to do."""
    return render(request, PAGE)


@never_cache
@require_safe
def worker(request):
    """/sw.js: the service worker. Asked for again with every visit, so that a deploy reaches all phones."""
    return HttpResponse(worker_script(), content_type="text/javascript; charset=utf-8")


@cache
def worker_script() -> str:
    """The worker with what it keeps. Its version is made of that and its hashed names: a deploy renews it."""
    pages = {language: _page_in(language) for language, _name in settings.LANGUAGES}
    html = "".join(html for _address, html in pages.values())
    files = sorted({static(name) for name in SHOWN_BY_THE_STYLESHEET} | files_named_in(html))
    kept = {
        "version": hashlib.sha256("".join([html, *files]).encode()).hexdigest()[:12],
        "pages": {language: address for language, (address, _html) in pages.items()},
        "first": settings.LANGUAGE_CODE,
        "files": files,
    }
    return render_to_string("storefront/sw.js", {"kept": json.dumps(kept)})


def files_named_in(html: str) -> set[str]:
    """The addresses of our own static files that a page asks for."""
    return set(re.findall(rf'(?:href|src)="({re.escape(settings.STATIC_URL)}[^"#]+)', html))


def _page_in(language):
    """The page's address and HTML, as a visitor without a past would get them."""
    with override(language):
        request = HttpRequest()
        request.path = request.path_info = reverse("offline")
        return request.path, render_to_string(PAGE, request=request)


@visitors_page
@require_safe
def manifest(request):
    """/site.webmanifest: the name and the look that the shop has on a phone's first screen."""
    content = {
        "name": "OCOP Điện Biên",
        "short_name": "OCOP Điện Biên",
        "description": _("Certified goods of Điện Biên's communes, and the places that sell them."),
        "lang": settings.LANGUAGE_CODE,
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": CLOTH,
        "background_color": GROUND,
        "icons": _icons(),
    }
    return JsonResponse(content, content_type="application/manifest+json")


def _icons():
    drawn = {"src": static("img/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    pictures = [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in PNG_SIZES
    ]
    return [drawn, *pictures]
