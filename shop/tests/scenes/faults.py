"""Pages that say why a page cannot be given, each as its real handler answers (`shop.tests.scenes.urls`)."""

from shop.tests.scenes.accounts import SIGN_IN, tries_a_wrong_password
from shop.tests.scenes.scene import Scene


def loses_the_token(person):
    """Sends a form without its cookie, with a browser that does not say where it comes from."""
    person.grows_old()
    person.page.context.clear_cookies()
    tries_a_wrong_password(person)


SCENES = [
    Scene("error-400", "400: yêu cầu không hiểu được", "/trang-hong/400/", status=400),
    Scene("error-403", "403: không được xem", "/trang-hong/403/", status=403),
    Scene("error-403-form", "403: biểu mẫu đã cũ", SIGN_IN, then=loses_the_token, status=403),
    Scene("error-404", "404: không có trang này", "/khong-co-trang-nay/", status=404),
    Scene("offline", "Không có mạng", "/ngoai-tuyen/"),
    Scene("patterns", "Thư viện thành phần", "/thanh-phan/"),
    Scene("error-500", "500: lỗi của cửa hàng", "/trang-hong/500/", status=500),
]
