"""Who may write the pages."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms.models import HomePage

MARKETERS = "Người làm nội dung"
PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
#: What the search is told, and what it could not find.
SEARCH_PERMISSIONS = (
    "add_synonymset",
    "change_synonymset",
    "delete_synonymset",
    "view_synonymset",
    "view_missedquery",
    "delete_missedquery",
)
COLLECTION_PERMISSIONS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)


@transaction.atomic
def marketers_group() -> Group:
    """The group of those who write the shop's pages, with exactly the rights that takes.

    They may open /noi-dung/, keep the search's words, and add, change, publish and lock the home page and
    what is under it, with pictures and documents. A second call changes nothing; rights given by hand in the
    group stay.
    """
    group, _created = Group.objects.get_or_create(name=MARKETERS)
    group.permissions.add(_permission("wagtailadmin", "access_admin"))
    group.permissions.add(*(_permission("finding", codename) for codename in SEARCH_PERMISSIONS))
    home = HomePage.objects.get()
    for codename in PAGE_PERMISSIONS:
        permission = _permission("wagtailcore", codename)
        GroupPagePermission.objects.get_or_create(group=group, page_id=home.pk, permission=permission)
    root = Collection.get_first_root_node()
    for codename in COLLECTION_PERMISSIONS:
        app = "wagtailimages" if codename.endswith("image") else "wagtaildocs"
        permission = _permission(app, codename)
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    return group


def _permission(app_label, codename):
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
