"""/api/v1/: read-only JSON, its description at openapi.json."""

from django.urls import path, re_path

from shop.api.endpoints import api
from shop.api.responses import nothing_here, public_json

app_name = "api"

patterns, ninja, version = api.urls
for pattern in patterns:
    pattern.callback = public_json(pattern.callback)

urlpatterns = [
    path("", (patterns, ninja, version)),
    re_path("", nothing_here),
]
