"""GHTK's public API as far as the shop asks it, in the form that api.ghtk.vn documents."""

from urllib.parse import unquote

from shop.tests.carriers.world import NOWHERE, Booked, World

TOKEN, PARTNER = "ghtk-token-of-the-stand-in", "S308157"
BASE = "/services/shipment"


def answer(world: World, method: str, path: str, fields: dict, headers) -> tuple[int, dict]:
    """(status, body)."""
    if headers.get("Token") != TOKEN or headers.get("X-Client-Source") != PARTNER:
        return 401, {"success": False, "message": "Token không hợp lệ"}
    if path.startswith("/order/"):
        return 200, _create(world, fields)
    kind, _slash, name = path.removeprefix("/").partition("/")
    made = _found(world, unquote(name))
    if made is None:
        return 200, {"success": False, "message": "Không tìm thấy đơn hàng"}
    return 200, _cancel(made) if kind == "cancel" else _where(made)


def _create(world, fields):
    order = fields["order"]
    if made := world.ghtk.get(order["id"]):
        error = {"code": "ORDER_ID_EXIST", "partner_id": order["id"], "ghtk_label": made.number, "status": 2}
        return {"success": False, "message": "Mã đơn hàng đã tồn tại", "error": error}
    if NOWHERE in order["address"] or not order["pick_tel"]:
        return {"success": False, "message": "Địa chỉ giao hàng không hợp lệ", "error": {"code": "BAD"}}
    made = world.ghtk[order["id"]] = Booked(world.number("S308157.SG01.{}"), fields, 2)
    # Money is told in digits.
    told = {"partner_id": order["id"], "label": made.number, "area": "1", "fee": "30400", "status_id": 2}
    return {"success": True, "message": "Thành công", "order": told}


def _found(world, name):
    if name.startswith("partner_id:"):
        return world.ghtk.get(name.removeprefix("partner_id:"))
    return world.by_number(world.ghtk, name)


def _cancel(made):
    if made.fetched or made.status == -1:
        said = "Đơn hàng đã ở trạng thái hủy" if made.status == -1 else "Đơn đã lấy hàng, không thể hủy đơn."
        return {"success": False, "message": said}
    made.status = -1
    return {"success": True, "message": "", "log_id": "x"}


def _where(made):
    order = {"label_id": made.number, "status": str(made.status), "status_text": f"Trạng thái {made.status}"}
    return {"success": True, "message": "", "order": order}
