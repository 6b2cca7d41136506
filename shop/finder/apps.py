from django.apps import AppConfig


class FinderConfig(AppConfig):
    name = "shop.finder"
    label = "finder"
