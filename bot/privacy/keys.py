"""Keys of our own: made at the first start, kept in a file only we can read.

Errors: ``KeyFileError`` names the file and what is wrong with it.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import hmac
import os
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.settings import Settings

_SIZE = 32


class KeyFileError(Exception):
    """The secret key file cannot be read, made or trusted."""


class Vault:
    """Encrypts, hashes and signs with keys derived from the one secret key."""

    def __init__(self, secret: bytes) -> None:
        """Derive one key for each purpose from ``secret`` (32 bytes)."""
        self._fernet = Fernet(base64.urlsafe_b64encode(_derive(secret, b"encrypt")))
        self._hash_key = _derive(secret, b"hash")
        self._sign_key = _derive(secret, b"sign")

    def encrypt(self, text: str) -> bytes:
        """Return ``text`` encrypted and authenticated (Fernet)."""
        return self._fernet.encrypt(text.encode())

    def decrypt(self, token: bytes) -> str | None:
        """Return the text, or None when it was made with another key."""
        try:
            return self._fernet.decrypt(token).decode()
        except InvalidToken:
            return None

    def hashed(self, value: str) -> str:
        """Return a keyed hash of ``value``: 32 hex characters, the same every time."""
        return hmac.new(self._hash_key, value.encode(), hashlib.sha256).hexdigest()[:32]

    def signature(self, value: str) -> str:
        """Return a short signature of ``value`` (12 URL-safe characters, 72 bits)."""
        digest = hmac.new(self._sign_key, value.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:9]).decode()

    def is_signed(self, value: str, signature: str) -> bool:
        """Tell in constant time whether ``signature`` is ours for ``value``."""
        return hmac.compare_digest(self.signature(value).encode(), signature.encode())


def open_vault(settings: Settings) -> Vault:
    """Open the vault of these settings; the first start makes its key (mode 0600)."""
    if settings.secret_key_file is not None:
        return Vault(_read(settings.secret_key_file))
    path = settings.data_dir / "secret.key"
    if not path.exists():
        _make(path)
    return Vault(_read(path))


def _make(path: Path) -> None:
    """Write a new key so that two processes starting together agree on one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # a file of its own name and of mode 0600, whatever was left here before
        descriptor, partial = tempfile.mkstemp(prefix=".secret.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(base64.urlsafe_b64encode(os.urandom(_SIZE)) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):  # another one was faster: its key it is
                os.link(partial, path)
        finally:
            Path(partial).unlink()
    except OSError as error:
        raise KeyFileError(f"cannot make the secret key {path}: {error.strerror}") from error


def _read(path: Path) -> bytes:
    try:
        secret = base64.b64decode(path.read_bytes().strip(), altchars=b"-_", validate=True)
    except OSError as error:
        raise KeyFileError(f"cannot read the secret key {path}: {error.strerror}") from error
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) != _SIZE:
        raise KeyFileError(
            f"the secret key {path} is damaged: {_SIZE} bytes in URL-safe base64 are needed"
        )
    return secret


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_SIZE, salt=None, info=b"troly:" + purpose).derive(
        secret
    )
