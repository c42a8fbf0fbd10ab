"""MessagePack as clients may send it."""

import struct

import pytest

from mattermost_py.infra.hub.frames import read_request
from mattermost_py.infra.hub.msgpack import DEEPEST, MsgpackError, unpack


@pytest.mark.parametrize(
    ("packed", "value"),
    [
        (b"\x00", 0),
        (b"\x7f", 127),
        (b"\xff", -1),
        (b"\xe0", -32),
        (b"\xc0", None),
        (b"\xc2", False),
        (b"\xc3", True),
        (b"\xcc\xff", 255),
        (b"\xcd\x01\x00", 256),
        (b"\xce\x00\x01\x00\x00", 65536),
        (b"\xcf" + struct.pack("!Q", 2**63), 2**63),
        (b"\xd0\x80", -128),
        (b"\xd1\x80\x00", -32768),
        (b"\xd2\x80\x00\x00\x00", -(2**31)),
        (b"\xd3" + struct.pack("!q", -(2**63)), -(2**63)),
        (b"\xca" + struct.pack("!f", 1.5), 1.5),
        (b"\xcb" + struct.pack("!d", 0.1), 0.1),
        (b"\xa4g\xc3\xbcn", "gün"),
        (b"\xd9\x01a", "a"),
        (b"\xda\x00\x01a", "a"),
        (b"\xdb\x00\x00\x00\x01a", "a"),
        (b"\xc4\x02\xff\x00", b"\xff\x00"),
        (b"\xc5\x00\x01a", b"a"),
        (b"\xc6\x00\x00\x00\x01a", b"a"),
        (b"\x92\x01\xa1b", [1, "b"]),
        (b"\xdc\x00\x01\x01", [1]),
        (b"\xdd\x00\x00\x00\x01\x01", [1]),
        (b"\x81\xa1a\x90", {"a": []}),
        (b"\xde\x00\x01\xa1a\x80", {"a": {}}),
        (b"\xdf\x00\x00\x00\x01\xa1a\x01", {"a": 1}),
    ],
)
def test_every_type_is_read(packed: bytes, value: object) -> None:
    assert unpack(packed) == value


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"\xa5ab",
        b"\x01\x01",
        b"\xc1",
        b"\xd4\x01\x00",
        b"\xa1\xff",
        b"\x81\x90\x01",
        b"\xdd\xff\xff\xff\xff",
        b"\x91" * (DEEPEST + 2) + b"\x01",
    ],
)
def test_what_is_no_value_is_refused(packed: bytes) -> None:
    with pytest.raises(MsgpackError):
        unpack(packed)


def test_a_request_may_be_packed() -> None:
    packed = b"\x83\xa3seq\x02\xa6action\xa6typing\xa4data\x81\xaachannel_id\xa1c"
    request = read_request(packed)
    assert request is not None
    assert (request.seq, request.action, request.data) == (2, "typing", {"channel_id": "c"})
    assert read_request(b"\x91\x01") is None
