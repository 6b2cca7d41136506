"""The one search box: it asks the shop's index and Wagtail's, and shows what both found."""
