"""Reads the office's official list into the shop; docs/register.md describes its columns."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone

from catalog.certification.register.files import read_register_file
from catalog.certification.register.importing import import_register, preview_register
from catalog.certification.register.problems import RegisterRefused, UnreadableFile, visible
from catalog.certification.register.report import change_lines, count_lines, note_lines, unpublished_lines
from catalog.certification.register.template import write_template


class Command(BaseCommand):
    help = "Nhập danh sách chủ thể, sản phẩm, giấy chứng nhận OCOP từ tệp .xlsx hoặc .csv."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", metavar="TỆP", help="tệp .xlsx hoặc .csv cần nhập")
        parser.add_argument(
            "--dry-run", action="store_true", help="chỉ cho biết điều gì sẽ thay đổi, không ghi gì"
        )
        parser.add_argument(
            "--template", metavar="TỆP_MẪU", help="ghi tệp mẫu .xlsx, hoặc ba tệp mẫu .csv, rồi thôi"
        )

    def handle(self, *args, file, dry_run, template, **options):
        if bool(file) == bool(template):
            raise CommandError("Hãy cho biết một tệp cần nhập, hoặc --template và tên tệp mẫu cần ghi.")
        if template:
            self._write_template(Path(template))
        else:
            self._import(Path(file), dry_run)

    def _write_template(self, path):
        if path.suffix.lower() not in (".xlsx", ".csv"):
            raise CommandError("Tên tệp mẫu phải có đuôi .xlsx hoặc .csv.")
        try:
            for written in write_template(path):
                self.stdout.write(f"Đã ghi {written}")
        except FileExistsError as error:
            raise CommandError(f"{error} đã có. Hãy chọn tên khác, để không mất tệp đó.") from error
        except OSError as error:
            raise CommandError(f"Không ghi được {path} ({error.strerror}).") from error

    def _import(self, path, dry_run):
        run = preview_register if dry_run else import_register
        try:
            tables, problems = read_register_file(path)
            outcome = run(tables=tables, problems=problems, now=timezone.now())
        except UnreadableFile as error:
            raise CommandError(f"{visible(path.name)}: {error} Không ghi gì cả.") from error
        except RegisterRefused as refused:
            for problem in refused.problems:
                self.stderr.write(f"{problem}")
            raise CommandError(f"{len(refused.problems)} lỗi. Không ghi gì cả.") from refused
        except IntegrityError as error:
            raise CommandError(
                "Trong lúc nhập có người vừa sửa cùng các bản ghi này. Không ghi gì cả; hãy chạy lại."
            ) from error
        self._report(outcome, [table.sheet for table in tables], dry_run)

    def _report(self, outcome, sheets, dry_run):
        for line in note_lines(outcome):
            self.stdout.write(line)
        for line in change_lines(outcome, with_new=dry_run):
            self.stdout.write(line)
        for line in unpublished_lines(outcome):
            self.stdout.write(line)
        for line in count_lines(outcome, sheets):
            self.stdout.write(line)
        if not outcome.changes:
            self.stdout.write("Không có gì thay đổi.")
        elif dry_run:
            self.stdout.write("Chạy thử: không ghi gì cả.")
