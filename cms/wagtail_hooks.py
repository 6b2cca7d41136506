"""What editors find in /noi-dung/: our choosers and lists, and a menu with no more than they need."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput

from catalog.text import NFCTextField
from cms.choosers import producer_chooser, product_chooser, sales_point_chooser
from cms.listings import ArticleListing, VillageListing
from cms.search_words import SearchWords

#: For whoever looks after the machinery; a marketer has no use for them.
ONLY_FOR_ADMINISTRATORS = {"reports", "settings"}
#: Leads to Wagtail's own site.
FOR_NOBODY = {"help"}

# Wagtail gives fields that grow with their text to Django's own class only.
register_form_field_override(NFCTextField, override={"widget": AdminAutoHeightTextInput})


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [
        product_chooser,
        sales_point_chooser,
        producer_chooser,
        ArticleListing("articles", url_prefix="bai-viet"),
        VillageListing("villages", url_prefix="ban-du-lich"),
        SearchWords(),
    ]


@hooks.register("insert_global_admin_css")
def dress_as_the_shop():
    return format_html('<link rel="stylesheet" href="{}">', static("css/joined/editor.css"))


@hooks.register("construct_main_menu")
def trim_menu(request, menu_items):
    hidden = FOR_NOBODY if request.user.is_superuser else FOR_NOBODY | ONLY_FOR_ADMINISTRATORS
    menu_items[:] = [item for item in menu_items if item.name not in hidden]
