"""The shop's account, to which people transfer; from the settings."""

from dataclasses import dataclass

from django.conf import settings

from shop.payments import vietqr

SETTINGS = ("BANK_BIN", "BANK_ACCOUNT", "BANK_ACCOUNT_NAME", "BANK_NAME")
#: No bank's: a sample shop shows it, and no banking app can send anything to it.
SAMPLE_BIN = "999999"


@dataclass(frozen=True)
class Account:
    """An account at a bank, as a payer sees it."""

    bank_bin: str
    number: str
    name: str
    bank: str

    @property
    def is_sample(self) -> bool:
        """Whether nothing can be transferred to it."""
        return self.bank_bin == SAMPLE_BIN

    def qr_text(self, *, amount: int, memo: str) -> str:
        """What a QR code says for a transfer of so many đồng. Raises ValueError for what cannot be."""
        return vietqr.payload(bank_bin=self.bank_bin, account=self.number, amount=amount, memo=memo)


def shop_account() -> Account | None:
    """The account; None where the settings name none, or one that cannot be: no bank transfer then."""
    if account_faults() or not settings.BANK_ACCOUNT:
        return None
    return Account(settings.BANK_BIN, settings.BANK_ACCOUNT, settings.BANK_ACCOUNT_NAME, settings.BANK_NAME)


def account_faults() -> list[str]:
    """What is wrong with the settings of the account; nothing where none is named at all."""
    told = {name: getattr(settings, name) for name in SETTINGS}
    if not any(told.values()):
        return []
    faults = [f"{name} is empty." for name, value in told.items() if not value]
    if told["BANK_BIN"] and not vietqr.is_bin(told["BANK_BIN"]):
        faults.append("BANK_BIN is the six digits of the bank, such as 970436.")
    if told["BANK_ACCOUNT"] and not vietqr.is_account(told["BANK_ACCOUNT"]):
        faults.append("BANK_ACCOUNT is at most 19 digits or capital letters, without spaces.")
    return faults
