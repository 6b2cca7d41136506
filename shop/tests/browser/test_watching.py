"""What watches over the pages would see it: each fault is planted into a real page, and is found there."""

import pytest

pytestmark = pytest.mark.browser
LONG = "Đặc sản Điện Biên " * 20
PLANTED = {
    "wider than the window": ("</main>", '<pre class="planted-wide">' + "rộng" * 300 + "</pre></main>"),
    "cut off": ("</main>", f'<p class="planted-cut">{LONG}</p></main>'),
    "not there": ("</main>", '<img src="/static/khong-co.svg" alt="" width="9" height="9"></main>'),
}
STYLE = """
.planted-cut { overflow: hidden; white-space: nowrap; inline-size: 10rem; }
.planted-wide { white-space: pre; overflow: visible; }
"""


@pytest.fixture
def width():
    """One width is enough to see that it sees."""
    return 360


def plants(person, place, what, style=STYLE):
    """Changes the home page on its way to the window, styles by a file; its headers stay."""

    def change(route):
        answer = route.fetch()
        page = answer.text().replace(place, what, 1)
        sheet = '<link rel="stylesheet" href="/planted.css"></head>'
        route.fulfill(response=answer, body=page.replace("</head>", sheet, 1))

    person.page.route(f"{person.base}/", change)
    person.page.route("**/planted.css", lambda route: route.fulfill(body=style, content_type="text/css"))


@pytest.mark.parametrize("what", ["<script>window.planted = 1</script>", "<style>h1 { color: red }</style>"])
def test_what_the_policy_forbids_is_a_fault(someone, what):
    visitor = someone()
    plants(visitor, "</main>", f"{what}</main>")
    visitor.open("/")
    found, visitor.faults = visitor.faults, []
    assert any("securitypolicyviolation" in fault for fault in found), found


@pytest.mark.parametrize("kind", ["wider than the window", "cut off", "not there"])
def test_what_is_out_of_place_is_found(someone, kind):
    visitor = someone()
    visitor.open("/")
    visitor.settles()
    assert visitor.out_of_place() == []
    plants(visitor, *PLANTED[kind])
    visitor.open("/")
    visitor.settles()
    assert any(kind in fault for fault in visitor.out_of_place()), visitor.out_of_place()


def test_what_a_hidden_overflow_conceals_is_found(someone):
    visitor = someone()
    plants(visitor, *PLANTED["wider than the window"], style=STYLE + "html, body { overflow-x: hidden }")
    visitor.open("/")
    visitor.settles()
    assert any("sticks out sideways" in fault for fault in visitor.out_of_place())


def test_what_is_shortened_on_purpose_is_no_fault(someone):
    visitor = someone()
    place, what = PLANTED["cut off"]
    plants(visitor, place, what.replace("<p ", "<p data-clamped "))
    visitor.open("/")
    visitor.settles()
    assert visitor.out_of_place() == []


def test_what_moves_while_loading_is_found(someone):
    visitor = someone()
    plants(visitor, "<main", '<img src="/planted.svg" alt=""><main')
    visitor.page.route("**/planted.svg", a_late_picture)
    visitor.open("/")
    visitor.settles()
    assert any("layout shift" in fault for fault in visitor.jumps())


def test_a_picture_whose_room_is_not_kept_is_found_even_where_it_comes_in_time(someone):
    visitor = someone()
    plants(visitor, "</main>", '<img src="/planted.svg" alt=""></main>')
    visitor.page.route("**/planted.svg", a_picture)
    visitor.open("/")
    visitor.settles()
    assert visitor.jumps() == ["a picture takes 0 × 0 px, then 300 × 300 px: /planted.svg"]


def a_late_picture(route):
    """One that comes after the page has been painted."""
    route.request.frame.wait_for_timeout(400)
    a_picture(route)


def a_picture(route):
    """A picture of 300 px, without its size in the page."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"></svg>'
    route.fulfill(body=svg, content_type="image/svg+xml")


def test_letters_that_do_not_follow_the_reader_are_found(someone):
    visitor = someone()
    plants(visitor, "</main>", "</main>", style="html { font-size: 16px }")
    visitor.open("/")
    assert visitor.reads_large_letters() == ["the letters do not follow the size that the browser is set to"]
