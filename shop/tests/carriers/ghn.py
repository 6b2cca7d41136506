"""GHN's public API v2 as far as the shop asks it, in the form that api.ghn.vn documents."""

from shop.tests.carriers.world import NOWHERE, Booked, World

TOKEN, SHOP_ID = "ghn-token-of-the-stand-in", "885"
BASE = "/shiip/public-api/v2"


def answer(world: World, path: str, fields: dict, headers) -> tuple[int, dict]:
    """(status, body)."""
    if headers.get("Token") != TOKEN:
        return 401, _no("Token is not valid!")
    if path in ("/shipping-order/create", "/switch-status/cancel") and headers.get("ShopId") != SHOP_ID:
        return 400, _no("Shop ID is invalid")
    doing = _DOING.get(path)
    return doing(world, fields) if doing else (404, _no("no Route matched with those values"))


def _create(world, fields):
    name = fields.get("client_order_code")
    if made := world.ghn.get(name):
        return (200, _yes(_told(made))) if world.ghn_repeats else (400, _no("Mã đơn khách hàng đã tồn tại"))
    wants = ("to_name", "to_phone", "to_address", "to_ward_name", "to_province_name", "weight", "items")
    missing = [field for field in wants if not fields.get(field)]
    if missing or NOWHERE in fields["to_address"]:
        return 400, _no(f"Địa chỉ người nhận không hợp lệ {missing or ''}".strip())
    made = world.ghn[name] = Booked(world.number("LB7X{}"), fields, "ready_to_pick")
    return 200, _yes(_told(made))


def _by_name(world, fields):
    made = world.ghn.get(fields.get("client_order_code"))
    return (200, _yes([_told(made)])) if made else (400, _no("Đơn hàng không tồn tại"))


def _detail(world, fields):
    made = world.by_number(world.ghn, fields.get("order_code"))
    return (200, _yes(_told(made))) if made else (400, _no("Đơn hàng không tồn tại"))


def _cancel(world, fields):
    number = fields["order_codes"][0]
    made = world.by_number(world.ghn, number)
    if made is None or made.fetched:
        said = "Đơn hàng đang ở trạng thái không được hủy"
        return 200, _yes([{"order_code": number, "result": False, "message": said}])
    made.status = "cancel"
    return 200, _yes([{"order_code": number, "result": True, "message": "OK"}])


def _token(world, fields):
    return 200, _yes({"token": f"print-{fields['order_codes'][0]}"})


_DOING = {
    "/shipping-order/create": _create,
    "/shipping-order/detail-by-client-code": _by_name,
    "/shipping-order/detail": _detail,
    "/switch-status/cancel": _cancel,
    "/a5/gen-token": _token,
}


def _told(made):
    return {
        "order_code": made.number,
        "client_order_code": made.said["client_order_code"],
        "status": made.status,
        "cod_amount": made.said["cod_amount"],
        "total_fee": 36_500,
        "expected_delivery_time": "2026-11-26T16:00:00Z",
    }


def _yes(data):
    return {"code": 200, "message": "Success", "data": data}


def _no(message):
    return {"code": 400, "message": message, "data": None, "code_message": "USER_ERR_COMMON"}
