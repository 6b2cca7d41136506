"""All scenes, under the headings by which the gallery shows them. A new page is one line in one of these."""

from shop.tests.scenes import (
    accounts,
    bank,
    buying,
    counter,
    delivery,
    faults,
    finding,
    goods,
    messages,
    money,
    news,
    offers,
    office,
    orders,
    places,
    printing,
    scanning,
    sheets,
    stock,
)

SECTIONS = {
    "Hàng hóa": goods.SCENES,
    "Tìm kiếm": finding.SCENES,
    "Điểm bán, bản du lịch, bài viết": places.SCENES,
    "Mua hàng": buying.SCENES,
    "Ưu đãi": offers.SCENES,
    "Đơn hàng": orders.SCENES,
    "Tài khoản": accounts.SCENES,
    "Quầy": [*counter.SCENES, *scanning.SCENES],
    "Kho của điểm": [*stock.SCENES, *sheets.SCENES],
    "Bản tin sáng của điểm": news.SCENES,
    "In tại quầy": printing.SCENES,
    "Văn phòng": [*office.SCENES, *delivery.SCENES],
    "Tin gửi người mua": messages.SCENES,
    "Chuyển khoản": bank.SCENES,
    "Tiền của đơn": money.SCENES,
    "Khi có lỗi": faults.SCENES,
}
SCENES = [scene for scenes in SECTIONS.values() for scene in scenes]
