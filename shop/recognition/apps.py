from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "shop.recognition"
    label = "recognition"
