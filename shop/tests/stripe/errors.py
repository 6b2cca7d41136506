"""Refusals in the form that Stripe's API gives them."""


class ApiError(Exception):
    """Answered as `{"error": {...}}` with its status."""

    def __init__(self, status: int, message: str, *, kind="invalid_request_error", code="", param=""):
        super().__init__(message)
        self.status = status
        words = {"type": kind, "message": message, "code": code, "param": param}
        self.body = {"error": {name: value for name, value in words.items() if value}}


def invalid(message, *, param="", code="", status=400) -> ApiError:
    """What was asked for is wrong."""
    return ApiError(status, message, param=param, code=code)


def no_such(kind: str, thing_id: str) -> ApiError:
    """There is no such thing."""
    return invalid(f"No such {kind}: '{thing_id}'", code="resource_missing", param="id", status=404)
