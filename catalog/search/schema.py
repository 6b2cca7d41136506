"""The fields of the tantivy index, and an entry as a document of it."""

import json
from datetime import datetime

import tantivy

from catalog.search.question import Entry
from catalog.search.words import FOLDED, MARKED, evened, folded, heads, joined, marked, singulars, sound

#: The fields that words are looked for in, in the folded form.
WORD_FIELDS = ("name", "group", "maker", "place", "former_place", "body")
#: Filter → field; a field may hold several values.
FILTER_FIELDS = {
    "stars": "stars",
    "group": "group_code",
    "producer": "producer",
    "commune": "commune",
    "point": "point",
    "in_season": "in_season",
    "in_stock": "in_stock",
    "audience": "audience",
    "price": "price",
}
#: Those whose values are numbers.
NUMBERS = {"stars", "in_season", "in_stock", "price"}
#: Those that the index also gives back, by how much two products are alike that share one.
ALIKE = {"group": 4.0, "producer": 2.0, "commune": 1.0}
ORDERED = {
    "stars": "by_stars",
    "name": "by_name",
    "name_en": "by_name_en",
    "price": "by_price",
    "-price": "by_price_down",
    "newest": "by_newest",
}
#: What the index gives back as it was given, as JSON; apart, since lists read only the first of them.
KEPT = ("shown", "page")
#: The one document that is no entry: where in the journal the index stands.
POSITION = "position"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("pk", fast=True)
    for field in WORD_FIELDS:
        builder.add_text_field(field, tokenizer_name="folded")
    for field in ("marked", "marked_group", "marked_body"):
        builder.add_text_field(field, tokenizer_name="marked")
    for field in ("joined", "joined_else", "sound", "head", "group_pair", "place_name"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for name, field in FILTER_FIELDS.items():
        if name in NUMBERS:
            builder.add_unsigned_field(field, indexed=True, fast=True)
        else:
            is_kept = name in ALIKE
            builder.add_text_field(
                field, tokenizer_name="raw", index_option="basic", fast=True, stored=is_kept
            )
    for field in ORDERED.values():
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("valid_until", indexed=True, fast=True)
    for field in KEPT:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", stored=True)
    return builder.build()


SCHEMA = _schema()
#: Changes whenever an index made before cannot serve any more.
VERSION = 7


def register_analyzers(index: tantivy.Index) -> None:
    """An index does not keep its analyzers; every process gives it them."""
    index.register_tokenizer("folded", FOLDED)
    index.register_tokenizer("marked", MARKED)


def seconds(moment: datetime) -> int:
    """Whole seconds since 1970, as the index keeps moments."""
    return int(moment.timestamp())


def place_name(name: str) -> str:
    """A place's name as it is compared: small letters, all marks."""
    return " ".join(evened(name).split())


def document(entry: Entry) -> tantivy.Document:
    """The entry as the index keeps it."""
    doc = _named(entry.key, entry.kind, entry.pk)
    _add_words(doc, entry)
    for name, values in entry.filters.items():
        add = doc.add_unsigned if name in NUMBERS else doc.add_text
        for value in values:
            add(FILTER_FIELDS[name], value)
    for sort, text in entry.order.items():
        doc.add_text(ORDERED[sort], text)
    if entry.valid_until is not None:
        doc.add_unsigned("valid_until", seconds(entry.valid_until))
    for field in KEPT:
        doc.add_text(field, json.dumps(dict(getattr(entry, field)), ensure_ascii=False))
    return doc


def _add_words(doc, entry):
    texts = entry.texts
    for field in WORD_FIELDS:
        for text in getattr(texts, field):
            doc.add_text(field, evened(text))
    for text in (*texts.name, *texts.maker, *texts.place, *texts.former_place):
        doc.add_text("marked", evened(text))
    for field in ("group", "body"):
        for text in getattr(texts, field):
            doc.add_text(f"marked_{field}", evened(text))
    for place in (*texts.place, *texts.former_place):
        doc.add_text("place_name", place_name(place))
    _add_keys(doc, texts)


def _add_keys(doc, texts):
    """What makes words the same that are not written the same."""
    others = (*texts.maker, *texts.place, *texts.former_place)
    for field, telling in (("joined", texts.name), ("joined_else", others)):
        for run in {run for text in telling for run in joined(folded(text), least=1)}:
            doc.add_text(field, run)
    # English names of groups are plurals, of which one may be asked for.
    for one in {one for text in texts.group for word in folded(text) for one in singulars(word)}:
        doc.add_text("group", one)
    for pair in {pair for text in texts.group for pair in joined(folded(text), most=2)}:
        doc.add_text("group_pair", pair)
    words = {word for text in (*texts.name, *others) for word in (*folded(text), *marked(text))}
    for key in {sound(word) for word in words}:
        doc.add_text("sound", key)
    for head in {head for name in texts.name for head in heads(name)}:
        doc.add_text("head", head)


def position_document(position: str) -> tantivy.Document:
    """The document that keeps the position, committed with the entries that it speaks for."""
    doc = _named(POSITION, POSITION, 0)
    doc.add_text("shown", position)
    return doc


def _named(key, kind, pk):
    doc = tantivy.Document(key=key, kind=kind)
    # By name: a plain number would be taken for a signed one, which the field refuses.
    doc.add_unsigned("pk", pk)
    return doc
