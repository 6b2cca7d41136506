"""Sends what shoppers and points are to be told; for every minute."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from shop.messages.sending import send_due


class Command(BaseCommand):
    help = "Gửi thư và tin nhắn đang chờ; mỗi tin một lần."

    def handle(self, *args, **options):
        done = send_due(clock=timezone.now)
        self.stdout.write(f"Đã gửi {done.sent} tin, {done.dropped} tin không còn cần nữa.")
        if done.failed:
            self.stderr.write(f"{done.failed} tin chưa gửi được; sẽ thử lại, hoặc xem mục Tin nhắn.")
        if done.unsure:
            raise CommandError(f"{done.unsure} tin không rõ đã tới chưa. Xem mục Tin nhắn ở văn phòng.")
