"""Visitors' pages from this process's memory, as long as nothing that they show can have changed.

A page is kept under the shop's pulse (`shop.freshness.pulse`), which moves with every change that the
database notes, and under the running minute: all that time alone changes (certificates, opening hours,
seasons) changes at a full minute. So a page from here says what a page made now would say.
"""

from hashlib import blake2b
from http import HTTPStatus

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from shop.freshness.caching import MINUTE, is_visitors_page, seconds_left
from shop.freshness.pulse import pulse

#: Of a known address there is a visitors' page; it is remembered for so many seconds.
KNOWN_SECONDS = 3600
METHODS = {"GET", "HEAD"}


class VisitorsPageCacheMiddleware:
    """Outermost, so that a page comes with every header that it had. Only its second request is kept.

    The first tells that the address is a visitors' page, and only for such is the database asked.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """The kept page, or the page made now."""
        # What a visitor of age sees is nobody else's.
        if request.method not in METHODS or settings.OF_AGE_COOKIE in request.COOKIES:
            return self.get_response(request)
        pages, address = caches["pages"], _address(request)
        if not pages.get(f"known:{address}"):
            response = self.get_response(request)
            if is_visitors_page(response):
                pages.set(f"known:{address}", True, KNOWN_SECONDS)
            return response
        now = timezone.now()
        key = f"{pulse.beat()}:{int(now.timestamp()) // MINUTE}:{request.method}:{address}"
        kept = pages.get(key)
        if kept:
            return _from(kept, request, now)
        response = self.get_response(request)
        if _can_be_kept(response):
            pages.set(key, (response.content, list(response.items())), MINUTE)
        return response


def _can_be_kept(response):
    is_whole = response.status_code == HTTPStatus.OK and not response.streaming
    return is_whole and is_visitors_page(response) and not response.cookies


def _from(kept, request, now):
    content, headers = kept
    response = HttpResponse(content)
    for name, value in headers:
        response[name] = value
    response["Cache-Control"] = f"public, max-age={seconds_left(now)}"
    return get_conditional_response(request, etag=response.get("ETag"), response=response)


def _address(request):
    """What tells one page from another, digested: where and what is asked for, and in which coding."""
    gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    whole = f"{request.scheme}:{request.get_host()}:{request.get_full_path()}:{gzip}"
    return blake2b(whole.encode(), digest_size=16).hexdigest()
