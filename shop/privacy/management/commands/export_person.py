"""Writes out what is known of a person who asks for it (docs/operations.md)."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.forks.order.models import Order
from shop.privacy.exporting import as_json, export_of, export_of_orders
from shop.privacy.management.people import Person, add_arguments


class Command(BaseCommand):
    help = "In ra (JSON) những gì cửa hàng biết về một người, theo e-mail, điện thoại hoặc số đơn."

    def add_arguments(self, parser):
        add_arguments(parser)

    def handle(self, *args, **options):
        person, now = Person.of(options), timezone.now()
        orders = Order.objects.filter(pk__in=[order.pk for order in person.orders])
        values = export_of_orders(orders=orders, at=now)
        if person.user:
            account = export_of(user=person.user, at=now)
            account["orders"] += values["orders"]
            values = account
        self.stdout.write(as_json(values))
