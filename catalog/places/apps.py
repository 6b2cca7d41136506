from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "catalog.places"
    label = "places"
