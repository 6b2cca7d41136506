"""Removes pictures of forms that were refused and never sent again; for every hour."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from catalog.pictures.waiting import clear_waiting


class Command(BaseCommand):
    help = "Xóa ảnh của những biểu mẫu bị trả lại mà quá một ngày không ai gửi lại."

    def handle(self, **options):
        self.stdout.write(f"Đã xóa {clear_waiting(now=timezone.now())} ảnh chờ.")
