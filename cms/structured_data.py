"""What search engines are told about the home page and the villages (schema.org)."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from shop.machines.parts import REGION, absolute, address, images, part, thing


def home_data(page) -> list[dict]:
    """The shop itself, and the site with its search box."""
    return [
        thing(
            "Organization",
            name=settings.OSCAR_SHOP_NAME,
            url=absolute("/"),
            description=page.intro,
            logo=absolute(static("img/icon.svg")),
            areaServed=part("AdministrativeArea", name=REGION),
        ),
        thing(
            "WebSite",
            name=settings.OSCAR_SHOP_NAME,
            url=absolute(page.get_url()),
            inLanguage=get_language(),
            potentialAction=_search(),
        ),
    ]


def _search():
    """As developers.google.com/search/docs/appearance/structured-data/sitelinks-searchbox has it."""
    template = f"{absolute(reverse('finder:index'))}?q={{search_term_string}}"
    action = part("SearchAction", target=part("EntryPoint", urlTemplate=template))
    return {**action, "query-input": "required name=search_term_string"}


def village_data(page) -> dict:
    """A village as a place for travellers; one that is only planned, or a guest house, as a plain place."""
    is_village = page.kind == page.Kind.VILLAGE
    return thing(
        "TouristDestination" if is_village else "Place",
        name=page.title,
        description=page.intro or page.what_to_do,
        url=absolute(page.get_url()),
        image=images([page.picture]),
        address=address(page.commune) if page.commune else None,
    )
