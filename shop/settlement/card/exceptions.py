"""Why an order cannot be paid by card now, for the page that has to say it."""


class CannotPayByCard(Exception):
    """Nothing is to be paid by card here (any more); the message says why, in the reader's language."""


class CardsAreDown(Exception):
    """The card company does not answer, or not as it should. The shopper may try again."""
