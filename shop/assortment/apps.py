from django.apps import AppConfig


class AssortmentConfig(AppConfig):
    name = "shop.assortment"
    label = "assortment"
