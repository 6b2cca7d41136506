"""What every template may need: money, distances, and addresses in either language."""

from decimal import Decimal
from functools import cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.http import escape_leading_slashes
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from shop.payments.money import format_dong

register = template.Library()


@register.filter
def dong(amount):
    """`185.000 ₫`; nothing where there is no price."""
    return "" if amount is None or amount == "" else format_dong(amount)


@register.filter
def km(distance):
    """`12,3 km`, or `350 m` where that says more; nothing where the distance is not known."""
    if distance is None or distance == "":
        return ""
    if distance < 1:
        return f"{round(distance * 100) * 10} m"
    return f"{number_format(round(distance, 1), 1)} km"


@register.filter
def kilograms(grams):
    """`1,25 kg` of 1250 grams, and `250 g` of less than a kilogram."""
    if grams < 1_000:
        return f"{grams} g"
    whole, rest = divmod(grams, 1_000)
    return f"{number_format(Decimal(f'{whole}.{rest:03d}').normalize())} kg"


def _prefix(language):
    """What stands before a path in that language; Vietnamese, the shop's own, has none."""
    return get_script_prefix() + ("" if language == settings.LANGUAGE_CODE else f"{language}/")


def _path_in(path, language):
    here = _prefix(get_language() or settings.LANGUAGE_CODE)
    rest = path.removeprefix(here) if path.startswith(here) else path.removeprefix(get_script_prefix())
    return escape_leading_slashes(escape_uri_path(_prefix(language) + rest))


@register.simple_tag(takes_context=True)
def language_url(context, language):
    """This page in another language, asking for the same things."""
    request = context["request"]
    query = request.META.get("QUERY_STRING", "")
    return _path_in(request.path, language) + (f"?{iri_to_uri(query)}" if query else "")


@register.simple_tag(takes_context=True)
def public_url(context, language=None):
    """This page's one public address, in `language` or its own.

    Of the query only the number of a page that there is is kept (`page_obj`), unless the page knows better:
    its `public_state` has a `query`.
    """
    language = language or get_language() or settings.LANGUAGE_CODE
    address = settings.PUBLIC_URL.rstrip("/") + _path_in(context["request"].path, language)
    query = context["public_state"].query if "public_state" in context else _page_of(context.get("page_obj"))
    return f"{address}?{query}" if query else address


def _page_of(page_obj):
    return f"trang={page_obj.number}" if page_obj and page_obj.number > 1 else ""


@register.simple_tag
def content_url(path=""):
    """The address of a page of the content tree (`du-lich/`) in the reader's language."""
    return _prefix(get_language() or settings.LANGUAGE_CODE) + path


@cache
def _ways(_language):
    """The addresses of the navigation in the reader's language."""
    names = ("catalogue:index", "points:index", "producers:index")
    return (*map(reverse, names), content_url("du-lich/"), content_url("tin-tuc/"))


@register.simple_tag(takes_context=True)
def way_here(context):
    """Which way of the navigation leads here, or above here; all that its `current` marks depend on."""
    path = context["request"].path if "request" in context else ""
    return next((f"{way}{path == way}" for way in _ways(get_language()) if path.startswith(way)), "")


@register.simple_tag(takes_context=True)
def current(context, url):
    """`aria-current` for a link of the navigation that leads here, or above here."""
    request = context.get("request")
    if request is None or not request.path.startswith(url):
        return ""
    return mark_safe(' aria-current="page"' if request.path == url else ' aria-current="true"')  # noqa: S308


@register.filter
def weight(grams):
    """`500 g`, `1,5 kg`; nothing where it is not known."""
    if not grams:
        return ""
    if grams < 1000:
        return f"{grams} g"
    return f"{number_format((Decimal(grams) / 1000).normalize())} kg"


@register.filter
def star_words(stars):
    """`4 sao OCOP`. In Python, as a list shows it dozens of times and `blocktranslate` is slow."""
    return gettext("%(stars)s-star OCOP") % {"stars": stars}


@register.filter
def certificate_end(day):
    """Until when the certificate is valid, in words; nothing where that is not given."""
    return gettext("Certificate valid until %(ends)s") % {"ends": f"{day:%d/%m/%Y}"} if day else ""


@register.filter
@cache
def drawing_url(name):
    """Where a drawing is served; kept, as a list asks for the same few dozens of times."""
    return static(f"img/illustrations/{name}.svg")


@register.simple_tag
@cache
def icon(name):
    """The sign `name` of static/img/icons.svg, for looks only: what it means is said in words beside it."""
    address = f"{static('img/icons.svg')}#{name}"
    return format_html(
        '<svg class="icon" width="24" height="24" aria-hidden="true"><use href="{}"/></svg>', address
    )
