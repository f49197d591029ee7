"""Files that nobody reads without the key: AES-256-GCM in pieces, so that a large file needs little memory.

Each file has a key of its own, made from BACKUP_KEY and a salt that stands in front. Each piece has its number and
whether it is the last, so that no piece can be left out, put elsewhere or cut off (the STREAM construction: Hoang,
Reyhanitabar, Rogaway and Vizár 2015).
"""

import os
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SUFFIX = ".sealed"
BEGINNING = b"coproduction sealed 1\n"
SALT, PIECE, TAG = 32, 1_048_576, 16


class WrongKey(Exception):
    """The key is another one, or the file was changed."""


def seal(source: Path, target: Path, key: str) -> None:
    salt = os.urandom(SALT)
    cipher = _cipher(key, salt)
    with open(source, "rb") as plain, open(target, "wb", opener=_for_owner_alone) as sealed:
        sealed.write(BEGINNING + salt)
        for nonce, piece in _pieces(plain, PIECE):
            sealed.write(cipher.encrypt(nonce, piece, None))


def unseal(source: Path, target: Path, key: str) -> None:
    """Raises WrongKey. What stands in `target` by then is not to be trusted."""
    with open(source, "rb") as sealed, open(target, "wb", opener=_for_owner_alone) as plain:
        if sealed.read(len(BEGINNING)) != BEGINNING:
            raise WrongKey(f"{source} is no sealed file.")
        cipher = _cipher(key, sealed.read(SALT))
        for nonce, piece in _pieces(sealed, PIECE + TAG):
            try:
                plain.write(cipher.decrypt(nonce, piece, None))
            except InvalidTag:
                raise WrongKey(f"{source} was sealed with another BACKUP_KEY, or is damaged.") from None


def _cipher(key: str, salt: bytes) -> AESGCM:
    own = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"a copy of the co-production site")
    return AESGCM(own.derive(key.encode()))


def _pieces(file, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Each with its nonce. An empty file has one piece, which is the last."""
    number, piece = 0, file.read(size)
    while True:
        following = file.read(size) if len(piece) == size else b""
        yield number.to_bytes(11, "big") + bytes([not following]), piece
        if not following:
            return
        number, piece = number + 1, following


def _for_owner_alone(path, flags):
    return os.open(path, flags, 0o600)
