"""Words that stand around what is searched without saying it: they may be missing where nothing has them all.

Written with their marks; who types none means them as well.
"""

_VIETNAMESE = """
    mua bán đặt tìm cần muốn xem hỏi giá rẻ đắt tiền bao nhiêu đâu nào gì mấy một vài ít nhiều ship online
    ở tại của cho và với từ các những là có được làm thì để về trong ngoài gần này đây rất
    loại đồ thứ món ngon tốt nhất chuẩn xịn chính hãng gốc thật sạch mới cũ hàng cửa tiệm shop ocop sao
    đặc sản quà tặng biếu kèm dùng ăn
    tỉnh thành phố thị xã phường huyện trấn bản thôn xóm làng khối tổ đội
    quả trái củ con cái chiếc hộp gói túi chai lọ hũ bịch kg ký kí cân lạng gam gram lít
"""
_ENGLISH = """
    a an the of for from in at to and with by on is are me my i some any how much near where what which can
    buy get find want need shop store online price cheap best good great local authentic original
    vietnam vietnamese gift gifts souvenir souvenirs
"""
#: What all goods here have in common; it tells only beside nothing else.
PHRASES = ("điện biên", "tây bắc", "việt nam")
FILLERS = frozenset((_VIETNAMESE + _ENGLISH).split())
