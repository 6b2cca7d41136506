"""The official list that the office keeps, read into the shop.

A file becomes tables of raw cells (`files`), the cells become values (`values`, `rows`), the values are held
against each other and the database (`checks`), and what differs becomes changes (`changes`) that are written
in one go (`writing`). Whatever is wrong is collected on the way, so that the office sees all of it at once.
"""
