"""Tells producers by e-mail which of their certificates end within 90 days; for every morning."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalog.certification.expiry import send_expiry_notices


class Command(BaseCommand):
    help = "Gửi thư báo cho chủ thể có giấy chứng nhận sắp hết hạn; mỗi giấy báo một lần."

    def handle(self, *args, **options):
        sent = send_expiry_notices(now=timezone.now())
        self.stdout.write(f"Đã gửi {sent.emails} thư về {sent.certificates} giấy chứng nhận.")
        if sent.failed:
            raise CommandError(
                f"{sent.failed} thư có thể chưa gửi được. Xem nhật ký và mục Giấy chứng nhận ở văn phòng."
            )
