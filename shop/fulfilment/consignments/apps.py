from django.apps import AppConfig


class ConsignmentsConfig(AppConfig):
    name = "shop.fulfilment.consignments"
    label = "consignments"
