"""Which database a file of SQL is for, by the words that only one of them has."""

from __future__ import annotations

import re

NAMES = ("postgresql", "mysql", "sqlite")

# Why weights: a mark of a dump says more than a word that two of them know.
_MARKS = {
    "postgresql": (
        (9, r"PostgreSQL database dump|^\\connect|SET search_path|pg_catalog"),
        (4, r"\bALTER TABLE ONLY\b|\bOWNER TO\b|\bCREATE (?:TYPE|DOMAIN|EXTENSION|SEQUENCE)\b"),
        (3, r"\b(?:small|big)?serial\b|\btimestamptz\b|\bjsonb\b|\bcitext\b|\bbytea\b|\bcharacter varying\b"),
        (3, r"\bnextval\("),
        (2, r"::\w|\bGENERATED (?:ALWAYS|BY DEFAULT) AS IDENTITY|\bUSING (?:btree|gin|gist)\b"),
        (2, r"\bwith(?:out)? time zone\b"),
        (1, r"\bnow\(\)|\bCOMMENT ON\b|\bboolean\b|\buuid\b"),
    ),
    "mysql": (
        (9, r"MySQL dump|MariaDB dump|phpMyAdmin SQL Dump|\bENGINE\s*="),
        (4, r"\bAUTO_INCREMENT\b|/\*!\d{5}|^DELIMITER\b"),
        (3, r"`\w+`\s+\w+\(\d+\)|\bunsigned\b|\bCHARSET\b|\b(?:tiny|medium)int\b"),
        (3, r"\b(?:tiny|medium|long)(?:text|blob)\b"),
        (2, r"^\s*(?:UNIQUE )?KEY\s+`?\w+`?\s*\(|\bON UPDATE CURRENT_TIMESTAMP|\benum\s*\("),
        (1, r"`|^#"),
    ),
    "sqlite": (
        (9, r"\bAUTOINCREMENT\b|^PRAGMA\b|\bsqlite_\w+"),
        (5, r"\bWITHOUT ROWID\b|\bCOLLATE NOCASE\b|\bUSING fts\d"),
        (4, r"\bdatetime\('now|\bstrftime\("),
        (3, r"\bINTEGER (?:NOT NULL )?PRIMARY KEY\b|\[\w+\]"),
        (1, r"\bDATETIME\b|\bNVARCHAR\b"),
    ),
}
_LOOKED_AT = 100_000


def detect(text: str) -> str:
    """The database whose words it has most of; PostgreSQL, whose SQL is nearest to the standard, when it has none."""
    some = text[:_LOOKED_AT]
    scores = {
        name: sum(weight * min(5, _count(pattern, some)) for weight, pattern in marks) for name, marks in _MARKS.items()
    }
    return max(NAMES, key=lambda name: scores[name])


def _count(pattern: str, text: str) -> int:
    flags = re.MULTILINE if pattern.startswith("^") else re.MULTILINE | re.IGNORECASE
    return sum(1 for _, _ in zip(range(5), re.finditer(pattern, text, flags), strict=False))
