"""The one search box, and what it finds or does not."""

from shop.tests.scenes.scene import Scene

SCENES = [
    Scene("search", "Tìm: chưa gõ gì", "/tim/"),
    Scene("search-found", "Tìm thấy ở mọi nhóm", "/tim/?q=tra"),
    Scene("search-mended", "Tìm: gõ sai, đã đoán ra", "/tim/?q=mat+ogn"),
    Scene("search-partial", "Tìm: chỉ thấy một phần", "/tim/?q=ca+phe+trung+nguyen"),
    Scene("search-nothing", "Tìm: không thấy gì", "/tim/?q=xyzzy+qwerty"),
    Scene("products-not-found", "Danh sách: không thấy gì", "/san-pham/?q=xyzzy"),
]
