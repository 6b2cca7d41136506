"""What a paper has to be like before it counts: the regulation of its day of issue, in plain words."""

from datetime import date

from django.utils.translation import gettext as _

from catalog.certification.exceptions import CertificateRefused
from catalog.certification.regulations import FULL_SCORE, Regulation, Rules, StarBand, plain


def refuse_unsound(paper, *, today: date) -> date:
    """The last day of a paper's validity. Raises CertificateRefused, naming everything that is wrong."""
    if paper.issued_date > today:
        raise CertificateRefused({"issued_date": _("This day is still to come.")})
    regulation = Rules.load().on(paper.issued_date)
    if regulation is None:
        raise CertificateRefused({"issued_date": _("No rules of certification are known for this day.")})
    ends_date = regulation.end_of_validity(paper.issued_date)
    found = {
        "number": "" if paper.number else _("Write the number that stands on the paper."),
        "issuer": "" if paper.issuer.strip() else _("Write who issued it."),
        "ends_date": _wrong_end(paper, ends_date, regulation),
        **_wrong_class(paper, regulation),
    }
    errors = {field: words for field, words in found.items() if words}
    if errors:
        raise CertificateRefused(errors)
    return ends_date


def _wrong_end(paper, ends_date, regulation) -> str:
    if paper.ends_date in (None, ends_date):
        return ""
    if paper.ends_date <= paper.issued_date:
        return _("It cannot end before it is issued.")
    words = _("By %(decision)s it is valid for %(months)s months, until %(day)s.")
    months = {"decision": regulation.name, "months": regulation.validity_months}
    return words % {**months, "day": f"{ends_date:%d/%m/%Y}"}


def _wrong_class(paper, regulation: Regulation) -> dict[str, str]:
    band = regulation.band(paper.stars)
    if band is None:
        return {"stars": _("%(decision)s has no such class.") % {"decision": regulation.name}}
    errors = {}
    if paper.score is not None and not regulation.fits(paper.stars, paper.score):
        errors["score"] = _band_words(band, regulation)
    if paper.issuer_level not in band.levels:
        errors["issuer_level"] = _level_words(band, regulation)
    return errors


def _band_words(band: StarBand, regulation: Regulation) -> str:
    upper = regulation.upper_score(band.stars)
    values = {"stars": band.stars, "lowest": plain(band.lowest_score), "decision": regulation.name}
    if upper is None:
        words = _("By %(decision)s, %(stars)s stars need %(lowest)s to %(highest)s points.")
        return words % {**values, "highest": FULL_SCORE}
    words = _("By %(decision)s, %(stars)s stars need %(lowest)s points and fewer than %(upper)s.")
    return words % {**values, "upper": plain(upper)}


def _level_words(band: StarBand, regulation: Regulation) -> str:
    able = ", ".join(str(level.label) for level in band.levels)
    words = _("By %(decision)s, in force from %(day)s, %(stars)s stars are certified by: %(able)s.")
    day = f"{regulation.from_date:%d/%m/%Y}"
    return words % {"decision": regulation.name, "day": day, "stars": band.stars, "able": able}
