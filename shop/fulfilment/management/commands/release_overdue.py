"""Cancels parcels past their confirm-by deadline and ends holds whose time is up; for every few minutes."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.fulfilment.operations import cancel_overdue
from shop.stock.operations import expire_holds


class Command(BaseCommand):
    help = "Huỷ các kiện hàng quá hạn xác nhận và trả lại hàng đã giữ chỗ."

    def handle(self, *args, **options):
        now = timezone.now()
        parcels, holds = cancel_overdue(now=now), expire_holds(now=now)
        self.stdout.write(f"Đã huỷ {parcels} kiện quá hạn, trả lại {holds} lượt giữ chỗ.")
