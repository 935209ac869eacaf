"""A PNG as its rows of pixels, read by its definition: what is tested must not be read by what drew it."""

import struct
import zlib


def size(png: bytes) -> tuple[int, int]:
    """Width and height, from the header."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n" and png[12:16] == b"IHDR"
    return struct.unpack(">II", png[16:24])


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    """Name and content of each part; its checksum must be right."""
    found, place = [], 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        name, content = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert struct.unpack(">I", png[place + 8 + length : place + 12 + length])[0] == zlib.crc32(name + content)
        found.append((name, content))
        place += 12 + length
    return found


def rows(png: bytes) -> list[list[bytes]]:
    """The pixels, four bytes each, row by row."""
    width, height = size(png)
    assert png[24:29] == b"\x08\x06\x00\x00\x00"  # eight bits of red, green, blue and opacity, not interlaced
    data = zlib.decompress(b"".join(content for name, content in chunks(png) if name == b"IDAT"))
    found, above = [], bytearray(width * 4)
    for start in range(0, len(data), width * 4 + 1):
        above = _unfiltered(data[start], bytearray(data[start + 1 : start + 1 + width * 4]), above)
        found.append([bytes(above[place : place + 4]) for place in range(0, width * 4, 4)])
    assert len(found) == height
    return found


def _unfiltered(kind: int, line: bytearray, above: bytearray) -> bytearray:
    for place, value in enumerate(line):
        left, corner = (line[place - 4], above[place - 4]) if place >= 4 else (0, 0)
        line[place] = (value + (0, left, above[place], (left + above[place]) // 2, _nearest(left, above[place], corner))[kind]) & 255
    return line


def _nearest(left: int, above: int, corner: int) -> int:
    """Paeth's predictor."""
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))
