"""The office at sales points: the list, one of them, its forms, its recognition, and a visit on a phone."""

from datetime import timedelta

from django.urls import reverse

from catalog.pictures.tests.photographs import a_photograph, an_upload
from shop.demo.accounts import OFFICE
from shop.points.models import SalesPoint
from shop.recognition.inspecting import add_photograph
from shop.recognition.operations import withdraw
from shop.recognition.status import change_status
from shop.recognition.tests.worlds import NOT_APPLICABLE, NOT_MET, begun, inspected, recognised, supported
from shop.settlement.card.models import Dispute, ProviderEvent
from shop.tests.scenes.accounts import signed_in
from shop.tests.scenes.orders import to_send
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import NOW

FAULTS = (
    ("checkout.session.completed", "Stripe báo 7.000 ₫, ở đây là 230.000 ₫."),
    ("refund.created", "Stripe báo 60.000 ₫, ở đây là 50.000 ₫."),
)


def the_point():
    """The point that the office looks at."""
    return SalesPoint.objects.get(slug="muong-thanh")


def page(name, thing=None):
    """The address of a page of the dashboard."""
    return reverse(f"dashboard:{name}", kwargs={"pk": thing.pk} if thing else {})


def with_history():
    """Recognised, supported, inspected four times, paused and opened again."""
    point = the_point()
    gone = recognised(point, decision_number="7/QĐ-UBND")
    withdraw(paper=gone, on=NOW.date() - timedelta(days=90), reason="Ghi nhầm số", by=None, now=NOW)
    recognised(point)
    supported(point)
    for days, missed in ((500, 4), (300, 3), (100, 1), (20, 0)):
        inspected(point, *[NOT_MET] * missed, at=NOW - timedelta(days=days))
    for seen, to in (("open", "paused"), ("paused", "open")):
        words = {"since": NOW.date(), "reason": "Sửa quầy", "by": None, "now": NOW}
        change_status(point=point, seen=seen, to=to, **words)
    return point


def of_the_point(name):
    """The office opens a page of the point, which has a history."""

    def arrive(client):
        signed_in(client, OFFICE)
        return page(name, with_history())

    return arrive


def of_all(name, query=""):
    """The office opens a page about all points."""

    def arrive(client):
        signed_in(client, OFFICE)
        with_history()
        begun(the_point())
        return page(name) + query

    return arrive


def withdrawing(grant, name):
    """About to take back what was granted."""

    def arrive(client):
        signed_in(client, OFFICE)
        return page(name, grant(the_point()))

    return arrive


def of_a_draft(name="inspection-fill-in"):
    """A visit half filled in, with a photograph."""

    def arrive(client):
        signed_in(client, OFFICE)
        draft = begun(the_point())
        criterion = draft.criteria.criteria.first()
        add_photograph(inspection=draft, file=an_upload(), criterion=criterion, now=NOW)
        return page(name, draft)

    return arrive


def of_a_finished_visit(client):
    """What was found, to read."""
    signed_in(client, OFFICE)
    return page("inspection-detail", inspected(the_point(), NOT_MET, NOT_APPLICABLE))


def finishes_too_early(person):
    """Presses the button that finishes, with nothing answered."""
    with person.page.expect_navigation():
        person.page.locator("[name=finish]").evaluate("button => button.click()")


def sends_it_empty(person):
    """Presses the button of the form with nothing filled in but, where it asks for one, a photograph."""
    photograph = {"name": "mat-tien.jpg", "mimeType": "image/jpeg", "buffer": a_photograph()}
    for chooser in person.page.locator("#id_photograph").all():
        chooser.set_input_files(photograph)
    with person.page.expect_navigation():
        person.page.locator(".form-actions [type=submit]").evaluate("button => button.click()")


