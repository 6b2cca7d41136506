"""Where to go: sales points, tourism villages, and the stories about them."""

from catalog.places.models import Commune, FormerUnit
from cms.factories import ArticlePageFactory
from cms.models import ArticlePage, VillagePage
from shop.points.models import SalesPoint
from shop.points.places import places_named
from shop.recognition.tests.worlds import recognised, supported
from shop.tests.scenes import choosing
from shop.tests.scenes.goods import about
from shop.tests.scenes.pictures import a_picture
from shop.tests.scenes.scene import Scene
from shop.tests.worlds import a_point


def near_a_place(client):
    """The locator, asked with a commune that there is."""
    return f"/diem-ban/?noi={choosing.point_that_is('open').commune.name}"


def near_a_name_of_many(client):
    """The locator, asked with a name that several communes had."""
    names = FormerUnit.objects.order_by("name").values_list("name", flat=True).distinct()
    many = (name for name in names if len(places_named(name)) > 1)
    return f"/diem-ban/?noi={choosing.first(many, 'name of several communes')}"


def where_nothing_fits(client):
    """The locator, asked for goods that no point has."""
    return f"/diem-ban/?mo-cua=1&san-pham={choosing.sold_out().pk}"


def near_the_village(client):
    """The locator, asked with a tourism village."""
    title = choosing.first(VillagePage.objects.live().filter(commune__isnull=False), "village").title
    return f"/diem-ban/?noi={title}&loai=shop&do-xe=1"


def nearest_that_has_it(client):
    """The locator, asked for a product that the nearest point has not."""
    point, product = choosing.nearest_without()
    return f"/diem-ban/?noi={point.name}&san-pham={product.pk}"


def page_of_a_network(number):
    """A page of the locator in a network of a few hundred points, all over the province."""

    def asked(client):
        communes = list(Commune.objects.order_by("code"))
        for place in range(300):
            commune = communes[place % len(communes)]
            east, north = (place // len(communes) - 3) / 40, (place * 7 % 11 - 5) / 60
            latitude, longitude = commune.latitude + north, commune.longitude + east
            a_point(
                f"Điểm OCOP {commune} {place + 1}", commune=commune, latitude=latitude, longitude=longitude
            )
        return f"/diem-ban/?trang={number}"

    return asked


def recognised_point():
    """A point that a decision recognises and that is bound by its support."""
    point = choosing.first(
        SalesPoint.objects.for_visitors().filter(recognitions=None, supports=None), "point without papers"
    )
    recognised(point)
    supported(point)
    return point


def poster_of_a_point(client):
    """The sheet that a point hangs up."""
    return f"{choosing.point_that_is('open').get_absolute_url()}ap-phich/"


def written(choose):
    """The page of the content tree that is chosen."""
    return lambda client: choose().get_url()


def village(**conditions):
    """A village of the sample shop."""
    return written(lambda: choosing.first(VillagePage.objects.live().filter(**conditions), f"{conditions}"))


def longest_article():
    """The article of the sample shop with the most to read."""
    return max(ArticlePage.objects.live(), key=lambda article: len(article.body))


def article_of_everything():
    """An article with every block that there is, and a picture."""
    point = choosing.point_that_is("open")
    blocks = {
        "paragraph": {
            "text": "<p>Một đoạn, <b>chữ đậm</b>, <i>chữ nghiêng</i>.</p><ul><li>Một</li><li>Hai</li></ul>"
        },
        "heading": {"text": "Từ nương chè Tủa Chùa xuống chợ Mường Lay"},
        "picture": {
            "image": {"image": a_picture().pk, "alt_text": "Màu lá", "decorative": False},
            "caption": "Nương.",
        },
        "quote": {"text": "Chè này cha tôi trồng.", "source": "Một người làm chè, lời mẫu"},
        "call_to_action": {"text": "Đang vào vụ.", "label": "Xem các loại chè", "address": "/san-pham/"},
        "product": {"product": choosing.in_stock().pk},
        "product_row": {"title": "Bốn sao", "stars": "4", "limit": 4},
        "sales_point": {"sales_point": point.pk},
    }
    body = [{"type": kind, "value": value} for kind, value in blocks.items()]
    return ArticlePageFactory(title="Bài có đủ mọi khối", intro="Lời mở đầu.", picture=a_picture(), body=body)


SCENES = [
    Scene("points", "Danh sách điểm bán", "/diem-ban/"),
    Scene("points-near", "Điểm bán gần một nơi", near_a_place),
    Scene("points-which", "Tên nơi có nhiều nghĩa", near_a_name_of_many),
    Scene("points-village", "Gần một bản, loại điểm và dịch vụ", near_the_village),
    Scene("points-having", "Điểm gần nhất có món hàng", nearest_that_has_it),
    Scene("points-which-goods", "Tên hàng có nhiều nghĩa", "/diem-ban/?hang=tra&xa=03127"),
    Scene("points-no-goods", "Không có hàng tên ấy", "/diem-ban/?hang=xyzzy&loai=x&the=2", status=400),
    Scene("points-unknown", "Nơi không có", "/diem-ban/?noi=Atlantis", status=400),
    Scene("points-many", "Mạng lưới vài trăm điểm", page_of_a_network(1)),
    Scene("points-many-further", "Mạng lưới vài trăm điểm, trang 3", page_of_a_network(3)),
    Scene("points-no-page", "Danh sách điểm bán không có trang ấy", "/diem-ban/?trang=99", status=400),
    Scene("points-none", "Không điểm nào hợp", where_nothing_fits),
    Scene("point-open", "Điểm bán đang mở", about(lambda: choosing.point_that_is("open"))),
    Scene("point-closed", "Điểm bán đang đóng", about(lambda: choosing.point_that_is("closed"))),
    Scene("point-paused", "Điểm bán tạm nghỉ", about(lambda: choosing.point_that_is("paused"))),
    Scene("point-unknown-hours", "Không rõ giờ mở", about(lambda: choosing.point_that_is("unknown"))),
    Scene("point-few-goods", "Điểm bán ít hàng", about(lambda: choosing.points_by_goods()[0])),
    Scene("point-many-goods", "Điểm bán nhiều hàng", about(lambda: choosing.points_by_goods()[-1])),
    Scene("point-other-hours", "Hôm nay mở cửa khác thường", about(choosing.point_with_other_hours)),
    Scene("point-recognised", "Điểm bán được công nhận, có hỗ trợ", about(recognised_point)),
    Scene("point-poster", "Áp phích của điểm bán", poster_of_a_point),
    Scene("villages", "Danh sách bản du lịch", "/du-lich/"),
    Scene("village", "Bản du lịch", village(kind="village", commune__isnull=False)),
    Scene("village-planned", "Bản du lịch dự kiến", village(kind="planned")),
    Scene("homestay", "Homestay", village(kind="homestay")),
    Scene("articles", "Danh sách bài viết", "/tin-tuc/"),
    Scene("article", "Bài viết", written(longest_article)),
    Scene("article-of-everything", "Bài viết có đủ mọi khối", written(article_of_everything)),
]
