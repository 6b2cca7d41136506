"""/tai-khoan/ under Oscar's namespace: one sign-in for everybody, and a way to an account."""

from django.urls import path

from shop.accounts import sign_up, views

app_name = "customer"

urlpatterns = [
    path("dang-nhap/", views.SignInView.as_view(), name="login"),
    path("dang-xuat/", views.SignOutView.as_view(), name="logout"),
    path("dang-ky/", sign_up.SignUpView.as_view(), name="register"),
    path("dang-ky/da-gui/", sign_up.sent, name="register-sent"),
    path("dang-ky/<str:token>/", sign_up.confirm, name="register-confirm"),
    path("doi-mat-khau/", views.ChangePasswordView.as_view(), name="change-password"),
    path("", views.own_place, name="summary"),
]
