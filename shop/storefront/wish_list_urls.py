"""/tai-khoan/yeu-thich/: a person's favourites."""

from django.urls import path

from shop.storefront import wish_list

app_name = "wish-list"

urlpatterns = [
    path("", wish_list.index, name="index"),
    path("<int:pk>/them/", wish_list.add, name="add"),
    path("<int:pk>/bo/", wish_list.take_out, name="take-out"),
    path("<int:pk>/vao-gio/", wish_list.MoveToBasket.as_view(), name="to-basket"),
]
