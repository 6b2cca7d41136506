"""Headers and cookies: who may send a form, what a page may load, and when a basket touches a cookie."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.db.models import Sum
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.functional import empty
from oscar.apps.basket import middleware as oscar_basket

#: Both carry inline script and style in their own templates, and Wagtail shows its preview in a frame.
STAFF_PATHS = ("/quan-tri/", "/en/quan-tri/", "/noi-dung/")
STAFF_POLICY = {
    "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
}
STAFF_FRAMES = {"frame-ancestors": ["'self'"]}
COUNT_COOKIE = "basket_count"


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Strict for visitors; loosened for the two interfaces of staff whose templates are not ours."""

    def process_response(self, request, response):
        is_staffs = request.path.startswith(STAFF_PATHS)
        if is_staffs:
            response._csp_update = STAFF_POLICY
        if is_staffs or getattr(request, "is_preview", False):
            response._csp_replace = STAFF_FRAMES
            response["X-Frame-Options"] = "SAMEORIGIN"
        return super().process_response(request, response)


class SameOriginCsrfMiddleware(CsrfViewMiddleware):
    """Takes a browser's word that a form comes from one of our own pages; otherwise asks for the token.

    `Sec-Fetch-Site` cannot be set by a page's script, so pages that are the same for all visitors need no
    token in them (and no cookie). Browsers from before 2023 do not send it: they get the token's way.
    """

    def process_view(self, request, callback, callback_args, callback_kwargs):
        if request.headers.get("Sec-Fetch-Site") == "same-origin":
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


class BasketMiddleware(oscar_basket.BasketMiddleware):
    """Oscar's, which leaves the user and the session alone until a page asks for the basket.

    The number of things in it goes into a small cookie that the header's script reads, so that cached pages
    can show it.
    """

    def apply_offers_to_basket(self, request, basket):
        """Not while something is put into it: the page that follows works them out."""
        match = request.resolver_match
        if match is None or match.view_name != "basket:add":
            super().apply_offers_to_basket(request, basket)

    def process_template_response(self, request, response):
        """Leaves the template's context alone: Oscar would put the basket into every page."""
        return response

    def process_response(self, request, response):
        response = super().process_response(request, response)
        if getattr(request.basket, "_wrapped", None) is not empty:
            count = str(_count(request.basket))
            if request.COOKIES.get(COUNT_COOKIE, "0") != count:
                response.set_cookie(
                    COUNT_COOKIE,
                    count,
                    max_age=settings.OSCAR_BASKET_COOKIE_LIFETIME,
                    secure=settings.OSCAR_BASKET_COOKIE_SECURE,
                    samesite="Lax",
                )
        return response


def _count(basket):
    """How many things are in it; none once they are ordered."""
    if not (basket.id and basket.can_be_edited):
        return 0
    if basket._lines is None:
        return basket.lines.aggregate(units=Sum("quantity"))["units"] or 0
    return basket.num_items
