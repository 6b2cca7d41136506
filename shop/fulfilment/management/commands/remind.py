"""Writes down what points have to be reminded of; for every few minutes. `send_messages` sends it."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.fulfilment.telling import remind_points


class Command(BaseCommand):
    help = "Nhắc điểm bán xác nhận đơn sắp hết hạn; mỗi kiện một lần."

    def handle(self, *args, **options):
        self.stdout.write(f"Nhắc xác nhận {remind_points(now=timezone.now())} kiện.")
