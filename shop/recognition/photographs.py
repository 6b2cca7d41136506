"""Where the photographs of an inspection lie, out of the public's reach."""

from catalog.pictures.closed import private_storage

__all__ = ["kept_at", "private_storage"]


def kept_at(photograph, name: str) -> str:
    """The name of a photograph's file: which inspection it belongs to, and what is in it."""
    return f"inspections/{photograph.inspection_id}/{photograph.digest}.jpg"
