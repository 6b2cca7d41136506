"""Writes down of what points and shoppers are to be reminded; for every few minutes."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.fulfilment.telling import remind_points, remind_to_pay


class Command(BaseCommand):
    help = "Nhắc điểm bán xác nhận và người mua chuyển khoản, khi sắp hết hạn; mỗi đơn một lần."

    def handle(self, *args, **options):
        now = timezone.now()
        points, shoppers = remind_points(now=now), remind_to_pay(now=now)
        self.stdout.write(f"Nhắc xác nhận {points} kiện, nhắc chuyển khoản {shoppers} đơn.")
