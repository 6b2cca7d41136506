"""What each component is shown with: made-up goods and places, without a database.

A component is a file in `templates/components/`; each has its states here, or a test says that it lacks them.
"""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from shop.assortment.aisles import AISLES
from shop.assortment.cards import Card


class SampleForm(forms.Form):
    """One field of each kind that the shop uses."""

    name = forms.CharField(label="Họ và tên", help_text="Như trên giấy tờ.")
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea)
    way = forms.ChoiceField(
        label="Cách nhận", choices=[("a", "Giao tận nơi"), ("b", "Đến điểm bán")], widget=forms.RadioSelect
    )
    commune = forms.ChoiceField(label="Xã, phường", choices=[("1", "xã Tủa Chùa"), ("2", "phường Mường Lay")])
    agreed = forms.BooleanField(label="Tôi đã xem lại đơn hàng")
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def product(**values) -> SimpleNamespace:
    """A product as `shop.assortment.queries.on_offer` gives it, as far as its name goes."""
    usual = {"title": "Trà shan tuyết mẫu", "title_en": "Sample snow shan tea"}
    return SimpleNamespace(**{**usual, **values})


def card(**values) -> Card:
    """A product's card."""
    usual = {
        "pk": 1,
        "slug": "tra",
        "title_vi": "Trà shan tuyết mẫu",
        "title_en": "Sample snow shan tea",
        "maker": "Hợp tác xã Mẫu",
        "stars": 4,
        "ends_date": date(2028, 3, 1),
        "price": 185_000,
        "is_from": False,
        "net_weight_g": 500,
        "for_adults": False,
        "is_sold_out": False,
        "illustration": "tea",
        "picture": None,
    }
    return Card(**{**usual, **values})


def point(**values) -> SimpleNamespace:
    """A sales point as a row shows it."""
    usual = {
        "name": "Điểm OCOP mẫu",
        "get_absolute_url": "/diem-ban/mau/",
        "get_kind_display": "điểm OCOP",
        "drawing": "market-stall",
        "distance_km": 12.34,
        "address_line": "Chợ trung tâm",
        "commune": "phường Mường Lay",
        "is_sample": True,
    }
    return SimpleNamespace(**{**usual, **values})


class _Message(SimpleNamespace):
    def __str__(self):
        return self.words


def _message(level, words):
    return _Message(level_tag=level, tags=level, words=words)


def _fields(**of) -> list:
    return [(name, {"field": SampleForm(**of)[name]}) for name in SampleForm.base_fields if name != "key"]


def _products() -> list:
    long = "Diệp Thanh Trà – Bạch trà Mẫu đơn shan tuyết cổ thụ Tủa Chùa, hái một tôm hai lá"
    bare = {"stars": None, "ends_date": None, "maker": "", "net_weight_g": None}
    states = [
        (_("in stock"), {}),
        (_("five stars, a long name"), {"stars": 5, "title_vi": long, "title_en": ""}),
        (_("without a certificate"), {**bare, "illustration": "honey"}),
        (_("in several sizes"), {"is_from": True, "net_weight_g": None, "illustration": "tea-tin"}),
        (_("sold out"), {"is_sold_out": True, "illustration": "pineapple"}),
        (_("for adults"), {"for_adults": True, "illustration": "spirit", "is_sold_out": True}),
        (_("without a price"), {"price": None, "illustration": "brocade"}),
    ]
    return [(state, {"card": card(**values)}) for state, values in states]


def _points() -> list:
    bare = {"distance_km": None, "is_sample": False, "drawing": "post-office"}
    return [(_("with its distance"), {"point": point()}), (_("without"), {"point": point(**bare)})]


def _notices() -> list:
    words = "Noong Luống nay thuộc xã Thanh Yên; trên kiện hàng sẽ ghi tên mới."
    return [(kind, {"kind": kind, "text": words}) for kind in ("info", "success", "warning", "error")]


def _empties() -> list:
    said = {"title": "Chưa có gì", "text": "Hãy bỏ bớt một điều kiện.", "url": "/", "action": "Xem tất cả"}
    drawings = ("basket", "nothing-found", "empty-shelf", "all-done", "offline")
    return [(drawing, {**said, "drawing": drawing}) for drawing in drawings]


def _components() -> list:
    named = [(2, "Trà shan tuyết mẫu, 100 g"), (1, "Mật ong mẫu")]
    return [
        SimpleNamespace(quantity=units, stock=SimpleNamespace(product=SimpleNamespace(full_title=title)))
        for units, title in named
    ]


def _translated() -> list:
    return [
        (_("in the page's language"), {"of": product(), "field": "title"}),
        (_("standing in, in Vietnamese"), {"of": product(title_en=""), "field": "title"}),
    ]


def components() -> dict[str, list]:
    """Component → its states, each (words, context)."""
    pages = Paginator(range(100), 24)
    certified = {"ends_date": date(2028, 3, 1)}
    trail = [("Sản phẩm", "/san-pham/"), ("Chè", "/san-pham/?nhom=I.5a"), ("Trà shan tuyết mẫu", "")]
    messages = [_message("success", "Đã cho vào giỏ."), _message("warning", "Giá đã đổi từ 45.000 ₫.")]
    return {
        "aisle": [(aisle.name, {"aisle": aisle}) for aisle in AISLES[:4]],
        "breadcrumbs": [("", {"trail": trail})],
        "empty": _empties(),
        "field": [*_fields(), *_fields(data={})],
        "form_errors": [("", {"form": SampleForm({})})],
        "illustration": [(name, {"name": name}) for name in ("tea", "stilt-house", "parcel")],
        "line_components": [("", {"components": _components()})],
        "messages": [("", {"messages": messages})],
        "notice": _notices(),
        "pagination": [("", {"page_obj": pages.page(2)})],
        "picture": [(_("without a photograph"), {"drawing": "honeycomb", "shape": "card"})],
        "place_finder": [("", {})],
        "search_box": [("", {"words": "mắc ca", "url": "/tim/", "id": "sample-search"})],
        "point_card": _points(),
        "product_card": _products(),
        "sources": [("", {"sources": ["Báo Điện Biên Phủ, 2025", "https://dienbien.gov.vn/ocop"]})],
        "stars": [(str(number), {"stars": number, **certified}) for number in (3, 4, 5)],
        "translated": _translated(),
        "steps": [(step, {"here": step}) for step in ("basket", "details", "review")],
    }


def states() -> Iterator[tuple[str, str, dict]]:
    """(component, words, context) of every state."""
    for name, shown in components().items():
        for words, context in shown:
            yield name, words, context
