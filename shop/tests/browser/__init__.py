"""Journeys through the real pages in a real Chromium, with JavaScript and without."""
