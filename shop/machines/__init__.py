"""What machines are told in forms of their own: feeds, GeoJSON, and what sitemaps and JSON-LD are made of"""
