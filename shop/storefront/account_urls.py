"""/tai-khoan/: what a person with an account sees and keeps there."""

from django.urls import path

from shop.storefront import account, account_addresses, account_data

app_name = "account"

urlpatterns = [
    path("cua-toi/", account.index, name="index"),
    path("don-hang/", account.orders, name="orders"),
    path("thong-tin/", account.profile, name="profile"),
    path("du-lieu/", account_data.export, name="export"),
    path("xoa/", account_data.erase, name="erase"),
    path("da-xoa/", account_data.erased, name="erased"),
    path("dia-chi/", account_addresses.index, name="addresses"),
    path("dia-chi/them/", account_addresses.add, name="address-add"),
    path("dia-chi/<int:pk>/", account_addresses.change, name="address"),
    path("dia-chi/<int:pk>/xoa/", account_addresses.remove, name="address-remove"),
    path("dia-chi/<int:pk>/mac-dinh/", account_addresses.usual, name="address-usual"),
]
