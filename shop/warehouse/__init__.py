"""The papers of a point's stock: shipments to it and between points, and counts."""
