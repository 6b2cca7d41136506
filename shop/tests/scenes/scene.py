"""What a scene is: an address, what happened before, and what the person does there."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.test import Client


class Who(StrEnum):
    """Who sees a page, as the gallery says it."""

    VISITOR = "khách xem"
    SHOPPER = "người mua có giỏ hàng"
    GUEST = "người đã đặt hàng"
    STAFF = "nhân viên điểm bán"
    OFFICE = "văn phòng"
    MARKETER = "biên tập"


@dataclass(frozen=True)
class Scene:
    """One page in one state.

    `address` is a path without its language, or makes the state by the shop's own operations and gives the
    path. The test client handed to it is the person's own: the browser goes on with its cookies. `then` is
    what the person does in the window once the page is there, and `status` what the last page answers.
    """

    name: str
    caption: str
    address: str | Callable[[Client], str]
    who: Who = Who.VISITOR
    then: Callable | None = None
    status: int = 200

    def happen(self, client: Client) -> str:
        """Makes the state in the database of the test; the path to open."""
        return self.address if isinstance(self.address, str) else self.address(client)

    def play(self, person, path: str) -> None:
        """The person comes to the page that the scene is about. What is not as it should be is a fault."""
        person.expects = self.status
        person.open(person.prefix + path)
        if self.then:
            self.then(person)
        if person.answer.status != self.status:
            person.faults.append(f"answered {person.answer.status} instead of {self.status}")
