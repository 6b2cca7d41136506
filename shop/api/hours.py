"""What the API tells of a point's hours."""

from datetime import date

from ninja import Field, Schema


class SpanOut(Schema):
    """A stretch of a day; one that closes at or before the hour it opens runs past midnight."""

    opens: str
    closes: str

    @staticmethod
    def resolve_opens(period):
        return f"{period.opens:%H:%M}"

    @staticmethod
    def resolve_closes(period):
        return f"{period.closes:%H:%M}"


class HoursOut(SpanOut):
    """One stretch of a weekday."""

    weekday: int = Field(ge=0, le=6, description="Monday is 0.")


class OtherDaysOut(Schema):
    """Days in a row, both ends included, with hours of their own in place of those that begin on them."""

    first: date
    last: date
    name: str
    hours: list[SpanOut] = Field(description="Empty: closed.")

    @staticmethod
    def resolve_name(days):
        return days.hours.name

    @staticmethod
    def resolve_hours(days):
        return list(days.hours.spans)
