"""Corpora: many texts that one row of the manifest declares. A folder of texts, a table of texts, or a folder of such tables.

    raw/notices/              a folder: every file in it, at any depth, is a text, but notes (.md, .csv, .json) and dot files
    raw/notices.parquet       a table: every row is a text (.parquet, .jsonl, .jsonl.gz), its text in the column that
                              `text_column` of the manifest names (`text` if empty), its id in `id_column` (`id`)

Every text is a source of its own: its id is the corpus's and its own (a row's id, or its number where rows have none; a
file's path without suffix) in `[a-z0-9-]`; its `file_name` is `notices.parquet#<id>` or `notices/2020/a.txt`. A row may say its
own title, licence, language, retrieved and notes in columns of these names; else the corpus's hold. The corpus's sha256 is
that of its file, or of its listing: a line `<sha256>  <path>` a file, as `sha256sum` prints them, in the order of paths.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path

from flows.errors import InputError

TABLES = (".parquet", ".jsonl", ".jsonl.gz")
BESIDE = (".md", ".csv", ".json", ".claims.jsonl", ".official_documents.jsonl")
"""How the names of files end that are no sources: notes, and data beside a source."""
DIGITS = 12
"""Hex digits of a digest in an id: two of 10 million texts share it with a chance of one in six; then the run stops and says so."""


def is_table(path: Path) -> bool:
    """Whether a file's name says that it is a table of texts."""
    return path.name.lower().endswith(TABLES)


def is_corpus(path: Path) -> bool:
    """Whether many texts lie there."""
    return path.is_dir() or is_table(path)


def is_beside(path: Path) -> bool:
    """Whether a file needs no declaration: notes, data beside a source, and dot files."""
    return path.name.startswith(".") or path.name.lower().endswith(BESIDE)


def files_of(corpus: Path) -> list[Path]:
    """The files of a corpus in the order of their paths; InputError where a folder holds none."""
    if not corpus.is_dir():
        return [corpus]
    found = [path for path in corpus.rglob("*") if path.is_file() and not is_beside(path) and not _hidden(path, corpus)]
    if not found:
        raise InputError(f"{corpus}: the folder holds no text")
    return sorted(found, key=lambda path: path.relative_to(corpus).as_posix())


def _hidden(path: Path, corpus: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(corpus).parts)


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes, read in pieces."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def digests(corpus: Path) -> Iterator[tuple[Path, str]]:
    """Every file of a corpus with the SHA-256 of its bytes."""
    for path in files_of(corpus):
        yield path, digest_of_file(path)


def digest_of(corpus: Path) -> str:
    """The SHA-256 that declares a corpus."""
    return digest_of_listing(corpus, dict(digests(corpus)))


def digest_of_listing(corpus: Path, listing: dict[Path, str]) -> str:
    """The SHA-256 that declares a corpus of these files: the file's own, or that of a folder's listing."""
    if not corpus.is_dir():
        return listing[corpus]
    lines = [f"{digest}  {path.relative_to(corpus).as_posix()}\n" for path, digest in listing.items()]
    return sha256("".join(lines).encode()).hexdigest()


def identifier(corpus_id: str, own: str) -> str:
    """The source id of a text of a corpus: its own id in `[a-z0-9-]` after the corpus's; a digest stands for what is not ASCII."""
    words = re.findall("[a-z0-9]+", own.lower())
    if not own.isascii() or not words:
        words.append(sha256(own.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS])
    return "-".join((corpus_id, *words))
