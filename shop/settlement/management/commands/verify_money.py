"""Compares orders, parcels, payments and refunds."""

from django.core.management.base import BaseCommand, CommandError

from shop.settlement.verifying import money_differences


class Command(BaseCommand):
    help = "So sánh đơn, kiện, tiền thu và tiền trả; mỗi sai lệch một dòng, có sai lệch thì mã thoát khác 0."

    def handle(self, *args, **options):
        differences = 0
        for difference in money_differences():
            self.stdout.write(difference)
            differences += 1
        if differences:
            raise CommandError(f"{differences} sai lệch.")
        self.stdout.write("Tiền khớp: không có sai lệch nào.")
