"""A marketer's work in /noi-dung/, and where it ends."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.factories import ArticlePageFactory
from cms.models import ArticleIndexPage, ArticlePage, HomePage
from cms.operations import SEARCH_PERMISSIONS, marketers_group
from shop.accounts.models import User
from shop.tests import worlds

pytestmark = pytest.mark.django_db


def home_form(**values):
    """What the editor of the home page sends."""
    return nested_form_data(
        {
            "title": "OCOP Điện Biên",
            "lead_title": "",
            "intro": "",
            "seo_title": "",
            "search_description": "",
            "body": streamfield([]),
            "comments": inline_formset([]),
            **values,
        }
    )


def edit_home(desk, **values):
    home = HomePage.objects.get()
    address = reverse("wagtailadmin_pages:edit", args=[home.pk])
    return desk.post(address, home_form(**values))


def test_a_marketer_edits_and_publishes_home(desk, client):
    tea = worlds.a_product("Trà Phan Nhất", stars=4)
    body = streamfield([("heading", {"text": "Chè mới"}), ("product", {"product": str(tea.pk)})])
    values = {"lead_title": "Mùa chè", "intro": "Chè đầu vụ.", "body": body}
    response = edit_home(desk, **values, **{"action-publish": "action-publish"})
    assert response.status_code == 302
    page = client.get("/").content.decode()
    for words in ("Mùa chè", "Chè đầu vụ.", "Chè mới", tea.get_absolute_url()):
        assert words in page


def test_a_draft_changes_nothing_for_visitors(desk, client):
    before = client.get("/").content
    assert edit_home(desk, lead_title="Chưa xong").status_code == 302
    assert client.get("/").content == before
    assert HomePage.objects.get().get_latest_revision_as_object().lead_title == "Chưa xong"


def test_the_homes_address_is_not_for_marketers_to_move(desk):
    edit_home(desk, slug="trang-khac", **{"action-publish": "action-publish"})
    assert HomePage.objects.get().slug == "home"


def test_a_preview_shows_what_is_being_written(desk):
    home = HomePage.objects.get()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[home.pk])
    assert desk.post(address, home_form(lead_title="Đang viết")).json()["is_valid"]
    preview = desk.get(address)
    assert "Đang viết" in preview.content.decode()
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert "no-store" in preview["Cache-Control"]
    assert "public" not in preview["Cache-Control"]


def test_a_marketer_writes_an_article(desk, client):
    address = reverse(
        "wagtailadmin_pages:add", args=["cms", "articlepage", ArticleIndexPage.objects.get().pk]
    )
    values = {
        "title": "Đường lên Tủa Chùa",
        "slug": "duong-len-tua-chua",
        "kind": "story",
        "date": "2026-11-01",
    }
    form = home_form(**values, illustration="tea", picture="", **{"action-publish": "action-publish"})
    assert desk.post(address, form).status_code == 302
    assert client.get("/tin-tuc/duong-len-tua-chua/").status_code == 200
    assert ArticlePage.objects.get().owner.email == "bien.tap@example.com"


def test_the_editor_makes_addresses_without_marks(desk):
    page = desk.get(reverse("wagtailadmin_pages:edit", args=[ArticlePageFactory().pk])).content.decode()
    letters = page.split('data-w-slug-formatters-value="')[1].split('"')[0]
    for marked in ("\\u0111", "\\u01b0", "\\u1edd", "\\u1ef9"):  # đ ư ờ ỹ
        assert marked in letters.lower()
    assert 'data-w-slug-allow-unicode-value="True"' not in page


def test_the_menu_has_what_marketers_need_and_no_more(desk):
    page = desk.get(reverse("wagtailadmin_home")).content.decode()
    names = {part.split('"')[0] for part in page.split('"name": "')[1:]}
    assert {"explorer", "articles", "villages", "images", "documents"} <= names
    assert not {"reports", "settings", "help", "users", "groups", "sites"} & names


@pytest.mark.parametrize(
    "address", ["articles:index", "villages:index", "wagtailimages:index", "wagtaildocs:index"]
)
def test_the_lists_of_the_menu_open(desk, address):
    ArticlePageFactory()
    assert desk.get(reverse(address)).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "wagtailusers_users:index",
        "wagtailusers_users:add",
        "wagtailusers_groups:index",
        "wagtailsites:index",
        "wagtailredirects:index",
        "wagtailadmin_collections:index",
        "wagtailadmin_workflows:index",
    ],
)
def test_users_and_settings_are_closed_to_a_marketer(desk, address):
    response = desk.get(reverse(address))
    assert response.status_code == 302
    assert response["Location"] == reverse("wagtailadmin_home")


def test_the_offices_dashboard_is_closed_to_a_marketer(desk):
    assert desk.get("/quan-tri/", follow=False).status_code in {302, 403}
    assert desk.get("/quan-tri/catalogue/").status_code in {302, 403}


def test_a_marketer_cannot_leave_the_homes_tree(desk):
    root = HomePage.objects.get().get_parent()
    response = desk.get(reverse("wagtailadmin_pages:add_subpage", args=[root.pk]))
    assert response.status_code == 302


@pytest.mark.parametrize("who", ["desk", "admin_client"])
@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/du-lich/"])
def test_the_stable_addresses_can_neither_move_nor_go(request, client, who, path):
    browser = request.getfixturevalue(who)
    page = next(p for p in Page.objects.filter(depth__gt=1) if p.get_url() == path)
    for deed in ("delete", "unpublish", "move"):
        address = reverse(f"wagtailadmin_pages:{deed}", args=[page.pk])
        assert browser.post(address, {"next": "/"}).status_code == 302
    editor = browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert not any(f'name="{field}"' in editor for field in ("slug", "go_live_at", "expire_at"))
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("make", ["shopper", "seller"])
def test_others_do_not_come_in(client, make):
    user = User.objects.create_user(email="khach@example.com", password="mua hang")
    client.force_login(worlds.a_seller(worlds.a_point()) if make == "seller" else user)
    for address in ("wagtailadmin_home", "wagtailadmin_explore_root", "articles:index"):
        response = client.get(reverse(address))
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("customer:login"))


def test_the_group_has_exactly_the_rights_that_writing_takes():
    group = marketers_group()
    assert marketers_group() == group
    assert set(group.permissions.values_list("codename", flat=True)) == {"access_admin", *SEARCH_PERMISSIONS}
    pages = GroupPagePermission.objects.filter(group=group)
    assert {right.page.specific_class for right in pages} == {HomePage}
    assert sorted(right.permission.codename for right in pages) == [
        "add_page",
        "change_page",
        "lock_page",
        "publish_page",
        "unlock_page",
    ]
    files = GroupCollectionPermission.objects.filter(group=group)
    assert sorted(right.permission.codename for right in files) == [
        "add_document",
        "add_image",
        "change_document",
        "change_image",
        "choose_document",
        "choose_image",
    ]
    assert Permission.objects.filter(group=group).count() == 1 + len(SEARCH_PERMISSIONS)


def test_the_editors_interface_is_vietnamese_whatever_the_browser_asks_for(desk):
    page = desk.get(reverse("wagtailadmin_home"), headers={"Accept-Language": "en"})
    assert '<html lang="vi"' in page.content.decode()
