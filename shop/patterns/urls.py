"""/thanh-phan/."""

from django.urls import path

from shop.patterns import views

app_name = "patterns"
urlpatterns = [path("", views.index, name="index")]
