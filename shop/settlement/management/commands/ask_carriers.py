"""Asks carriers where the parcels are that were booked with them; for every quarter of an hour or so."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.settlement.carriage import ask_carriers


class Command(BaseCommand):
    help = "Hỏi hãng vận chuyển về các kiện đang trên đường; chạy thường xuyên cũng không hỏi dồn dập."

    def handle(self, *args, **options):
        done = ask_carriers(now=timezone.now())
        self.stdout.write(f"Đã hỏi {done.asked} kiện: {done.moved} kiện đổi trạng thái.")
        if done.unanswered:
            self.stdout.write(f"{done.unanswered} lần hãng không trả lời; lần sau hỏi lại.")
        if done.failed:
            self.stdout.write(f"{done.failed} kiện bị lỗi của máy chủ, xem nhật ký; lần sau hỏi lại.")
