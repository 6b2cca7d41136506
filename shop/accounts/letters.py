"""Letters about accounts, written within the request: to a known and an unknown address one each.

So neither the answer nor its time tells who has an account.
"""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import override

logger = logging.getLogger(__name__)


def send_letter(*, name: str, subject: str, to: str, language: str, **context) -> None:
    """Sends `registration/{name}.txt` under `registration/{subject}_subject.txt`; a failure is logged only.

    The page may not tell more than it would otherwise.
    """
    context = {"base_url": settings.PUBLIC_URL, **context}
    with override(language):
        title = render_to_string(f"registration/{subject}_subject.txt", context).strip()
        body = render_to_string(f"registration/{name}.txt", context)
    try:
        send_mail(title, body, None, [to])
    except (OSError, SMTPException):
        logger.exception("A letter about an account could not be sent: %s", name)
