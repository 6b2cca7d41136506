"""A register with thirty different mistakes is refused, each is named, and nothing is written."""

import unicodedata
from datetime import date

import pytest
from openpyxl import load_workbook

from catalog.certification.tests.books import CERTIFICATE, PRODUCER, PRODUCT, book, column_letter
from catalog.certification.tests.conftest import everything

PRODUCERS, PRODUCTS, CERTIFICATES = "Chủ thể", "Sản phẩm", "Giấy chứng nhận"
#: Sheet, column, what stands there, how the message shows it, what the message asks for.
MISTAKES = [
    (PRODUCERS, "Tên chủ thể", "HỢP TÁC XÃ CHÈ THỬ", None, "mỗi chủ thể một dòng (đã có ở dòng 2)"),
    (PRODUCERS, "Tên chủ thể", "Hội " * 60, ("Hội " * 20) + "…", "nhiều nhất 200 ký tự (đang có 239)"),
    (PRODUCERS, "Loại hình", "Tập đoàn", None, "Công ty, Hợp tác xã (HTX), Tổ hợp tác (THT)"),
    (PRODUCERS, "Mã số thuế", "56001", None, "10 chữ số, 10-3 chữ số hoặc 12 chữ số"),
    (PRODUCERS, "Điện thoại", "0912 345", None, "một số điện thoại Việt Nam, 10 chữ số"),
    (PRODUCERS, "Xã, phường", "Nà Tông", None, "đúng dấu, hoặc mã 5 chữ số; có phải ý là xã Na Tông cũ"),
    (
        PRODUCERS,
        "Xã, phường",
        "phường Mường Thanh",
        None,
        "tên này có thể là phường Mường Thanh (03334) ngày nay",
    ),
    (PRODUCERS, "Năm thành lập", "2030", None, "năm (2019), tháng (02/2019) hoặc ngày (15/02/2019) đã qua"),
    (PRODUCTS, "Mã sản phẩm", "CHÈ 1", None, "mã gồm chữ cái không dấu, chữ số"),
    (PRODUCTS, "Mã sản phẩm", "che-01", None, "mỗi mã sản phẩm một dòng (đã có ở dòng 2)"),
    (PRODUCTS, "Tên sản phẩm", None, "", "tên sản phẩm như trên giấy chứng nhận"),
    (PRODUCTS, "Tên sản phẩm", "chè  XANH thử", None, "mỗi sản phẩm của một chủ thể một mã"),
    (PRODUCTS, "Mã phân nhóm", "I.9z", None, "mã phân nhóm theo Quyết định 148/QĐ-TTg, ví dụ I.5a."),
    (PRODUCTS, "Mã phân nhóm", "II", None, "đây là mã của cả nhóm"),
    (PRODUCTS, "Tên chủ thể", "Hợp tác xã Lạ", None, "tên một chủ thể có trong tệp này hoặc trong cửa hàng"),
    (PRODUCTS, "Xã, phường", "99999", None, "mã của một xã, phường ở Điện Biên, 5 chữ số"),
    (PRODUCTS, "Nơi sản xuất", "=B2", None, "một giá trị ghi thẳng vào ô"),
    (PRODUCTS, "Khối lượng tịnh (g)", "nửa cân", None, "số nguyên từ 1 đến 50.000"),
    (PRODUCTS, "Mã vạch (GTIN)", "8930000000003", None, "mã vạch có chữ số cuối là 2"),
    (PRODUCTS, "Mã vạch (GTIN)", "08930000000019", None, "mã này đã dùng ở dòng 2"),
    (PRODUCTS, "Mô tả", "<b>Ngon</b>", None, "văn bản thường, không có mã HTML"),
    (PRODUCTS, "Tên tiếng Anh", "#N/A", None, "công thức trong ô đang báo lỗi"),
    (CERTIFICATES, "Số giấy chứng nhận", "01/gcn-ocop", None, "mỗi số giấy chứng nhận một dòng"),
    (CERTIFICATES, "Mã sản phẩm", "CHE-99", None, "mã một sản phẩm có trong tệp này hoặc trong cửa hàng"),
    (CERTIFICATES, "Hạng sao", 2, "2", "3, 4 hoặc 5"),
    (CERTIFICATES, "Điểm", "69,5", None, "điểm từ 70 đến dưới 90 cho hạng 4 sao"),
    (CERTIFICATES, "Cấp", "Huyện", None, "sao, theo 148/QĐ-TTg, 1489/QĐ-TTg, từ 06/07/2025"),
    (
        CERTIFICATES,
        "Ngày quyết định",
        "31/02/2025",
        None,
        "một ngày có thật, dạng dd/mm/yyyy hoặc yyyy-mm-dd",
    ),
    (CERTIFICATES, "Ngày hết hạn", date(2028, 9, 14), "14/09/2028", "15/09/2028, tròn 36 tháng sau ngày cấp"),
    (CERTIFICATES, "Lý do thu hồi", "Sai nhãn", None, None),
]
GOOD = {
    PRODUCERS: PRODUCER,
    PRODUCTS: PRODUCT | {"Mã vạch (GTIN)": "8930000000019"},
    CERTIFICATES: CERTIFICATE,
}
KEYS = {PRODUCERS: "Tên chủ thể", PRODUCTS: "Mã sản phẩm", CERTIFICATES: "Số giấy chứng nhận"}


