"""The engine of this shop: an embedded tantivy index, a folder of files that every process here maps.

It is derived from the database and may be thrown away at any moment. Why this one: docs/decisions/0015.
"""

import shutil
from collections.abc import Iterable
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import tantivy
from tantivy import FieldType, Query

from catalog.search import schema
from catalog.search.answering import Asked, State
from catalog.search.question import Answer, Entry, IndexDamagedError, Question
from catalog.search.schema import SCHEMA

#: Bytes that the one writing thread may collect before it writes a segment: enough that 100,000 products are
#: one, as each segment more costs each answer. It takes no more than it needs.
WRITER_BYTES = 512_000_000


class TantivyEngine:
    """An index in the folder `path`, or in memory without one. Threads may share it."""

    def __init__(self, path: Path | None = None):
        self.path = path
        with _damage_is_told():
            self._index = self._opened()
            schema.register_analyzers(self._index)
            self._index.config_reader("manual")
            self._read_anew()

    def _opened(self):
        if self.path is None:
            return tantivy.Index(SCHEMA)
        self.path.mkdir(parents=True, exist_ok=True)
        return tantivy.Index(SCHEMA, path=str(self.path))

    def reload(self) -> None:
        """Sees what another process has written since."""
        with _damage_is_told():
            self._read_anew()

    def _read_anew(self):
        self._index.reload()
        # One assignment, so that a thread in the middle of an answer keeps what belongs together.
        self._state = State(self._index.searcher())

    def position(self) -> str:
        """What was last given to `write`; empty where nothing has been written yet."""
        return self._state.position

    def labels(self) -> dict[tuple[str, str], dict[str, str]]:
        """(facet, value) → what its label entry shows."""
        return self._state.labels

    def due(self, at: datetime) -> list[int]:
        """Products that time has overtaken at `at`, by their id."""
        overtaken = Query.range_query(
            SCHEMA, "valid_until", FieldType.Unsigned, None, schema.seconds(at), True, True
        )
        with _damage_is_told():
            searcher = self._state.searcher
            hits = searcher.search(overtaken, max(searcher.num_docs, 1), count=False).hits
            return searcher.fast_field_values("pk", [address for _, address in hits])

    def write(self, entries: Iterable[Entry], *, gone: Iterable[str] = (), position: str, anew=False) -> None:
        """As `Engine.write`; one commit, after which this process reads it."""
        with _damage_is_told():
            writer = self._index.writer(WRITER_BYTES, 1)
            if anew:
                writer.delete_all_documents()
            for key in gone:
                writer.delete_documents_by_term("key", key)
            for entry in entries:
                if not anew:
                    writer.delete_documents_by_term("key", entry.key)
                writer.add_document(schema.document(entry))
            writer.delete_documents_by_term("key", schema.POSITION)
            writer.add_document(schema.position_document(position))
            writer.commit()
            writer.wait_merging_threads()
            self._read_anew()

    def destroy(self) -> None:
        """Takes the files away."""
        if self.path is not None:
            shutil.rmtree(self.path, ignore_errors=True)

    def answer(self, question: Question) -> Answer:
        """The answer as of the last `write`."""
        with _damage_is_told():
            return Asked(self._state, question).answer()


@contextmanager
def _damage_is_told():
    """The binding tells every trouble as ValueError, a file that cannot be had as OSError."""
    try:
        yield
    except (ValueError, OSError) as trouble:
        raise IndexDamagedError(str(trouble)) from trouble
