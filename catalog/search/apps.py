from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "catalog.search"
    # Oscar has an app "search".
    label = "finding"