def planted(path):
    """The file, and for each mistake the line that has to name it: sheet, row, column, value, expectation."""
    rows = {sheet: [good] for sheet, good in GOOD.items()}
    lines = []
    for sheet, heading, value, shown, expected in MISTAKES:
        rows[sheet].append(_row(sheet, len(rows[sheet])) | {heading: value})
        row = len(rows[sheet]) + 1
        if heading == "Lý do thu hồi":
            lines.append(
                (f'{sheet}, dòng {row}, cột "Ngày thu hồi", ô trống: cần', "vì dòng này có lý do thu hồi")
            )
            continue
        shown = str(value) if shown is None else shown
        what = f'giá trị "{shown}"' if shown else "ô trống"
        lines.append((f'{sheet}, dòng {row}, cột "{heading}", {what}: cần', expected))
    book(path, producers=rows[PRODUCERS], products=rows[PRODUCTS], certificates=rows[CERTIFICATES])
    return path, lines


def _row(sheet, count):
    """A good row of its own, so that it has the planted mistake only."""
    own = {KEYS[sheet]: f"{'Hộ' if sheet == PRODUCERS else 'CHE'}-{count:02}-K"}
    if sheet == PRODUCTS:
        own["Tên sản phẩm"] = f"Chè {count}"
        return PRODUCT | own
    return GOOD[sheet] | own


@pytest.mark.django_db
def test_thirty_planted_mistakes_are_all_named_and_nothing_is_written(province, run, tmp_path):
    path, lines = planted(tmp_path / "so.xlsx")
    assert len(MISTAKES) == len(lines) == 30
    before = everything()

    done = run(path)

    for beginning, expected in lines:
        named = [line for line in done.error_lines if line.startswith(beginning) and expected in line]
        assert len(named) == 1, (beginning, expected, done.errors)
    assert len(done.error_lines) == 30, done.errors
    assert done.refusal == "30 lỗi. Không ghi gì cả."
    assert everything() == before


@pytest.mark.django_db
def test_the_same_file_without_its_mistakes_goes_in(province, run, tmp_path):
    good = {
        "producers": [GOOD[PRODUCERS]],
        "products": [GOOD[PRODUCTS]],
        "certificates": [GOOD[CERTIFICATES]],
    }

    assert run(book(tmp_path / "so.xlsx", **good)).refusal == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"Cấp": "Tỉnh", "Hạng sao": 5}, 'cột "Cấp", giá trị "Tỉnh": cần Trung ương cho hạng 5 sao'),
        ({"Cấp": "Trung ương"}, 'cột "Cấp", giá trị "Trung ương": cần Tỉnh cho hạng 4 sao'),
        ({"Ngày cấp": "24/11/2026"}, "cần ngày từ 01/01/2018 đến hôm nay (23/11/2026)"),
        ({"Ngày cấp": "15/09/0205"}, "cần ngày từ 01/01/2018 đến hôm nay (23/11/2026)"),
        ({"Ngày cấp": 45915}, "ô này là một số, hãy định dạng ô là Ngày"),
        ({"Ngày cấp": "15/09/25"}, 'cột "Ngày cấp", giá trị "15/09/25": cần ngày dạng dd/mm/yyyy'),
        ({"Ngày thu hồi": "01/10/2025"}, 'cột "Lý do thu hồi", ô trống: cần lý do'),
        (
            {"Ngày thu hồi": "14/09/2025", "Lý do thu hồi": "Sai nhãn"},
            'cột "Ngày thu hồi", giá trị "14/09/2025": cần ngày không trước ngày cấp (15/09/2025)',
        ),
        ({"Điểm": 45}, 'cột "Điểm", giá trị "45": cần điểm từ 70 đến dưới 90'),
        ({"Điểm": 82.25}, 'cột "Điểm", giá trị "82.25": cần số đến 100'),
        ({"Hạng sao": 4.5}, 'cột "Hạng sao", giá trị "4.5": cần 3, 4 hoặc 5'),
        ({"Hạng sao": True}, 'cột "Hạng sao", giá trị "TRUE"'),
        ({"Cơ quan cấp": "@UBND"}, "cần chữ, không phải công thức"),
        ({"Số giấy chứng nhận": "MẪU-0001"}, "cần số của giấy chứng nhận thật"),
        ({"Số quyết định": date(2025, 9, 1)}, "Excel đã tự đổi ô này"),
        ({"Mã sản phẩm": "(trống)"}, 'cột "Mã sản phẩm", giá trị "(trống)"'),
    ],
)
def test_further_mistakes_in_a_certificate(province, run, tmp_path, changes, named):
    path = book(
        tmp_path / "so.xlsx", producers=[PRODUCER], products=[PRODUCT], certificates=[CERTIFICATE | changes]
    )

    done = run(path)

    assert done.refusal == "1 lỗi. Không ghi gì cả."
    assert done.errors.startswith("Giấy chứng nhận, dòng 2, ")
    assert named in done.errors


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("weight", "accepted"),
    [(1, True), (50_000, True), (0, False), (50_001, False), (-5, False), (130.5, False), ("1,250", False)]
    + [(1.125, False), ("١٣٠", False), ("9" * 5000, False), ("1e3", False)],
)
def test_the_bounds_of_a_weight(province, run, tmp_path, weight, accepted):
    path = book(
        tmp_path / "so.xlsx", producers=[PRODUCER], products=[PRODUCT | {"Khối lượng tịnh (g)": weight}]
    )

    assert (run(path).refusal == "") is accepted


