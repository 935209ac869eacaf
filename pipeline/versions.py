"""Digests that tell one version from another: of the code that builds, and of the records."""

import sys
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b, sha256
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("babel", "markdown-it-py", "pydantic", "pyroaring", "pyyaml")  # what a row depends on beside our code


@cache
def code_hash() -> str:
    """A digest of the code that builds and of the libraries in it: another version builds anew."""
    digest = sha256(" ".join((sys.version, *map(version, _LIBRARIES))).encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def digests(paths: Iterable[tuple[Path, str]]) -> dict[str, bytes]:
    """A digest of each file's name and bytes, by name."""
    return {file: digest(file, path.read_bytes()) for path, file in paths}


def digest(file: str, content: bytes) -> bytes:
    """A digest of a file's name and bytes."""
    return blake2b(content, digest_size=16, key=blake2b(file.encode(), digest_size=16).digest()).digest()


def content_hash(digests: dict[str, bytes]) -> str:
    """A digest of every record file: the version of the data."""
    whole = sha256()
    for file in sorted(digests):
        whole.update(digests[file])
    return whole.hexdigest()
