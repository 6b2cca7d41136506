"""Lets go what was not paid for or confirmed in time, ends holds whose time is up, and sets aside goods past
their use-by date; for every few minutes.
"""

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.settlement.card.paying import was_paid_after_all
from shop.settlement.deadlines import cancel_unconfirmed, lapse_unpaid
from shop.stock.holds import expire_holds
from shop.stock.past_use_by import set_aside_past_use_by


class Command(BaseCommand):
    help = "Bỏ đơn không trả tiền kịp, huỷ kiện quá hạn, trả hàng giữ chỗ, ngừng bán hàng quá hạn dùng."

    def handle(self, *args, **options):
        now = timezone.now()
        orders = lapse_unpaid(now=now, last_look=was_paid_after_all)
        parcels, holds = cancel_unconfirmed(now=now), expire_holds(now=now)
        aside = set_aside_past_use_by(now=now)
        self.stdout.write(f"Đã bỏ {orders} đơn không trả tiền kịp.")
        self.stdout.write(f"Đã huỷ {parcels} kiện quá hạn, trả lại {holds} lượt giữ chỗ.")
        self.stdout.write(f"Đã ngừng bán thêm {aside} đơn vị quá hạn sử dụng.")
