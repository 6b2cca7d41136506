"""Finishes what a crash, an outage or a lost message has left open; after a restart, and for every
few minutes.
"""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from shop.fulfilment.consignments import booking
from shop.messages.sending import send_due
from shop.settlement.card.paying import was_paid_after_all
from shop.settlement.card.recovery import recover
from shop.settlement.deadlines import cancel_unconfirmed, lapse_unpaid
from shop.settlement.verifying import money_differences
from shop.stock.holds import expire_holds
from shop.warehouse.queries import all_differences


class Command(BaseCommand):
    help = "Làm nốt việc dang dở sau khi máy dừng đột ngột, rồi kiểm tra tiền và kho; chạy lại không hại gì."

    def handle(self, *args, **options):
        now = timezone.now()
        cards = recover(now=now)
        asked, called_off = booking.recover(now=now)
        orders = lapse_unpaid(now=now, last_look=was_paid_after_all)
        parcels, holds = cancel_unconfirmed(now=now), expire_holds(now=now)
        messages = send_due(clock=timezone.now)
        self.stdout.write(f"Thẻ: hỏi lại {cards.asked} lần, {cards.settled} đã có tiền, trả {cards.refunds}.")
        self.stdout.write(f"Vận chuyển: hỏi lại xong {asked} kiện, huỷ {called_off} lượt đặt.")
        self.stdout.write(f"Đã bỏ {orders} đơn, huỷ {parcels} kiện, trả lại {holds} lượt giữ chỗ.")
        self.stdout.write(f"Đã gửi {messages.sent} tin, {messages.unsure} tin không rõ đã tới chưa.")
        if differences := [*money_differences(), *all_differences()]:
            for difference in differences:
                self.stdout.write(difference)
            raise CommandError(f"{len(differences)} sai lệch.")
        self.stdout.write("Tiền và kho khớp.")
