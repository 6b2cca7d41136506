"""/sitemap.xml: what there is to read, under the host that was asked; from some size on in several files.

Not Django's own views, which would write the host of the `sites` table.
"""

from django.contrib.sitemaps.views import SitemapIndexItem
from django.contrib.sites.requests import RequestSite
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from shop.freshness.caching import visitors_page
from shop.machines.sitemaps import MOST


@visitors_page
@require_safe
def sitemap(request, sections):
    """All addresses, or where they are too many for one file the files in which they are.

    `sections` are Sitemap classes by their dotted names, as pages and goods do not know each other.
    """
    found = {name: import_string(section)() for name, section in sections.items()}
    if sum(section.paginator.count for section in found.values()) > MOST:
        return _answer("sitemap_index.xml", {"sitemaps": list(_files(request, found))})
    return _answer(
        "sitemap.xml", {"urlset": [url for each in found.values() for url in _urls(request, each, 1)]}
    )


@visitors_page
@require_safe
def part(request, sections, section, number):
    """/sitemap-<section>-<number>.xml. Raises Http404 for one that the index does not name."""
    if section not in sections:
        raise Http404
    found = import_string(sections[section])()
    if number not in found.paginator.page_range or not found.paginator.count:
        raise Http404
    return _answer("sitemap.xml", {"urlset": _urls(request, found, number)})


def _files(request, found):
    for name, section in found.items():
        for number in section.paginator.page_range if section.paginator.count else ():
            path = reverse("sitemap-part", kwargs={"section": name, "number": number})
            yield SitemapIndexItem(location=request.build_absolute_uri(path))


def _urls(request, section, number):
    return section.get_urls(page=number, site=RequestSite(request), protocol=request.scheme)


def _answer(template, context):
    return TemplateResponse(None, template, context, content_type="application/xml")
