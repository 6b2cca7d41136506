"""Pictures of every page in every state, to look through, and what is wrong with them (`make gallery`).

`var/gallery/index.html` is the sheet; `var/gallery/html/` the pages as the server answered them.
"""
