"""What every page's layout needs, without touching the session or the basket."""

from django.conf import settings


def layout(request):
    """`is_demo`: whether the notice about samples is shown."""
    return {"is_demo": settings.DEMO}
