from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "shop.counter"
    label = "counter"
