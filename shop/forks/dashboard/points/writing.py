"""All forms of a point's page as one: they are right together, and are written in one transaction."""

from hashlib import sha1

from django import forms
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from catalog.pictures.models import Picture
from catalog.pictures.waiting import WaitingRoom
from catalog.text import fold
from shop.forks.dashboard.points.forms import PointForm
from shop.forks.dashboard.points.hours import WeekForm
from shop.forks.dashboard.points.rows import (
    ExceptionForm,
    ExceptionFormSet,
    PhotographFormSet,
    exceptions_of,
    photographs_of,
)
from shop.forks.partner.models import Partner
from shop.points.models import ExceptionPeriod, OpeningException, OpeningPeriod, PointPicture, SalesPoint

#: Room for a number after it, within what Oscar's code of a partner may have.
LONGEST_SLUG = 110


def free_slug(name: str) -> str:
    """An address for a new point, which no point and no partner has: it is kept for good."""
    wished = slugify(fold(name))[:LONGEST_SLUG].strip("-") or "diem-ban"
    taken = {
        *SalesPoint.objects.filter(slug__startswith=wished).values_list("slug", flat=True),
        *Partner.objects.filter(code__startswith=wished).values_list("code", flat=True),
    }
    numbered = (f"{wished}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wished, *numbered) if slug not in taken)


class ChangedMeanwhile(Exception):
    """Somebody else has written the point since the page was opened."""


def state_of(point: SalesPoint) -> str:
    """All that the page shows of a point as it is kept now, digested: another state is another word."""
    rows = (
        SalesPoint.objects.filter(pk=point.pk).values_list(),
        point.opening_periods.values_list("weekday", "opens", "closes"),
        point.opening_exceptions.order_by("pk").values_list(),
        ExceptionPeriod.objects.filter(exception__sales_point=point).order_by("pk").values_list(),
        point.gallery.order_by("pk").values_list(),
    )
    return sha1(repr([list(each) for each in rows]).encode(), usedforsecurity=False).hexdigest()[:16]


class PointForms:
    """The forms of one point, new or not. `seen` is the state that the page was made of; `room` is where good
    pictures wait while something is refused.
    """

    def __init__(
        self, *, point: SalesPoint | None = None, data=None, files=None, room: WaitingRoom | None = None
    ):
        sent = {"data": data, "files": files}
        self.point = point
        self.seen = state_of(point) if point and data is None else (data or {}).get("seen", "")
        self.form = PointForm(**sent, instance=point, room=room)
        self.week = WeekForm(data, point=point, prefix="week")
        self.exceptions = ExceptionFormSet(
            **sent, prefix="exceptions", initial=exceptions_of(point) if point else []
        )
        self.photographs = PhotographFormSet(
            **sent,
            prefix="photographs",
            initial=photographs_of(point) if point else [],
            form_kwargs={"room": room},
        )

    def are_valid(self) -> bool:
        """Whether all are; each has been asked, so that every fault is said at once."""
        answers = [one.is_valid() for one in (self.form, self.week, self.exceptions, self.photographs)]
        return all(answers)

    def keep_pictures(self) -> None:
        """Lets the good pictures wait, for the page to show."""
        for form in (self.form, *self.photographs):
            form.keep_pictures()

    def write(self) -> bool:
        """Writes all, or nothing; False with the reason at the form where somebody else was quicker."""
        point = self.point
        try:
            with transaction.atomic():
                self._write()
        except ChangedMeanwhile:
            message = _("Somebody else has changed this point meanwhile. Look again, then save once more.")
            self.form.add_error(None, forms.ValidationError(message))
            self.seen = state_of(point)
            return False
        except IntegrityError:
            if not self._was_overtaken(point):
                raise
            self.point = point
            message = _("Somebody else has written the same meanwhile. Look at the point again.")
            self.form.add_error(None, forms.ValidationError(message))
            return False
        for form in (self.form, *self.photographs):
            form.let_pictures_go()
        return True

    def _was_overtaken(self, point):
        """Whether name, address or days have been taken since the forms were found to be right."""
        others = SalesPoint.objects.exclude(pk=point.pk if point else None)
        wanted = self.form.instance
        days = [form.days for form in self.exceptions if form.has_changed()]
        there = point.opening_exceptions.values_list(*ExceptionForm.DAYS) if point else []
        return (
            others.filter(Q(name=wanted.name) | Q(slug=wanted.slug)).exists()
            or (point is None and Partner.objects.filter(code=wanted.slug).exists())
            or bool(set(days) & set(there))
        )

    def _write(self):
        if self.point:
            # Whoever writes a point waits here for the others.
            SalesPoint.objects.select_for_update().get(pk=self.point.pk)
            if state_of(self.point) != self.seen:
                raise ChangedMeanwhile
        self._attach_photograph()
        if self.point is None:
            self.point = _created(self.form)
        else:
            _updated(self.form)
        if self.week.has_changed():
            self.point.opening_periods.all().delete()
            OpeningPeriod.objects.bulk_create(self.week.periods_of(self.point))
        for form in self.exceptions:
            _write_exception(self.point, form)
        for form in self.photographs:
            _write_photograph(self.point, form)

    def _attach_photograph(self):
        told, point = self.form.cleaned_data, self.form.instance
        if told["photograph"]:
            words = told["photograph_description"]
            point.picture = Picture.objects.create(
                title=told["name"], description=words, file=told["photograph"]
            )
        elif told.get("without_photograph"):
            point.picture = None
        elif point.picture and "photograph_description" in self.form.changed_data:
            _describe(point.picture, told["photograph_description"])


def _describe(picture, words):
    picture.description_vi = words
    picture.save(update_fields=["description_vi"])


def _created(form):
    """A point always has its partner, which holds its stock."""
    point = form.instance
    point.latitude, point.longitude = form.cleaned_data["position"]
    point.slug = free_slug(point.name)
    point.save()
    Partner.objects.create(name=point.name, code=point.slug, sales_point=point)
    return point


def _updated(form):
    point = form.instance
    point.latitude, point.longitude = form.cleaned_data["position"]
    point.save(update_fields=[*form.changed_columns, "picture"])
    if "name" in form.changed_data:
        Partner.objects.filter(sales_point=point, name=form.initial["name"]).update(name=point.name)


def _write_exception(point, form):
    if not form.has_changed():
        return
    kept = OpeningException.objects.filter(sales_point=point, pk=form.cleaned_data.get("id"))
    if form.cleaned_data.get("DELETE"):
        kept.delete()
        return
    exception = form.instance
    exception.sales_point = point
    exception.pk = kept.values_list("pk", flat=True).first()
    exception.save()
    exception.periods.all().delete()
    ExceptionPeriod.objects.bulk_create(
        ExceptionPeriod(exception=exception, opens=opens, closes=closes)
        for opens, closes in form.cleaned_data["hours"]
    )


def _write_photograph(point, form):
    if not form.has_changed():
        return
    told = form.cleaned_data
    order = told.get("display_order") or 0
    if "file" in form.fields:
        if told.get("DELETE"):
            return
        title = told["description"] or point.name
        picture = Picture.objects.create(title=title, description=told["description"], file=told["file"])
        PointPicture.objects.create(sales_point=point, picture=picture, display_order=order)
        return
    row = PointPicture.objects.filter(sales_point=point, pk=told.get("id")).select_related("picture").first()
    if row is None:
        return
    if told.get("DELETE"):
        row.delete()
        return
    PointPicture.objects.filter(pk=row.pk).update(display_order=order)
    if "description" in form.changed_data:
        _describe(row.picture, told["description"])
