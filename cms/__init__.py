"""The marketers' side: home, articles and tourism villages in Wagtail, with live goods and points in them."""
