"""Makes the search index anew from the database, and prunes the journal that keeps it true."""

from time import monotonic

from django.core.management.base import BaseCommand
from django.utils import timezone

from catalog.search.question import Question
from shop.assortment.index import index
from shop.freshness.journal import prune


class Command(BaseCommand):
    help = "Dựng lại chỉ mục tìm kiếm từ cơ sở dữ liệu; an toàn lúc cửa hàng đang chạy."

    def handle(self, *args, **options):
        started, now = monotonic(), timezone.now()
        pruned = prune()
        index.rebuild(now)
        total = index.answer(Question(adults=True, limit=1), now).total
        seconds = f"{monotonic() - started:.1f}".replace(".", ",")
        self.stdout.write(f"Chỉ mục có {total} sản phẩm đang bán, dựng trong {seconds} giây.")
        if pruned:
            self.stdout.write(f"Đã dọn {pruned} dòng nhật ký cũ.")
