"""Encodings are recognised from the bytes; what is no text is refused with its offset."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.decoding import UndecodableError, decode

TEXT = "2020年7月\n国务院办公厅《关于全面推进城镇老旧小区改造工作的指导意见》\n目标:做好“改造”工作,不少于50%。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_an_encoding_is_recognised_and_recorded(encoding):
    text, found = decode(TEXT.encode(encoding))
    assert (text, found) == (TEXT, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_byte_order_mark_is_recognised(encoding):
    assert decode(TEXT.encode(encoding)) == (TEXT, encoding)


def test_gbk_reads_as_its_superset_gb18030():
    assert decode(TEXT.encode("gbk")) == (TEXT, "gb18030")


def test_ascii_is_utf_8():
    assert decode(b"2020-07\n") == ("2020-07\n", "utf-8")


def test_a_picture_is_refused_within_its_first_bytes():
    with pytest.raises(UndecodableError) as refusal:
        decode(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    assert refusal.value.offset < 8


def test_a_broken_byte_is_named_by_its_offset():
    data = TEXT.encode()
    place = data.index("做好".encode())
    with pytest.raises(UndecodableError) as refusal:
        decode(data[:place] + b"\xff\xff" + data[place:])
    assert refusal.value.offset == place


def test_a_control_character_is_refused_at_its_offset():
    with pytest.raises(UndecodableError) as refusal:
        decode("改造\x07工作".encode())
    assert refusal.value.offset == 6


@given(st.binary(max_size=200))
def test_any_bytes_are_text_that_python_decodes_alike_or_refused_within_them(data):
    try:
        text, encoding = decode(data)
    except UndecodableError as refusal:
        assert 0 <= refusal.offset <= len(data)
    else:
        assert data.decode(encoding) == text