def told_of_cards(client):
    """One payment is disputed, another dispute is lost, and something told does not agree."""
    signed_in(client, OFFICE)
    order = to_send()
    for number, (kind, fault) in enumerate(FAULTS):
        ProviderEvent.objects.create(
            provider="stripe",
            event_id=f"evt_{number}",
            kind=kind,
            order=order,
            outcome="fault",
            fault=fault,
            happened_at=NOW,
            received_at=NOW,
        )
    times = {"opened_at": NOW - timedelta(days=20)}
    about = {"order": order, "payment": "pi_3Q", "amount": 230_000, **times}
    Dispute.objects.create(dispute_id="du_1", reason="product_not_received", **about)
    Dispute.objects.create(dispute_id="du_2", reason="fraudulent", state="lost", closed_at=NOW, **about)
    return page("card-list")


def nothing_of_cards(client):
    """The office looks at card payments, of which there is nothing to see."""
    signed_in(client, OFFICE)
    return page("card-list")


BY = Who.OFFICE
SCENES = [
    Scene("office-points", "Văn phòng: mọi điểm bán", of_all("point-list"), BY),
    Scene("office-points-none", "Văn phòng: không điểm nào khớp", of_all("point-list", "?q=xyz"), BY),
    Scene("office-point", "Văn phòng: một điểm bán", of_the_point("point-detail"), BY),
    Scene("office-point-new", "Văn phòng: thêm điểm bán", of_all("point-create"), BY),
    Scene("office-point-refused", "Thêm điểm bán: còn thiếu", of_all("point-create"), BY, sends_it_empty),
    Scene("office-point-edit", "Văn phòng: sửa điểm bán", of_the_point("point-update"), BY),
    Scene("office-point-status", "Văn phòng: đổi trạng thái", of_the_point("point-status"), BY),
    Scene("office-recognition", "Công nhận và hỗ trợ: phải duy trì", of_all("recognition-list"), BY),
    Scene("office-withdrawn", "Công nhận: đã thu hồi", of_all("recognition-list", "?tab=withdrawn"), BY),
    Scene("office-drafts", "Kiểm tra chưa chốt", of_all("recognition-list", "?tab=drafts"), BY),
    Scene("office-criteria", "Tiêu chí: các bản", of_all("criteria-list"), BY),
    Scene("office-criteria-new", "Thêm danh mục tiêu chí", of_all("criteria-new"), BY),
    Scene("office-criteria-decision", "Thêm quyết định về tiêu chí", of_all("criteria-decision-new"), BY),
    Scene("office-recognise", "Ghi quyết định công nhận", of_the_point("recognition-add"), BY),
    Scene("office-support", "Ghi hỗ trợ", of_the_point("recognition-support-add"), BY),
    Scene(
        "office-support-refused",
        "Ghi hỗ trợ: còn thiếu",
        of_the_point("recognition-support-add"),
        BY,
        sends_it_empty,
    ),
    Scene("office-withdraw", "Thu hồi công nhận", withdrawing(recognised, "recognition-withdraw"), BY),
    Scene(
        "office-support-withdraw",
        "Thu hồi hỗ trợ",
        withdrawing(supported, "recognition-support-withdraw"),
        BY,
    ),
    Scene("office-visit-begin", "Bắt đầu kiểm tra", of_the_point("inspection-begin"), BY),
    Scene("office-checklist", "Kiểm tra tại điểm: danh mục", of_a_draft(), BY),
    Scene("office-checklist-refused", "Kiểm tra: chốt quá sớm", of_a_draft(), BY, finishes_too_early),
    Scene("office-visit", "Kiểm tra đã chốt", of_a_finished_visit, BY),
    Scene("office-cards", "Văn phòng: thanh toán thẻ cần xem", told_of_cards, BY),
    Scene("office-cards-none", "Văn phòng: thanh toán thẻ, không có gì", nothing_of_cards, BY),
    Scene("office-visit-discard", "Bỏ bản nháp kiểm tra", of_a_draft("inspection-discard"), BY),
]
