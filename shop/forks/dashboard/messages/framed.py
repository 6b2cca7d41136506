"""An e-mail's HTML as a page of its own, for a frame: whatever stands in it, it runs and loads nothing."""

from django.http import HttpResponse

#: The same word in the header and on the frame: no scripts, no forms, no other windows, an origin of its own.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"


def framed(html: str) -> HttpResponse:
    """The answer with the e-mail alone."""
    return HttpResponse(html, headers={"Content-Security-Policy": POLICY, "X-Robots-Tag": "noindex"})
