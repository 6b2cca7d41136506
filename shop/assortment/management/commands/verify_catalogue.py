"""Looks whether every product is as the catalogue promises: adults' drinks, bar codes, complete labels."""

from django.core.management.base import BaseCommand, CommandError

from shop.assortment.faults import catalogue_faults


class Command(BaseCommand):
    help = "Kiểm tra danh mục: rượu chỉ bán cho người lớn, mã vạch đúng, sản phẩm công khai đủ thông tin."

    def handle(self, *args, **options):
        faults = list(catalogue_faults())
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} chỗ cần sửa.")
        self.stdout.write("Danh mục đúng và đủ.")
