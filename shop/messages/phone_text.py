"""Words for a telephone: short, and for SMS within 160 letters of the GSM alphabet, which are one message."""

import unicodedata

#: Letters that one SMS holds. With Vietnamese marks it would be 70.
SMS_LETTERS = 160
#: What a message service such as Zalo's shows whole.
ZALO_LETTERS = 400
_INSTEAD = str.maketrans(
    {"đ": "d", "Đ": "D", "₫": "d", "–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "’": "'", "‘": "'"}
    | {"·": "-", "×": "x", "\N{NO-BREAK SPACE}": " "}
)
#: ASCII that the GSM alphabet lacks, or writes as two letters.
_NOT_IN_GSM = set("`^{}[]~\\|")


def plain_letters(text: str) -> str:
    """The text in letters that the GSM alphabet has: without marks, đ as d, and `?` for what is left."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_INSTEAD))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return "".join(each if each.isascii() and each not in _NOT_IN_GSM else "?" for each in bare)


def sms(words: str, link: str) -> str:
    """One SMS: the words, cut where they are too long, and the whole link."""
    return _with_link(plain_letters(words), link, SMS_LETTERS, "...")


def zalo(words: str, link: str) -> str:
    """A message with all its marks, and the whole link."""
    return _with_link(words, link, ZALO_LETTERS, "…")


def _with_link(words, link, letters, cut):
    room = letters - len(link) - 1
    if len(words) > room:
        words = words[: max(room - len(cut), 0)].rsplit(" ", 1)[0].rstrip(" ,.:;") + cut
    return f"{words} {link}"
