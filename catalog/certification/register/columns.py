"""The sheets of the register and their columns, described once.

Reading, error messages, the template file and docs/register.md all follow these lines.
"""

from datetime import date

from catalog.certification.models import IssuerLevel
from catalog.certification.register.label import LABEL_COLUMNS
from catalog.certification.register.shapes import Column, Sheet
from catalog.producers.models import Producer

PRODUCER_KINDS = (
    (Producer.Kind.COMPANY.value, ("Công ty", "Doanh nghiệp")),
    (Producer.Kind.COOPERATIVE.value, ("Hợp tác xã", "HTX")),
    (Producer.Kind.PRODUCER_GROUP.value, ("Tổ hợp tác", "THT")),
    (Producer.Kind.HOUSEHOLD_BUSINESS.value, ("Hộ kinh doanh", "HKD")),
    (Producer.Kind.PROCESSING_HOUSEHOLD.value, ("Hộ chế biến", "Cơ sở chế biến")),
    (Producer.Kind.UNKNOWN.value, ("Chưa rõ",)),
)
ISSUER_LEVELS = (
    (IssuerLevel.DISTRICT.value, ("Huyện", "Cấp huyện")),
    (IssuerLevel.PROVINCE.value, ("Tỉnh", "Cấp tỉnh")),
    (IssuerLevel.MINISTRY.value, ("Trung ương", "Bộ")),
)
_a_commune = "mã 5 chữ số hoặc tên xã, phường (tên cũ được đổi sang đơn vị ngày nay)"
_a_day = "ngày dạng dd/mm/yyyy hoặc yyyy-mm-dd, từ 01/01/2018 đến hôm nay"

PRODUCERS = Sheet(
    name="Chủ thể",
    file_part="chu-the",
    key="name",
    columns=(
        Column(
            "Tên chủ thể",
            "name",
            "name",
            "tên đầy đủ của chủ thể, tối đa 200 ký tự",
            "Hợp tác xã Ví Dụ",
            required=True,
            max_length=200,
        ),
        Column(
            "Loại hình",
            "kind",
            "choice",
            "Công ty, Hợp tác xã (HTX), Tổ hợp tác (THT), Hộ kinh doanh (HKD), Hộ chế biến hoặc Chưa rõ",
            "Hợp tác xã",
            required=True,
            choices=PRODUCER_KINDS,
        ),
        Column("Mã số thuế", "tax_code", "tax_code", "10 chữ số, 10-3 chữ số hoặc 12 chữ số", "5600000000"),
        Column(
            "Điện thoại",
            "phone",
            "phone",
            "một số điện thoại Việt Nam, 10 chữ số bắt đầu bằng 0 (máy bàn 02: 10 hoặc 11 chữ số)",
            "0215 000 0000",
        ),
        Column(
            "Thôn, bản", "village", "text", "tên thôn, bản, tối đa 120 ký tự", "Bản Ví Dụ", max_length=120
        ),
        Column("Xã, phường", "commune", "commune", _a_commune, "03127"),
        Column(
            "Năm thành lập",
            "founded",
            "founded",
            "năm (2019), tháng (02/2019) hoặc ngày (15/02/2019) đã qua",
            "2019",
        ),
    ),
)

