"""Alcohol is for adults: sub-group II.1 of decision 148/QĐ-TTg forces it (Law 44/2019)."""

#: Drinks with alcohol, with everything below.
ALCOHOL = "II.1"


def is_alcohol(code: str | None) -> bool:
    """Whether a sub-group's code is one of drinks with alcohol ("II.1a")."""
    return (code or "").upper().startswith(ALCOHOL)
