"""/du-tuoi/: the age gate."""

from django.urls import path

from shop.storefront import age

app_name = "age"

urlpatterns = [path("", age.gate, name="gate")]
