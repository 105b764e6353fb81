import pytest

from detente.acquire.address import address_is_open, host_is_open

INSIDE = [
    "127.0.0.1", "::1", "169.254.169.254", "10.0.0.8", "172.16.3.4", "192.168.1.1", "0.0.0.0", "fd00::1", "fe80::1%eth0",
    "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "224.0.0.1", "[::1]",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_address_is_open_refuses_what_is_not_the_open_internet(address):
    assert not address_is_open(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_address_is_open_lets_the_open_internet_pass(address):
    assert address_is_open(address)


def test_address_is_open_refuses_what_is_no_address():
    assert not address_is_open("example.org")


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "017700000001", "::1", "localhost"])
def test_host_is_open_sees_through_other_spellings(host):
    assert not host_is_open(host)


def test_host_is_open_lets_unknown_hosts_pass_as_connecting_fails_anyway():
    assert host_is_open("a" * 70 + ".invalid")