@pytest.mark.django_db
def test_names_that_differ_only_in_the_form_of_their_marks_are_one(province, run, tmp_path):
    decomposed = PRODUCER | {"Tên chủ thể": unicodedata.normalize("NFD", "Hợp tác xã CHÈ Thử")}

    done = run(book(tmp_path / "so.xlsx", producers=[PRODUCER, decomposed]))

    assert "Chủ thể, dòng 3" in done.errors
    assert "mỗi chủ thể một dòng (đã có ở dòng 2)" in done.errors


@pytest.mark.django_db
def test_merged_cells_are_named_once_an_area(province, run, tmp_path):
    path = book(
        tmp_path / "so.xlsx",
        producers=[PRODUCER],
        products=[PRODUCT | {"Mã sản phẩm": f"CHE-{n}", "Tên sản phẩm": f"Chè {n}"} for n in (1, 2, 3)],
    )
    workbook = load_workbook(path)
    letter = column_letter(PRODUCTS, "Tên chủ thể")
    workbook[PRODUCTS].merge_cells(f"{letter}2:{letter}4")
    workbook[PRODUCTS].merge_cells("A90:B91")
    workbook.save(path)

    done = run(path)

    assert done.error_lines == [
        'Sản phẩm, dòng 2, cột "Tên chủ thể", giá trị "D2:D4: Hợp tác xã Chè Thử": '
        "cần mỗi ô một giá trị (hãy bỏ gộp ô)."
    ]


@pytest.mark.django_db
def test_headings_that_are_unknown_missing_or_there_twice(province, run, tmp_path):
    row = PRODUCER | {"Số điện thoại bàn": "1"}
    path = book(
        tmp_path / "so.xlsx",
        producers=[row],
        headings={PRODUCERS: ["Tên chủ thể", "Số điện thoại bàn", "Thôn, bản", "thôn,  bản"]},
    )

    done = run(path)

    said = "\n".join(done.error_lines)
    assert len(done.error_lines) == 3
    assert 'Chủ thể, dòng 1, cột "Loại hình", ô trống: cần có cột này' in said
    assert (
        'cột "Số điện thoại bàn", giá trị "Số điện thoại bàn": cần một trong các cột: "Tên chủ thể"' in said
    )
    assert 'cột "thôn,  bản", giá trị "thôn,  bản": cần mỗi cột chỉ có một lần' in said


@pytest.mark.django_db
def test_a_value_in_a_column_without_a_heading(province, run, tmp_path):
    path = book(tmp_path / "so.xlsx", producers=[PRODUCER])
    workbook = load_workbook(path)
    workbook[PRODUCERS]["K2"] = "xem lại"
    workbook.save(path)

    assert run(path).error_lines == [
        'Chủ thể, dòng 2, cột "K", giá trị "xem lại": cần ô trống, vì cột này không có tên.'
    ]


@pytest.mark.django_db
def test_control_characters_are_named_and_cannot_reach_the_terminal(province, run, tmp_path):
    path = tmp_path / "so.csv"
    path.write_text('Tên chủ thể,Loại hình\n"Hộ \x1b[31mđỏ",HTX\n', encoding="utf-8")

    done = run(path)

    assert done.error_lines == [
        'Chủ thể, dòng 2, cột "Tên chủ thể", giá trị "Hộ \\x1b[31mđỏ": cần chữ không lẫn ký tự điều khiển.'
    ]


@pytest.mark.django_db
def test_a_score_is_checked_against_the_stars_even_where_the_file_leaves_it_out(province, run, tmp_path):
    first = CERTIFICATE | {"Điểm": 75}
    run(book(tmp_path / "a.xlsx", producers=[PRODUCER], products=[PRODUCT], certificates=[first]))

    done = run(book(tmp_path / "b.xlsx", certificates=[CERTIFICATE | {"Hạng sao": 3}]))

    assert 'cột "Điểm", giá trị "75.0 (cửa hàng đang giữ)": cần điểm từ 50 đến dưới 70' in done.errors
