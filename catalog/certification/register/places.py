"""Which of today's communes a cell of the register means."""

from collections import defaultdict

from catalog.certification.register.problems import Unfit
from catalog.places.models import Commune, FormerUnit
from catalog.places.querysets import bare_name
from catalog.text import fold, nfc


class CommuneFinder:
    """Finds a commune by code or name, today's or a former one, without asking the database again."""

    def __init__(self, communes: list[Commune], former_units: list[FormerUnit]):
        self.by_code = {commune.code: commune for commune in communes}
        self.former_by_code = {unit.code: unit for unit in former_units}
        self.today, self.former = defaultdict(list), defaultdict(list)
        for commune in communes:
            self.today[commune.name.lower()].append(commune)
        for unit in former_units:
            self.former[unit.name.lower()].append(unit)

    @classmethod
    def load(cls) -> "CommuneFinder":
        """With all communes of today and all that ended, in two queries."""
        former = FormerUnit.objects.filter(level=FormerUnit.Level.COMMUNE).select_related("successor")
        return cls(list(Commune.objects.all()), list(former))

    def find(self, text: str) -> tuple[Commune, str]:
        """The commune and, where the text names a former unit, a note. Raises Unfit for none or several."""
        if text.isascii() and text.isdigit():
            return self._by_code(text)
        kind, name, district = _parts(text)
        today = [] if district else [c for c in self.today[name] if kind in ("", _kind_of(c))]
        former = [u for u in self.former[name] if kind in ("", u.kind.lower()) and _in_district(u, district)]
        if not today and not former:
            raise Unfit(self._unknown(name))
        if len({c.pk for c in today} | {u.successor_id for u in former}) > 1:
            raise Unfit(_ambiguous(today, former))
        if today:
            return today[0], ""
        return former[0].successor, f"{former[0]} nay thuộc {described(former[0].successor)}"

    def _by_code(self, text):
        code = text.zfill(5)
        lost_zero = f"mã {text} được hiểu là {code}" if len(text) == 4 else ""
        if code in self.by_code and len(text) in (4, 5):
            return self.by_code[code], lost_zero
        if code in self.former_by_code and len(text) in (4, 5):
            unit = self.former_by_code[code]
            return unit.successor, f"mã {code} ({unit}) nay thuộc {described(unit.successor)}"
        raise Unfit("mã của một xã, phường ở Điện Biên, 5 chữ số như 03127")

    def _unknown(self, name):
        near = [described(c) for names in self.today.values() for c in names if fold(c.name) == fold(name)]
        near += [_former(u) for units in self.former.values() for u in units if fold(u.name) == fold(name)]
        hint = f"; có phải ý là {' hay '.join(near)}?" if near else ""
        return f"tên một xã, phường ở Điện Biên, đúng dấu, hoặc mã 5 chữ số{hint}"


def described(commune: Commune) -> str:
    """The commune with its code, as messages name it."""
    return f"{commune} ({commune.code})"


def _kind_of(commune):
    return commune.get_kind_display().lower()


def _former(unit):
    return f"{unit} cũ ({unit.district_name}), nay thuộc {described(unit.successor)}"


def _ambiguous(today, former):
    options = [f"{described(commune)} ngày nay" for commune in today] + [_former(unit) for unit in former]
    return f"mã 5 chữ số, vì tên này có thể là {' hoặc '.join(options)}"


def _parts(text):
    """Kind, bare name and district of "xã Sam Mứn, huyện Điện Biên"; the province may be named after them."""
    pieces = [" ".join(piece.split()) for piece in nfc(text).lower().split(",")]
    if len(pieces) > 1 and pieces[-1] == "tỉnh điện biên":
        pieces.pop()
    district = bare_name(pieces[1]) if len(pieces) > 1 else ""
    # "Sam Mứn, Điện Biên" may mean the province or the district of that name, so the kind has to be there.
    if len(pieces) > 2 or (district and district == pieces[1]):
        raise Unfit("một xã, phường (có thể thêm huyện cũ, ví dụ: xã Sam Mứn, huyện Điện Biên) hoặc mã")
    name = bare_name(pieces[0])
    return pieces[0].removesuffix(name).strip(), name, district


def _in_district(unit, district):
    return not district or bare_name(unit.district_name).lower() == district
