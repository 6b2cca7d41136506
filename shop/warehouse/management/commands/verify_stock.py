"""Compares ledger, counters, live holds and open orders; exits with 1 where they differ."""

from django.core.management.base import BaseCommand, CommandError

from shop.warehouse.queries import all_differences


class Command(BaseCommand):
    help = (
        "So sánh sổ kho, số tồn, giữ chỗ và đơn mở; mỗi sai lệch một dòng, có sai lệch thì mã thoát khác 0."
    )

    def handle(self, *args, **options):
        differences = all_differences()
        for difference in differences:
            self.stdout.write(difference)
        if differences:
            raise CommandError(f"{len(differences)} sai lệch.")
        self.stdout.write("Kho khớp: không có sai lệch nào.")
