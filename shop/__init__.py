"""The project package, and commerce: points, stock, orders, pages."""
