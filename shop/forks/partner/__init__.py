"""Oscar's partner as the stock-holding side of a sales point, with counters the database keeps true."""
