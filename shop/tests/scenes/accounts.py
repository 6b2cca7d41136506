"""Signing in and out, and the way to a new password."""

import re

from django.core import mail
from django.test import Client

from shop.accounts.models import User
from shop.accounts.wish_list import remember
from shop.demo.accounts import MARKETER, OFFICE
from shop.tests.scenes import choosing
from shop.tests.scenes.scene import Scene, Who

FAVOURITES, SHOPPER = "/tai-khoan/yeu-thich/", "nguoi-mua@example.com"
SIGN_IN, NEW_PASSWORD = "/tai-khoan/dang-nhap/", "/tai-khoan/mat-khau-moi/"
WRONG = {"username": MARKETER, "password": "khong-phai-mat-khau"}


def signed_in(client: Client, email: str) -> None:
    """Gives the client that person's session."""
    client.force_login(User.objects.get(email=email))


def tries_a_wrong_password(person):
    """Sends the sign-in with another password than theirs."""
    person.sends("password", **WRONG)


def tried_too_often(client):
    """Somebody has been guessing this person's password."""
    for _ in range(10):
        client.post(SIGN_IN, WRONG)
    return SIGN_IN


def about_to_leave(client):
    """Signed in, at the page that asks whether to leave."""
    signed_in(client, OFFICE)
    return "/tai-khoan/dang-xuat/"


def by_the_link(client):
    """The address in the mail that somebody asked for."""
    client.post(NEW_PASSWORD, {"email": MARKETER})
    return re.search(rf"{NEW_PASSWORD}\S+", mail.outbox[-1].body)[0]


def writes_two_passwords(person):
    """Types two that differ."""
    person.sends("new_password1", new_password1="mot-mat-khau-2026", new_password2="mat-khau-khac-2026")


def with_favourites(client):
    """A shopper who keeps a few things: in stock, in sizes, sold out."""
    signed_in_as_a_shopper(client)
    user = User.objects.get(email=SHOPPER)
    for product in (choosing.sold_out(), choosing.in_sizes(), *choosing.for_sale()[:2]):
        remember(user=user, product=product)
    return FAVOURITES


def without_favourites(client):
    """A shopper who keeps nothing yet."""
    signed_in_as_a_shopper(client)
    return FAVOURITES


def signed_in_as_a_shopper(client):
    """Makes the account, and signs it in."""
    client.force_login(User.objects.create_user(email=SHOPPER, password="mot-mat-khau-2026"))


def has_kept(client):
    """The first thing is kept, and the page says so."""
    signed_in_as_a_shopper(client)
    client.post(f"{FAVOURITES}{choosing.in_stock().pk}/them/")
    return FAVOURITES


BY = Who.STAFF
GUESS = tries_a_wrong_password
SCENES = [
    Scene("sign-in", "Đăng nhập", SIGN_IN, BY),
    Scene("sign-in-refused", "Đăng nhập: sai mật khẩu", SIGN_IN, BY, GUESS),
    Scene("sign-in-too-often", "Đăng nhập: thử quá nhiều lần", tried_too_often, BY, GUESS, 429),
    Scene("sign-out", "Đăng xuất", about_to_leave, Who.OFFICE, status=405),
    Scene("favourites", "Mục yêu thích", with_favourites, Who.SHOPPER),
    Scene("favourites-kept", "Mục yêu thích: vừa lưu", has_kept, Who.SHOPPER),
    Scene("favourites-empty", "Mục yêu thích còn trống", without_favourites, Who.SHOPPER),
    Scene("password", "Quên mật khẩu", NEW_PASSWORD, BY),
    Scene("password-sent", "Đã gửi thư đặt mật khẩu", f"{NEW_PASSWORD}da-gui/", BY),
    Scene("password-new", "Đặt mật khẩu mới", by_the_link, BY),
    Scene("password-differs", "Mật khẩu mới không khớp", by_the_link, BY, writes_two_passwords),
    Scene("password-stale", "Liên kết đã hết hạn", f"{NEW_PASSWORD}MQ/cu-roi/", BY),
    Scene("password-done", "Đã đổi mật khẩu", f"{NEW_PASSWORD}xong/", BY),
]
