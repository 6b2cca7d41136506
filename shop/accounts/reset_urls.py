"""/tai-khoan/mat-khau-moi/: a new password by e-mail. Without a namespace, as Oscar asks for them."""

from django.contrib.auth import views as auth_views
from django.urls import path

from shop.accounts import views

urlpatterns = [
    path("", views.NewPasswordRequestView.as_view(), name="password-reset"),
    path("da-gui/", auth_views.PasswordResetDoneView.as_view(), name="password-reset-done"),
    path("xong/", auth_views.PasswordResetCompleteView.as_view(), name="password-reset-complete"),
    path("<uidb64>/<token>/", views.NewPasswordView.as_view(), name="password-reset-confirm"),
]
