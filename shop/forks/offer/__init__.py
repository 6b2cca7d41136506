"""Oscar's offers, bound to stars, producers, a sales point or a fair, and worked out in whole đồng."""
