"""The drawings that stand in for photographs, one per kind of product, in static/img/illustrations/."""

from django.utils.translation import gettext_lazy as _

ILLUSTRATIONS = [
    ("tea", _("tea")),
    ("coffee", _("coffee")),
    ("honey", _("honey")),
    ("rice", _("rice")),
    ("nuts", _("macadamia")),
    ("meat", _("hearth-smoked meat")),
    ("cracker", _("khẩu xén")),
    ("pineapple", _("pineapple")),
    ("brocade", _("brocade")),
    ("peanut", _("peanuts")),
    ("taro", _("taro")),
    ("gourd", _("gourd")),
    ("noodles", _("noodles")),
    ("spirit", _("spirits")),
    ("cordyceps", _("cordyceps")),
    ("spice", _("spice dip")),
    ("vinegar", _("vinegar")),
    ("pomelo", _("pomelo")),
    ("beans", _("beans")),
    ("apple", _("Mèo apple")),
    ("fish", _("fish")),
    ("oil", _("oil")),
    ("basket", _("basket")),
]
