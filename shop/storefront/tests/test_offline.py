"""Without a network: what the worker keeps, that it is nobody's own, and that a deploy renews it."""

import json
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from shop.storefront import offline


@pytest.fixture(autouse=True)
def _a_process_that_has_just_started():
    offline.worker_script.cache_clear()
    yield
    offline.worker_script.cache_clear()


def kept(script=None):
    """What the worker is told to keep."""
    return json.loads(re.search(r"const KEPT = (\{.*\});", script or offline.worker_script())[1])


def test_the_worker_is_served_for_the_whole_shop_and_never_from_a_cache(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    assert client.post("/sw.js").status_code == 405


def test_the_worker_keeps_the_page_in_both_languages_and_its_files_alone():
    what = kept()
    assert what["pages"] == {"vi": "/ngoai-tuyen/", "en": "/en/ngoai-tuyen/"}
    assert "/static/css/joined/site.css" in what["files"]
    assert "/static/img/pieu.svg" in what["files"]
    for address in what["files"]:
        assert finders.find(address.removeprefix(settings.STATIC_URL)), address


def test_a_deploy_that_changes_a_file_of_the_page_renews_what_is_kept(monkeypatch):
    before = kept()["version"]
    assert kept()["version"] == before
    offline.worker_script.cache_clear()
    monkeypatch.setattr(offline, "static", lambda name: f"/static/{name}?1")
    assert kept()["version"] != before


@pytest.mark.parametrize(
    ("address", "words"), [("/ngoai-tuyen/", "Không có mạng"), ("/en/ngoai-tuyen/", "no network")]
)
def test_the_page_is_the_same_for_everybody(client, address, words):
    answer = client.get(address)
    assert words in answer.content.decode()
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert b'content="noindex"' in answer.content
    assert b"csrf" not in answer.content


def test_the_manifest_names_icons_that_are_there_and_the_shops_colours(client):
    answer = client.get("/site.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    content = answer.json()
    assert {icon["sizes"] for icon in content["icons"]} == {"any", "192x192", "512x512"}
    for icon in content["icons"]:
        assert finders.find(icon["src"].removeprefix(settings.STATIC_URL)), icon
    tokens = (settings.BASE_DIR / "static" / "css" / "base" / "tokens.css").read_text(encoding="utf-8")
    assert f"--cloth: {content['theme_color']};" in tokens
    assert f"--ground: {content['background_color']};" in tokens


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/ngoai-tuyen/", "/tai-khoan/dang-nhap/", "/don-hang/"])
def test_pages_of_the_shop_ask_for_worker_and_manifest(client, address):
    page = client.get(address).content.decode()
    assert "js/offline.js" in page
    assert 'rel="manifest" href="/site.webmanifest"' in page
