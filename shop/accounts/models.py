"""One kind of user for shoppers, a point's staff, marketers and the office, who sign in by e-mail."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.abstract_models import AbstractUser, UserManager


class User(AbstractUser):
    """A person with an account."""

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
