"""Erases what names a person who asks for it; says first what it would do (docs/operations.md)."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.privacy.erasing import erase_account, erase_order
from shop.privacy.exceptions import CannotEraseYet, WorksHere
from shop.privacy.management.people import Person, add_arguments


class Command(BaseCommand):
    help = "Xóa dữ liệu cá nhân theo e-mail, điện thoại hoặc số đơn. Không có --yes: chỉ liệt kê."

    def add_arguments(self, parser):
        add_arguments(parser)
        parser.add_argument("--yes", action="store_true", help="Xóa thật.")

    def handle(self, *args, **options):
        person = Person.of(options)
        for line in person.lines():
            self.stdout.write(line)
        if not options["yes"]:
            self.stdout.write("Chưa xóa gì. Thêm --yes để xóa.")
            return
        failed = [refusal for refusal in self._erase(person, timezone.now()) if refusal]
        for refusal in failed:
            self.stderr.write(refusal)
        if failed:
            raise SystemExit(1)
        self.stdout.write("Đã xóa.")

    def _erase(self, person, now):
        if person.user:
            yield _refusal(erase_account, user=person.user, at=now)
        for order in person.orders:
            yield _refusal(erase_order, order=order, at=now)


def _refusal(operation, **what) -> str:
    """Why it was refused, in words; "" where it was done."""
    try:
        operation(**what)
    except WorksHere:
        return "Tài khoản của nhân viên: tên còn trong sổ sách, không xóa theo cách này."
    except CannotEraseYet as refusal:
        orders = ", ".join(each.order.number for each in refusal.obstacles)
        return f"Chưa xóa được, đơn đang giao hoặc tiền chưa xong: {orders}."
    return ""
