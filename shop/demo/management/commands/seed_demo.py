"""Builds the sample shop. Makes what is missing and overwrites nothing, so it may run again at any time.

What a record is known by, so that a second run finds it whatever else people changed about it: a commune or
group by its code, a producer and a sales point by the slug, a product by its code (DB-001), a certificate by
its number (MẪU-0001), a stock record by product and place, a day of other hours by point and label, an
account by its e-mail. Something that people
deleted comes back; a new stock record takes the price that its product has by now.

On a real shop (DEMO=0) only the official lists are built: communes and groups.
"""

import logging
from contextlib import contextmanager
from functools import partial

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from shop.demo.accounts import build_accounts
from shop.demo.certificates import build_certificates
from shop.demo.goods import build_producers, build_products
from shop.demo.hours import build_exceptions
from shop.demo.made_up import build_gift_sets, build_variants
from shop.demo.pages import build_pages
from shop.demo.places import build_communes, build_former_units, build_groups
from shop.demo.points import build_points, build_warehouse
from shop.demo.recognition import build_recognition
from shop.demo.shelves import build_shelves


@contextmanager
def only_warnings_logged():
    """Wagtail and its tasks tell of each page that is saved, which would drown the progress."""
    before = logging.root.manager.disable
    logging.disable(max(before, logging.INFO))
    try:
        yield
    finally:
        logging.disable(before)


def official_steps():
    """What every shop needs: label and builder."""
    return [
        ("Xã, phường", build_communes),
        ("Đơn vị hành chính cũ", build_former_units),
        ("Nhóm và phân nhóm sản phẩm", build_groups),
    ]


def sample_steps(at):
    """What only a sample shop has; dates and stock stand relative to the moment `at`."""
    return [
        ("Chủ thể", build_producers),
        ("Sản phẩm", build_products),
        ("Sản phẩm mẫu nhiều cỡ và các cỡ", build_variants),
        ("Giấy chứng nhận mẫu", partial(build_certificates, at=at)),
        ("Kho trung tâm", build_warehouse),
        ("Điểm bán mẫu", build_points),
        ("Ngày mở cửa khác thường mẫu", partial(build_exceptions, at=at)),
        ("Công nhận, hỗ trợ và kiểm tra mẫu", partial(build_recognition, at=at)),
        ("Bản ghi kho, kèm tồn đầu và giá mẫu", partial(build_shelves, at=at)),
        ("Bộ quà mẫu", build_gift_sets),
        ("Trang nội dung", partial(build_pages, at=at)),
        ("Tài khoản mẫu", build_accounts),
    ]


class Command(BaseCommand):
    help = "Dựng cửa hàng mẫu từ các tệp dữ liệu; chạy lại chỉ thêm những gì còn thiếu."

    def handle(self, *args, **options):
        # What pages leave to do after the commit falls under the same silence.
        with only_warnings_logged(), transaction.atomic():
            self._build()

    def _build(self):
        steps = official_steps()
        if settings.DEMO:
            steps += sample_steps(timezone.now())
        else:
            self.stdout.write("DEMO=0: chỉ dựng các danh mục chính thức, không có dữ liệu mẫu.")
        new = sum(self._run(label, build) for label, build in steps)
        if new:
            self.stdout.write(self.style.SUCCESS(f"Xong: đã thêm {new} bản ghi."))
        else:
            self.stdout.write("Không có gì mới: dữ liệu đã đủ từ trước.")

    def _run(self, label, build):
        self.stdout.write(f"{label}: ", ending="")
        self.stdout.flush()
        tally = build()
        self.stdout.write(f"{tally.total} (mới {tally.new})" if tally.new else f"{tally.total}")
        return tally.new
