"""Sharing whole đồng among parts of a line, none getting more than it can bear; a pure function."""


def share(amount: int, weights: list[int], room: list[int]) -> list[int]:
    """`amount` đồng shared by `weights`, each share at most its `room`. Raises ValueError where all is less.

    What does not divide goes to the first parts that have room.
    """
    if amount > sum(room):
        raise ValueError(f"{amount} đồng do not fit into {sum(room)}.")
    whole = sum(weights)
    shares = [min(amount * weight // whole, most) for weight, most in zip(weights, room, strict=True)]
    for at, most in enumerate(room):
        shares[at] += min(amount - sum(shares), most - shares[at])
    return shares
