from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "shop.points"
    label = "points"
