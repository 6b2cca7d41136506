"""The ledger, holds and counters of goods; the only writer of them."""
