"""/tim/: the search box's answers."""

from django.urls import path

from shop.finder import views

app_name = "finder"

urlpatterns = [
    path("", views.results, name="index"),
    path("goi-y/", views.suggestions, name="suggest"),
]
