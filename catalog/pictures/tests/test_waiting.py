"""A good picture of a refused form waits for its own person, one day long, and for nobody else."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.core.management import call_command

from catalog.pictures.forms import CameraField, KeepsPictures
from catalog.pictures.intake import take_in
from catalog.pictures.tests.photographs import a_photograph, an_upload
from catalog.pictures.waiting import FOLDER, WaitingRoom, clear_waiting

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)
HERS, HIS = WaitingRoom(1, NOW), WaitingRoom(2, NOW)


class Report(KeepsPictures, forms.Form):
    """A photograph and a word."""

    word = forms.CharField()
    photograph = CameraField()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where pictures wait."""
    settings.CLOSED_MEDIA_ROOT = tmp_path / "closed"
    return Path(settings.CLOSED_MEDIA_ROOT) / FOLDER


def waiting(room=HERS):
    upload = an_upload()
    return room.keep(take_in(file=upload, name=upload.name), shown="anh.jpg")


def a_report(data, file=None, room=HERS):
    return Report(data, {"photograph": file} if file else {}, room=room)


def refused():
    """A report without its word, and the slip of its photograph."""
    form = a_report({}, an_upload())
    assert not form.is_valid()
    form.keep_pictures()
    return form, form.fields["photograph"].widget.waiting.slip


def test_it_comes_back_as_it_was_to_its_own_person_for_a_day(folder):
    kept = waiting()
    found = WaitingRoom(1, NOW + 24 * HOUR).find(kept.slip)
    assert (found.read(), found.name, found.shown) == (kept.read(), kept.name, "anh.jpg")
    assert len(list(folder.iterdir())) == 1
    assert HERS.keep(found, shown="khác") is found
    assert WaitingRoom(1, NOW + 25 * HOUR).find(kept.slip) is None


def test_a_slip_of_somebody_elses_or_of_nobodys_leads_to_nothing_and_removes_nothing(folder):
    kept = waiting()
    for slip in ("", "x", "a:b", "\x00", "🍵:1", kept.slip[:-1], kept.slip + "x", "../../etc/passwd"):
        assert HERS.find(slip) is None
        HERS.let_go(slip)
    assert HIS.find(kept.slip) is None
    HIS.let_go(kept.slip)
    assert HERS.find(kept.slip)
    HERS.let_go(kept.slip)
    HERS.let_go(kept.slip)
    assert HERS.find(kept.slip) is None
    assert list(folder.iterdir()) == []


def test_a_refused_form_shows_what_waits_and_takes_it_when_it_is_sent_again(folder):
    form, slip = refused()
    assert "anh.jpg" in str(form["photograph"])
    assert slip in str(form["photograph"])

    again = a_report({"word": "vỡ", "photograph-waiting": slip})
    assert again.is_valid(), again.errors
    first, second = (each.cleaned_data["photograph"].file.getvalue() for each in (form, again))
    assert first == second
    again.let_pictures_go()
    assert list(folder.iterdir()) == []


def test_it_waits_on_under_the_same_slip_when_the_form_is_refused_again(folder):
    _form, slip = refused()
    again = a_report({"photograph-waiting": slip})
    assert not again.is_valid()
    again.keep_pictures()
    assert slip in str(again["photograph"])
    assert len(list(folder.iterdir())) == 1


def test_another_that_is_chosen_takes_its_place_and_without_its_tick_there_is_none(folder):
    _form, slip = refused()
    another = an_upload(a_photograph(300, 200), name="khac.jpg")
    form = a_report({"word": "vỡ", "photograph-waiting": slip}, another)
    assert form.is_valid()
    assert "khac" in form.cleaned_data["photograph"].name
    form.let_pictures_go()
    assert list(folder.iterdir()) == []

    without = a_report({"word": "vỡ"})
    assert without.is_valid()
    assert without.cleaned_data["photograph"] is None


@pytest.mark.parametrize("room", [HIS, WaitingRoom(1, NOW + 25 * HOUR)])
def test_what_waits_no_more_is_said_beside_the_field(room):
    _form, slip = refused()
    form = a_report({"word": "vỡ", "photograph-waiting": slip}, room=room)
    assert list(form.errors) == ["photograph"]
    form.keep_pictures()
    assert slip not in str(form["photograph"])


def test_what_is_no_picture_does_not_wait(folder):
    form = a_report({}, an_upload(b"MZ"))
    assert set(form.errors) == {"word", "photograph"}
    form.keep_pictures()
    assert not folder.exists()


def test_what_has_waited_too_long_is_cleared(folder, time_machine):
    assert clear_waiting(now=NOW) == 0
    old, young = waiting(), waiting()
    paths = {HERS._read(kept.slip)["path"]: age for kept, age in ((old, 25), (young, 23))}
    for path, age in paths.items():
        os.utime(folder.parent / path, ((NOW - age * HOUR).timestamp(),) * 2)
    time_machine.move_to(NOW)
    call_command("clear_waiting_pictures")
    assert HERS.find(old.slip) is None
    assert HERS.find(young.slip)
