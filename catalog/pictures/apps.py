from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "catalog.pictures"
    label = "pictures"
