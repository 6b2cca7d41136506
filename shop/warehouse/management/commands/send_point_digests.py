"""Tells every point once a day what wants a look; for every hour."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from shop.warehouse.telling import send_point_digests


class Command(BaseCommand):
    help = "Gửi bản tin sáng cho từng điểm (thư và webhook), từ 6 giờ 30, mỗi điểm mỗi ngày một lần."

    def handle(self, *args, **options):
        told = send_point_digests(now=timezone.now())
        self.stdout.write(f"Đã gửi {told.emails} thư và {told.hooks} tin tới dịch vụ chat.")
        if told.failed_hooks:
            self.stderr.write(f"{told.failed_hooks} tin chưa tới được dịch vụ chat; lần chạy sau sẽ gửi lại.")
        if told.failed_emails:
            raise CommandError(f"{told.failed_emails} thư có thể chưa gửi được. Xem nhật ký.")
