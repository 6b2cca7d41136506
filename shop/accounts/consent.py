"""What somebody who wants an account is told before they agree (Law 91/2025/QH15, docs/decisions/0037)."""

from django.utils.translation import gettext as _


def account_consent() -> str:
    """What is kept, why, by whom, and what the person may ask for; kept word for word with the consent."""
    return _(
        "I agree that OCOP Điện Biên keeps my e-mail, and the name, phone, addresses, orders and favourites "
        "that I add, so that I can see my orders and order more quickly. They are used for nothing else, and "
        "told only to those who carry out my orders: sales points, carriers, and the payment service that I "
        "choose. On my account's page I can withdraw this, have all of it handed out or erased, and correct "
        "name, phone and addresses, at any time; the shop corrects my e-mail and what stands in orders "
        "when I ask. What accounting law asks of orders is kept as long as it asks."
    )
