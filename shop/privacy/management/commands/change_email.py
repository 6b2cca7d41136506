"""Puts the e-mail of an account right for a person who asks for it (docs/operations.md)."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from catalog.text_fields import MailField
from shop.accounts.profile import change_email
from shop.accounts.signing_up import AddressTaken, user_with


class Command(BaseCommand):
    help = "Đổi e-mail của một tài khoản, sau khi đã xác minh người yêu cầu."

    def add_arguments(self, parser):
        parser.add_argument("old", help="E-mail đang dùng.")
        parser.add_argument("new", help="E-mail mới.")

    def handle(self, *args, **options):
        user = user_with(options["old"].strip())
        if user is None:
            raise CommandError(f"Không có tài khoản {options['old']}.")
        try:
            new = MailField().clean(options["new"])
            change_email(user=user, to=new)
        except ValidationError as wrong:
            raise CommandError(f"{options['new']} không phải địa chỉ e-mail gửi được.") from wrong
        except AddressTaken as taken:
            raise CommandError(f"{new} đã có tài khoản khác.") from taken
        self.stdout.write(f"Đã đổi: {user.email} → {new}. Người này đăng nhập bằng {new}.")
