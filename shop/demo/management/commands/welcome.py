"""The few lines that greet whoever has just started the shop."""

from django.core.management.base import BaseCommand

from shop.demo.accounts import (
    MARKETER,
    OFFICE,
    PASSWORD,
    WAREHOUSE,
    are_allowed,
    sample_accounts,
    seller_email,
)

ADDRESSES = [
    ("", "cửa hàng (tiếng Anh: /en/)"),
    ("san-pham/", "sản phẩm"),
    ("diem-ban/", "điểm bán"),
    ("quay/", "quầy của nhân viên"),
    ("noi-dung/", "biên tập nội dung"),
    ("quan-tri/", "quản trị"),
    ("api/v1/openapi.json", "API"),
]


class Command(BaseCommand):
    help = "In địa chỉ của cửa hàng và các tài khoản mẫu."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="Cổng mà máy chủ đang nghe.")

    def handle(self, *args, port, **options):
        self.stdout.write(self.style.SUCCESS("OCOP Điện Biên đã sẵn sàng."))
        for path, what in ADDRESSES:
            self.stdout.write(f"  http://127.0.0.1:{port}/{path:<20} {what}")
        if are_allowed():
            self._write_accounts(port)

    def _write_accounts(self, port):
        sellers = len([a for a in sample_accounts() if a.partner_code]) - 1
        self.stdout.write(f"Đăng nhập mẫu (mật khẩu {PASSWORD}): http://127.0.0.1:{port}/tai-khoan/")
        self.stdout.write(f"  {OFFICE:<34} văn phòng")
        self.stdout.write(f"  {MARKETER:<34} biên tập")
        self.stdout.write(f"  {WAREHOUSE:<34} kho trung tâm")
        self.stdout.write(f"  {seller_email('muong-lay'):<34} nhân viên điểm bán (có {sellers} điểm)")
