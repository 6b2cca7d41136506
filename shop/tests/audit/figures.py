"""What a stage found: figures beside their limits, and faults in words. All stages speak through these."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limit:
    """A bound that a figure has to keep: at least, or at most."""

    name: str
    at_least: float | None = None
    at_most: float | None = None
    unit: str = ""

    def kept_by(self, value: float) -> bool:
        """Whether the value lies on the right side; the bound itself does."""
        if self.at_least is not None and value < self.at_least:
            return False
        return self.at_most is None or value <= self.at_most

    def __str__(self):
        sign, bound = ("≥", self.at_least) if self.at_least is not None else ("≤", self.at_most)
        return f"{self.name} {sign} {number(bound)}{self.unit}"


@dataclass
class Findings:
    """One stage's outcome: for each row (a page) a value a limit, faults, and advice that fails nothing."""

    title: str
    limits: list[Limit] = field(default_factory=list)
    rows: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    def add(self, row: str, values: list[float]) -> None:
        """A row of figures, one for each limit in order."""
        assert len(values) == len(self.limits), (row, values)
        self.rows[row] = values

    def broken(self) -> list[str]:
        """Each figure beyond its limit, in words."""
        return [
            f"{row}: {limit.name} {number(value)}{limit.unit} ({limit})"
            for row, values in self.rows.items()
            for limit, value in zip(self.limits, values, strict=True)
            if not limit.kept_by(value)
        ]

    @property
    def passed(self) -> bool:
        """Whether every figure keeps its limit and nothing is at fault."""
        return not self.broken() and not self.faults


def number(value: float) -> str:
    """Whole numbers with thousands apart, others with three places at most."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.3f}".rstrip("0")
