"""/quay/: the workplace of a point's staff."""

app_name = "counter"

urlpatterns = []