PRODUCTS = Sheet(
    name="Sản phẩm",
    file_part="san-pham",
    key="code",
    columns=(
        Column(
            "Mã sản phẩm",
            "code",
            "code",
            "mã gồm chữ cái không dấu, chữ số và dấu - . / _, tối đa 40 ký tự",
            "VD-001",
            required=True,
            max_length=40,
        ),
        Column(
            "Tên sản phẩm",
            "title",
            "name",
            "tên sản phẩm như trên giấy chứng nhận, tối đa 255 ký tự",
            "Chè xanh ví dụ",
            required=True,
            max_length=255,
        ),
        Column(
            "Mã phân nhóm",
            "subgroup",
            "subgroup",
            "mã phân nhóm theo Quyết định 148/QĐ-TTg, ví dụ I.5a",
            "I.5a",
            required=True,
        ),
        Column(
            "Tên chủ thể",
            "producer",
            "name",
            "tên một chủ thể có trong tệp này hoặc trong cửa hàng",
            "Hợp tác xã Ví Dụ",
            required=True,
            max_length=200,
        ),
        Column("Xã, phường", "commune", "commune", _a_commune, "03127"),
        Column(
            "Nơi sản xuất",
            "origin_text",
            "text",
            "nơi sản xuất như ghi trên nhãn, tối đa 250 ký tự",
            "Bản Ví Dụ, phường Điện Biên Phủ",
            max_length=250,
        ),
        Column("Khối lượng tịnh (g)", "net_weight_g", "weight", "số nguyên từ 1 đến 50.000", 130),
        Column(
            "Mã vạch (GTIN)",
            "upc",
            "gtin",
            "8, 12, 13 hoặc 14 chữ số, chữ số cuối đúng phép kiểm tra",
            "2000000000008",
        ),
        Column(
            "Tên tiếng Anh",
            "title_en",
            "text",
            "tên tiếng Anh, tối đa 255 ký tự",
            "Example green tea",
            max_length=255,
        ),
        Column(
            "Mô tả",
            "description",
            "paragraphs",
            "lời giới thiệu, văn bản thường, tối đa 5.000 ký tự",
            "Dòng ví dụ, hãy thay bằng lời giới thiệu sản phẩm.",
            max_length=5_000,
        ),
        *LABEL_COLUMNS,
    ),
)

CERTIFICATES = Sheet(
    name="Giấy chứng nhận",
    file_part="giay-chung-nhan",
    key="number",
    columns=(
        Column(
            "Số giấy chứng nhận",
            "number",
            "number",
            "số ghi trên giấy chứng nhận, tối đa 60 ký tự",
            "VD-001/GCN-OCOP",
            required=True,
            max_length=60,
        ),
        Column(
            "Mã sản phẩm",
            "product",
            "code",
            "mã một sản phẩm có trong tệp này hoặc trong cửa hàng",
            "VD-001",
            required=True,
            max_length=40,
        ),
        Column("Hạng sao", "stars", "stars", "3, 4 hoặc 5", 4, required=True),
        Column(
            "Điểm",
            "score",
            "score",
            "số đến 100, nhiều nhất một chữ số lẻ, đủ cho hạng sao theo quy định ngày cấp",
            82.5,
        ),
        Column(
            "Số quyết định",
            "decision_number",
            "text",
            "số quyết định công nhận, tối đa 60 ký tự",
            "000/QĐ-UBND",
            max_length=60,
        ),
        Column("Ngày quyết định", "decision_date", "date", _a_day, date(2025, 9, 1)),
        Column(
            "Cơ quan cấp",
            "issuer",
            "text",
            "tên cơ quan cấp, tối đa 160 ký tự",
            "UBND tỉnh Điện Biên",
            required=True,
            max_length=160,
        ),
        Column(
            "Cấp",
            "issuer_level",
            "choice",
            "Huyện, Tỉnh hoặc Trung ương (Bộ), như quy định ngày cấp cho phép",
            "Tỉnh",
            required=True,
            choices=ISSUER_LEVELS,
        ),
        Column("Ngày cấp", "issued_date", "date", _a_day, date(2025, 9, 15), required=True),
        Column(
            "Ngày hết hạn",
            "ends_date",
            "any_date",
            "để trống, hoặc đúng ngày hết hạn theo quy định ngày cấp (36 tháng)",
            date(2028, 9, 15),
        ),
        Column("Ngày thu hồi", "withdrawn_date", "date", _a_day, None),
        Column(
            "Lý do thu hồi",
            "withdrawal_reason",
            "text",
            "lý do, tối đa 250 ký tự, khi có ngày thu hồi",
            None,
            max_length=250,
        ),
    ),
)

SHEETS = (PRODUCERS, PRODUCTS, CERTIFICATES)
#: A sheet of the template that explains the others, and columns that office lists often carry.
GUIDE_SHEET = "Hướng dẫn"
IGNORED_HEADINGS = ("STT", "TT", "Ghi chú")
