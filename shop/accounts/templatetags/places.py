"""The strip that the counter, the office's dashboard and the editors' desk have in common."""

from django import template

from shop.accounts.places import home, places_of

register = template.Library()


@register.inclusion_tag("layout/places.html", takes_context=True)
def places_strip(context):
    """The shop's name, the ways to a person's places and the way out; nothing for who is not signed in."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"ways": []}
    ways = [(place, place.contains(request.path)) for place in places_of(user)]
    return {"ways": ways, "who": user.get_full_name() or user.email, "home": home()}
