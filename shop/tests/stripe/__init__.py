"""A stand-in of Stripe's API for tests and the sample shop: real HTTP on this machine, no money."""
