"""Passwords, hashed with argon2id."""

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

# Why these: what OWASP asks for at least, and some 20 ms.
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Why: an address that is unknown must take as long as a password that is wrong.
NOBODY = HASHER.hash("nobody")


def hashed(password: str) -> str:
    return HASHER.hash(password)


def matches(stored: str | None, password: str) -> bool:
    try:
        return HASHER.verify(stored or NOBODY, password) and stored is not None
    except VerificationError:
        return False
