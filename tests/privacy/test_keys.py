"""The one secret key: made once, readable by us only, and told apart when damaged."""

import base64
import os
import stat
import subprocess
import sys

import pytest

from bot.privacy.keys import KeyFileError, Vault, open_vault
from bot.settings import Settings

SECRET = base64.urlsafe_b64encode(bytes(range(32))) + b"\n"


@pytest.fixture
def settings(tmp_path):
    return Settings(data_dir=tmp_path / "var")


@pytest.fixture
def own_key(tmp_path):
    """Settings that name a key file of the office's own."""
    return Settings(data_dir=tmp_path / "var", secret_key_file=tmp_path / "office.key")


def test_the_first_start_makes_a_key_only_we_can_read(settings):
    open_vault(settings)
    mode = (settings.data_dir / "secret.key").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_a_loose_umask_makes_no_looser_key(settings):
    before = os.umask(0)
    try:
        open_vault(settings)
    finally:
        os.umask(before)
    assert stat.S_IMODE((settings.data_dir / "secret.key").stat().st_mode) == 0o600


def test_the_next_start_uses_the_same_key(settings):
    sealed = open_vault(settings).encrypt("một")
    assert open_vault(settings).decrypt(sealed) == "một"


def test_nothing_but_the_key_is_left_beside_it(settings):
    open_vault(settings)
    assert [path.name for path in settings.data_dir.iterdir()] == ["secret.key"]


def test_processes_that_start_together_agree_on_one_key(settings):
    program = (
        "from pathlib import Path\n"
        "from bot.privacy.keys import open_vault\n"
        "from bot.settings import Settings\n"
        f"print(open_vault(Settings(data_dir=Path({str(settings.data_dir)!r}))).hashed('a'))"
    )
    starts = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) for _ in range(4)
    ]
    hashes = {process.communicate(timeout=60)[0] for process in starts}
    assert hashes == {f"{open_vault(settings).hashed('a')}\n".encode()}


def test_a_start_that_was_cut_off_does_not_stop_the_next(settings):
    settings.data_dir.mkdir()
    (settings.data_dir / f"secret.{os.getpid()}.new").write_bytes(b"half")
    assert open_vault(settings).hashed("a")


def test_the_key_file_that_is_named_is_used_and_none_is_made(own_key):
    own_key.secret_key_file.write_bytes(SECRET)
    assert open_vault(own_key).hashed("a") == Vault(bytes(range(32))).hashed("a")
    assert not own_key.data_dir.exists()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(SECRET[:20], id="cut off"),
        pytest.param(b"not base64 at all!", id="another text"),
        pytest.param(b"\xff\x00" * 30, id="binary"),
        pytest.param(SECRET + SECRET, id="twice"),
        pytest.param(SECRET.replace(b"A", b"!", 1), id="a strange character"),
    ],
)
def test_a_damaged_key_is_refused_naming_the_file_and_is_not_replaced(own_key, content):
    own_key.secret_key_file.write_bytes(content)
    with pytest.raises(KeyFileError, match=r"office\.key is damaged"):
        open_vault(own_key)
    assert own_key.secret_key_file.read_bytes() == content


def test_a_missing_named_key_is_refused_and_none_is_made(own_key):
    with pytest.raises(KeyFileError, match=r"cannot read the secret key .*office\.key"):
        open_vault(own_key)
    assert not own_key.secret_key_file.exists()


def test_a_directory_that_cannot_hold_a_key_is_refused_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(KeyFileError, match="cannot make the secret key") as failure:
        open_vault(Settings(data_dir=tmp_path / "file" / "var"))
    assert "\n" not in str(failure.value)


class TestVault:
    def test_what_another_key_sealed_is_not_read(self, vault):
        assert Vault(b"x" * 32).decrypt(vault.encrypt("một")) is None

    def test_what_was_changed_is_not_read(self, vault):
        sealed = bytearray(vault.encrypt("một"))
        sealed[20] ^= 1
        assert vault.decrypt(bytes(sealed)) is None

    def test_the_same_text_is_sealed_differently_and_hashed_the_same(self, vault):
        assert vault.encrypt("một") != vault.encrypt("một")
        assert vault.hashed("một") == vault.hashed("một")
        assert len(vault.hashed("một")) == 32

    def test_hashes_of_another_key_are_others(self, vault):
        assert Vault(b"x" * 32).hashed("một") != vault.hashed("một")

    def test_a_signature_holds_for_its_value_only(self, vault):
        signature = vault.signature("một")
        assert vault.is_signed("một", signature)
        assert not vault.is_signed("hai", signature)
        assert not vault.is_signed("một", signature[:-1])
        assert not vault.is_signed("một", "")
        assert not vault.is_signed("một", "chữ ký giả")
        assert not Vault(b"x" * 32).is_signed("một", signature)
