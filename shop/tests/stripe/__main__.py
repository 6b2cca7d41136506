"""`python -m shop.tests.stripe --port 8001 --webhook http://127.0.0.1:8000/thanh-toan/stripe/`."""

import argparse
import sys
import threading

from shop.tests.stripe.server import StandIn

#: Seconds between two looks for sessions whose time is over.
LOOK = 5


def main() -> None:
    """Serves until its standard input is closed, that is until whoever started it is gone."""
    parser = argparse.ArgumentParser(prog="shop.tests.stripe", description=__doc__)
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument("--webhook", default="")
    arguments = parser.parse_args()
    server = StandIn(arguments.port, webhook_url=arguments.webhook)
    threading.Thread(target=_look_for_expired, args=(server,), daemon=True).start()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


def _look_for_expired(server):
    stop = threading.Event()
    while not stop.wait(LOOK):
        server.world.tick()
        server.webhook.send(server.api.take_untold())


if __name__ == "__main__":
    main()
