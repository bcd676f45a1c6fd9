"""What a folder of raw texts holds, source by source: batches of it, each to be read apart, and their members as a stream.

A batch is made without reading any text but to find where the stretches of a table begin, so it is cheap to hand to a worker,
which reads the bytes. A member is one source to be: bytes and what the manifest says of them, not yet decoded.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from flows.corpora import digest_of_listing, digests, identifier, is_corpus, is_table
from flows.corpus_rows import Row, Stretch, cut_after, rows, stretches
from flows.errors import InputError
from flows.sources import read_manifest, require_day, require_digest, source_of
from schemas import Source

OWN = ("title", "licence", "language", "retrieved", "notes")
"""Columns in which a row of a table may say what else holds for the whole corpus."""


class Piece(NamedTuple):
    """A text file, or a stretch of a table: the manifest's row, the file below the folder, and the SHA-256 that the file must have."""

    row: dict[str, str]
    file: str
    sha256: str
    stretch: Stretch | None = None


class Batch:
    """Pieces that one task reads, and a name for them. No tuple, lest a task runner look through thousands of pieces for its futures."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(pieces)
        first = self.pieces[0]
        self.name = f"{first.file}:{first.stretch.first}" if first.stretch else first.file


class Member(NamedTuple):
    """A source to be: its row as a manifest would say it, its bytes, where they are from, the path that other data stand beside, and its encoding if known."""

    row: dict[str, str]
    data: bytes
    place: str
    beside: Path
    encoding: str | None = None


def batches(raw: Path, declared: Iterable[dict[str, str]], size: int) -> Iterator[Batch]:
    """Declared sources in batches of about `size` bytes, in their order.

    InputError where a corpus is not the one that was declared; of single files that is found when they are read.
    """
    pieces: list[Piece] = []
    filled = 0
    for piece, weight in (found for row in declared for found in _pieces(raw, row, size)):
        pieces.append(piece)
        filled += weight
        if cut_after(filled, size, _mark(piece)):
            yield Batch(pieces)
            pieces, filled = [], 0
    if pieces:
        yield Batch(pieces)


def _mark(piece: Piece) -> bytes:
    return piece.file.encode("utf-8", "surrogateescape")


def _pieces(raw: Path, row: dict[str, str], size: int) -> Iterator[tuple[Piece, int]]:
    """The pieces of a declared source or corpus, each with its size in bytes."""
    path = raw / row["file_name"]
    if not is_corpus(path):
        yield Piece(row, path.name, row["sha256"]), path.stat().st_size
        return
    listing = dict(digests(path))
    require_digest(path, digest_of_listing(path, listing), row["sha256"])
    for file, digest in listing.items():
        name = file.relative_to(raw).as_posix()
        if not is_table(file):
            yield Piece(row, name, digest), file.stat().st_size
            continue
        for stretch in stretches(file, size, row["text_column"] or "text"):
            yield Piece(row, name, digest, stretch), size


def members(raw: Path, batch: Batch) -> Iterator[Member]:
    """The sources of a batch as a stream; InputError, with file and row, where a text or its id is missing or malformed."""
    for piece in batch.pieces:
        if piece.stretch is None:
            yield _file_member(raw, piece)
        else:
            yield from _row_members(raw, piece, piece.stretch)


def opened(member: Member) -> tuple[Source, str]:
    """The source and the text that a member is; InputError where its bytes are no text, or the manifest says what no source may be."""
    return source_of(member.data, member.row, member.place, member.encoding)


def member_of(raw: Path, row: dict[str, str], source_id: str) -> Member:
    """The source of that id, in what a row of the manifest declares; InputError where there is none."""
    for batch in batches(raw, [row], 1 << 62):
        for member in members(raw, batch):
            if member.row["source_id"] == source_id:
                return member
    raise InputError(f"{raw / row['file_name']}: no text in it has the id {source_id!r}")


def texts_of_tables(raw: Path) -> Iterator[tuple[str, bytes]]:
    """Id and bytes of every declared source that is a row of a table; InputError where a corpus is not the one declared."""
    for row in read_manifest(raw):
        if is_corpus(raw / row["file_name"]):
            for batch in batches(raw, [row], 1 << 62):
                yield from ((member.row["source_id"], member.data) for member in members(raw, batch))


def look_through(raw: Path, row: dict[str, str]) -> None:
    """Look whether every text that a row of the manifest declares can be read; InputError where one cannot, or two have one id."""
    places: dict[str, str] = {}
    for batch in batches(raw, [row], 1 << 62):
        for member in members(raw, batch):
            opened(member)
            require_own_id(member, places)


def require_own_id(member: Member, places: dict[str, str]) -> None:
    """InputError where a source of `places` (id → place), to which this is added, has the same id."""
    source_id = member.row["source_id"]
    if (other := places.setdefault(source_id, member.place)) != member.place:
        raise InputError(f"{member.place}: its source id {source_id!r} is that of {other} too; give one of them another id")


def _file_member(raw: Path, piece: Piece) -> Member:
    path = raw / piece.file
    data = path.read_bytes()
    found = sha256(data).hexdigest()
    require_digest(path, found, piece.sha256)
    row = piece.row | {"sha256": found}
    if piece.file != piece.row["file_name"]:
        own = Path(piece.file).relative_to(piece.row["file_name"]).with_suffix("").as_posix()
        row |= {"source_id": identifier(piece.row["source_id"], own), "file_name": piece.file}
    beside = path if piece.file == piece.row["file_name"] else raw / f"{row['source_id']}.txt"
    return Member(row, data, str(path), beside)


def _row_members(raw: Path, piece: Piece, stretch: Stretch) -> Iterator[Member]:
    path = raw / piece.file
    corpus, text_column = piece.row, piece.row["text_column"] or "text"
    for number, found in rows(path, stretch, (text_column, corpus["id_column"] or "id", *OWN)):
        place = f"{path}:{number}"
        data = _text(found, text_column, place)
        own = _own_id(found, corpus["id_column"], place) or str(number)
        row = corpus | {name: _said(found[name], name, place) for name in OWN if found.get(name) is not None}
        row |= {"source_id": identifier(corpus["source_id"], own), "file_name": f"{piece.file}#{quote(own)}", "sha256": sha256(data).hexdigest()}
        yield Member(row, data, place, raw / f"{row['source_id']}.txt", "utf-8")


def _text(found: Row, column: str, place: str) -> bytes:
    if not isinstance(text := found.get(column), str) or not text.strip():
        there = ", ".join(found) or "nothing"
        raise InputError(f"{place}: no text in {column!r} (the row has {there}); remove the row, or name its column with renewal declare --text-column")
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{place}: character {error.start} of the text is half a surrogate pair; write the text anew as UTF-8") from None


def _own_id(found: Row, column: str, place: str) -> str | None:
    """The id of a row, or None where it has none and no column was named for it."""
    said = found.get(column or "id")
    if said is None and not column:
        return None
    if isinstance(said, bool) or not isinstance(said, str | int) or not str(said).strip():
        raise InputError(f"{place}: its id in {column or 'id'!r} must be words or a whole number, not {said!r}")
    return str(said)


def _said(value: Any, name: str, place: str) -> str:
    """What a row says of itself, as a manifest would."""
    said = value.isoformat()[:10] if isinstance(value, date) else value
    if not isinstance(said, str):
        raise InputError(f"{place}: {name} must be words, not {value!r}")
    if name == "retrieved":
        require_day(said, place)
    return said

