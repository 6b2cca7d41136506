"""Who works at a point, and as what."""

from django.db.models import QuerySet

from shop.forks.partner.models import Partner, PointMembership


def staff_of(partner: Partner) -> QuerySet[PointMembership]:
    """The memberships of a point in the order of e-mail addresses, each with its person; one query."""
    return partner.memberships.select_related("user").order_by("user__email")


def join(*, partner: Partner, user, role: str = PointMembership.Role.SELLER) -> bool:
    """Makes somebody a member of the point's staff. False where they were one already, in whatever role."""
    membership = {"partner": partner, "user": user}
    return PointMembership.objects.get_or_create(**membership, defaults={"role": role})[1]


def give_role(*, partner: Partner, user, role: str) -> None:
    """Changes what a member does at the point. Raises PointMembership.DoesNotExist for anybody else."""
    if not PointMembership.objects.filter(partner=partner, user=user).update(role=role):
        raise PointMembership.DoesNotExist
