"""Signing in and out, and the way to a new password."""

import re

from django.core import mail
from django.test import Client

from shop.accounts.models import User
from shop.accounts.profile import change_profile
from shop.accounts.wish_list import remember
from shop.demo.accounts import MARKETER, OFFICE
from shop.fulfilment.delivery import Contact
from shop.storefront.tests.shoppers import has_address
from shop.tests.scenes import choosing
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import NOW, an_order

FAVOURITES, SHOPPER = "/tai-khoan/yeu-thich/", "nguoi-mua@example.com"
SIGN_UP = "/tai-khoan/dang-ky/"
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


def in_their_account(address, *, with_order=False):
    """A shopper with a name, two addresses and perhaps an order, at a page of their account."""

    def come(client):
        signed_in_as_a_shopper(client)
        user = User.objects.get(email=SHOPPER)
        change_profile(user=user, name="Lò Thị Thử", phone="0912345678", language="vi")
        for street in ("Bản Quan Chiêng, số 12", "Tổ 4, đường 7 tháng 5"):
            has_address(user, street)
        if with_order:
            for product in choosing.for_sale()[:2]:
                an_order((product, 2), user=user, now=NOW)
        usual = user.addresses.get(is_default_for_shipping=True)
        return address.format(pk=usual.pk)

    return come


def with_known_addresses(client):
    """At checkout, with two addresses to choose from."""
    in_their_account("")(client)
    client.post(f"/gio-hang/add/{choosing.in_stock().pk}/", {"quantity": 1})
    client.get("/gio-hang/")
    return "/thanh-toan/"


def behind_the_link(client):
    """Where the letter of a sign-up leads."""
    client.post(SIGN_UP, {"email": SHOPPER})
    return re.search(rf"{SIGN_UP}\S+", mail.outbox[-1].body)[0]


def agrees_to_nothing(person):
    """Chooses a password and leaves the box as it is."""
    person.sends("password1", password1="mot-mat-khau-2026", password2="mot-mat-khau-2026")


def a_guests_order(client):
    """Signed in, at the page that asks whether an order is to be kept in the account."""
    signed_in_as_a_shopper(client)
    return f"{an_order((choosing.for_sale()[0], 1), now=NOW).get_absolute_url()}giu/"


def somebody_elses_order(client):
    """The same with an order that was placed with another e-mail."""
    signed_in_as_a_shopper(client)
    contact = Contact(name="Lò Thị Thử", phone="0912345678", email="nguoi-khac@example.com")
    order = an_order((choosing.for_sale()[0], 1), now=NOW, contact=contact)
    return f"{order.get_absolute_url()}giu/"


def at_the_end_of_staff(client):
    """Somebody of the office asks for their account to be erased."""
    signed_in(client, OFFICE)
    return "/tai-khoan/xoa/"


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
    Scene("sign-up", "Tạo tài khoản", SIGN_UP),
    Scene("sign-up-sent", "Đã gửi thư tạo tài khoản", f"{SIGN_UP}da-gui/"),
    Scene("sign-up-link", "Tạo tài khoản: đặt mật khẩu", behind_the_link),
    Scene(
        "sign-up-no-consent",
        "Tạo tài khoản: chưa đồng ý",
        behind_the_link,
        then=agrees_to_nothing,
        status=422,
    ),
    Scene("sign-up-stale", "Liên kết tạo tài khoản đã hết hạn", f"{SIGN_UP}cu-roi/"),
    Scene("account", "Tài khoản", in_their_account("/tai-khoan/cua-toi/", with_order=True), Who.SHOPPER),
    Scene(
        "account-orders",
        "Đơn của tôi",
        in_their_account("/tai-khoan/don-hang/", with_order=True),
        Who.SHOPPER,
    ),
    Scene("account-profile", "Thông tin của tôi", in_their_account("/tai-khoan/thong-tin/"), Who.SHOPPER),
    Scene("account-addresses", "Sổ địa chỉ", in_their_account("/tai-khoan/dia-chi/"), Who.SHOPPER),
    Scene("account-address-add", "Thêm địa chỉ", in_their_account("/tai-khoan/dia-chi/them/"), Who.SHOPPER),
    Scene("account-address", "Sửa địa chỉ", in_their_account("/tai-khoan/dia-chi/{pk}/"), Who.SHOPPER),
    Scene("account-password", "Đổi mật khẩu", in_their_account("/tai-khoan/doi-mat-khau/"), Who.SHOPPER),
    Scene("account-export", "Lấy dữ liệu của tôi", in_their_account("/tai-khoan/du-lieu/"), Who.SHOPPER),
    Scene("account-erase", "Xóa tài khoản", in_their_account("/tai-khoan/xoa/"), Who.SHOPPER),
    Scene(
        "account-erase-not-yet",
        "Xóa tài khoản: còn đơn đang giao",
        in_their_account("/tai-khoan/xoa/", with_order=True),
        Who.SHOPPER,
        status=422,
    ),
    Scene("account-erase-staff", "Xóa tài khoản của nhân viên", at_the_end_of_staff, Who.OFFICE, status=422),
    Scene("account-erased", "Đã xóa tài khoản", "/tai-khoan/da-xoa/"),
    Scene("order-keep", "Lưu đơn vào tài khoản", a_guests_order, Who.SHOPPER),
    Scene(
        "order-keep-refused",
        "Lưu đơn vào tài khoản: đơn có e-mail khác",
        somebody_elses_order,
        Who.SHOPPER,
        status=422,
    ),
    Scene("checkout-known", "Thanh toán: chọn địa chỉ đã lưu", with_known_addresses, Who.SHOPPER),
    Scene("password", "Quên mật khẩu", NEW_PASSWORD, BY),
    Scene("password-sent", "Đã gửi thư đặt mật khẩu", f"{NEW_PASSWORD}da-gui/", BY),
    Scene("password-new", "Đặt mật khẩu mới", by_the_link, BY),
    Scene("password-differs", "Mật khẩu mới không khớp", by_the_link, BY, writes_two_passwords),
    Scene("password-stale", "Liên kết đã hết hạn", f"{NEW_PASSWORD}MQ/cu-roi/", BY),
    Scene("password-done", "Đã đổi mật khẩu", f"{NEW_PASSWORD}xong/", BY),
]
