"""/api/v1/: read-only JSON."""

app_name = "api"

urlpatterns = []
