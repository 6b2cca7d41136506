from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "catalog.certification"
    label = "certification"
