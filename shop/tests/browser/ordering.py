"""From the home page to a placed order by keyboard alone: the steps that journeys share."""

import re

from playwright.sync_api import expect

#: Goods that are at this point of the sample shop are fetched there.
POINT = "Mường Lay"
PRODUCT = re.compile(r"/san-pham/[^/]+_\d+/$")
FIRST_PRODUCT = 'main a[href*="/san-pham/"][href*="_"][href$="/"]'


def link_to(page, address):
    """The links that lead to an address, by what it ends with."""
    return page.locator(f'a[href$="{address}"]')


def field(page, name):
    """What is shown under this name in a form; of radio buttons all."""
    return page.locator(f"[name='{name}']:not([type=hidden])")


def chooses(keys, name, value):
    """One of several radio buttons, by the arrows."""
    page = keys.page
    keys.reach(field(page, name))
    choices = field(page, name).count()
    for _ in range(choices):
        if field(page, name).and_(page.locator(":checked")).get_attribute("value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{page.url}: {name} has no {value} among {choices}")


def filters_by_four_stars(keys):
    """By radio buttons, which may be folded away, or by links: whichever the list has."""
    page = keys.page
    folded, stars = page.locator("details:not([open]) > summary"), field(page, "sao")
    keys.reach(folded.or_(stars).or_(page.locator('a[href*="sao=4"]')))
    if folded.and_(page.locator(":focus")).count():
        page.keyboard.press("Enter")
        keys.reach(stars)
    if stars.and_(page.locator(":focus")).count():
        chooses(keys, "sao", "4")
        keys.reach(page.locator("form:has([name=sao]) button[type=submit]"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]sao=4"))


def goes_to_a_point(keys):
    """By the list of sales points."""
    page = keys.page
    keys.follow(link_to(page, "/diem-ban/"))
    keys.follow(page.locator('main a[href*="/diem-ban/"]').filter(has_text=POINT))
    expect(page.locator("h1")).to_contain_text(POINT)


def puts_a_product_into_the_basket(keys):
    """Two of the first product of the page, whose own page is walked through before."""
    page = keys.page
    keys.follow(page.locator(FIRST_PRODUCT))
    expect(page).to_have_url(PRODUCT)
    keys.walk_there_and_back()
    keys.write(field(page, "quantity"), "2")
    keys.follow(page.locator('form[action*="/gio-hang/add/"] button[type=submit]'))
    expect(page).to_have_url(re.compile(r"/gio-hang/$"))


def goes_to_checkout(keys):
    """From the basket."""
    keys.follow(keys.page.locator("main").locator(link_to(keys.page, "/thanh-toan/")))
    expect(keys.page).to_have_url(re.compile(r"/thanh-toan/$"))


def says_who_and_where_to(keys, *, fetches=False):
    """Home, or at the point."""
    page = keys.page
    chooses(keys, "method", "pick-up" if fetches else "delivery")
    keys.write(field(page, "name"), "Lò Thị Thử")
    keys.write(field(page, "phone"), "0912 345 678")
    if fetches:
        _takes_the_point(keys)
    else:
        keys.write(field(page, "commune"), "Lay Nưa")
        keys.write(field(page, "street"), "Bản Quan Chiêng")
    keys.follow(page.locator("main form:has([name=phone]) button[type=submit]"))
    expect(page.locator("button[name=place]")).to_be_visible()


def _takes_the_point(keys):
    page = keys.page
    points = field(page, "point")
    keys.reach(points)
    for _ in range(points.locator("option").count()):
        if POINT in points.locator("option:checked").inner_text():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{POINT} is no point to fetch at")


def places_the_order(keys, means):
    """With one way to pay; what it leads to is another's to see."""
    chooses(keys, "means", means)
    keys.follow(keys.page.locator("button[name=place]"), "Space")
