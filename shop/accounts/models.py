"""One kind of user for shoppers, a point's staff, marketers and the office, who sign in by e-mail."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.abstract_models import AbstractUser, UserManager


class User(AbstractUser):
    """A person with an account. `phone` is digits from the leading 0; letters are in `language`."""

    phone = models.CharField(_("phone"), max_length=15, blank=True, default="")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="vi")

    objects = UserManager()

    class Meta(AbstractUser.Meta):
        abstract = False
        constraints = [
            # Oscar would let BUYER@ in beside buyer@.
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_unique",
                violation_error_message=_("There is already an account with this e-mail."),
            )
        ]


class Consent(models.Model):
    """What a person has agreed to, in which words, and when (Law 91/2025/QH15). It ends with the account."""

    class Purpose(models.TextChoices):
        ACCOUNT = "account", _("keeping an account")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose)
    #: The very words that were agreed to.
    text = models.TextField()
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "purpose"], name="accounts_consent_once")]

    def __str__(self):
        return f"{self.user_id}: {self.purpose}"
