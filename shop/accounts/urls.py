"""/tai-khoan/ under Oscar's namespace: one sign-in for everybody."""

from django.urls import path

from shop.accounts import views

app_name = "customer"

urlpatterns = [
    path("dang-nhap/", views.SignInView.as_view(), name="login"),
    path("dang-xuat/", views.SignOutView.as_view(), name="logout"),
    path("", views.own_place, name="summary"),
]
