"""Django's SQLite backend with a fair turn for writers (see `store/turn.py`). Reads take none.

Every transaction begins IMMEDIATE: a deferred one that comes to write late fails at once under load, whatever the
time-out. Write-ahead log and full synchronisation are set for each connection.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from gongjin.store.turn import Turn

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cell_size_check=ON")
_READS = ("SELECT", "PRAGMA", "EXPLAIN", "VALUES", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT", "BEGIN", "WITH")


class TurnCursor(base.SQLiteCursorWrapper):
    """Takes the turn around a single statement that writes outside a transaction."""

    turn: Turn | None = None

    @contextmanager
    def _turn(self, query: str) -> Iterator[None]:
        turn = self.turn
        reads = query.lstrip().upper().startswith(_READS)
        if turn is None or turn.held or reads or self.connection.in_transaction:
            yield
            return
        turn.take()
        try:
            yield
        finally:
            turn.give_back()

    def execute(self, query: str, params: Any = None) -> Any:
        with self._turn(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        with self._turn(query):
            return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection and its turn."""

    _turn: Turn | None = None

    def get_connection_params(self) -> dict[str, Any]:
        self.settings_dict.setdefault("OPTIONS", {}).setdefault("transaction_mode", "IMMEDIATE")
        return dict(super().get_connection_params())

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        name = str(self.settings_dict["NAME"])
        in_memory = self.is_in_memory_db()
        self._turn = None if in_memory else Turn(Path(name + ".turn"))
        return connection

    def create_cursor(self, name: str | None = None) -> TurnCursor:
        cursor: TurnCursor = self.connection.cursor(factory=TurnCursor)
        cursor.turn = self._turn
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        if self._turn is not None:
            self._turn.take()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _end_turn(self) -> None:
        if self._turn is not None:
            self._turn.give_back()
