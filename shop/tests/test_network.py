"""Tests reach this machine only."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_another_host_is_refused():
    with socket.socket() as elsewhere, pytest.raises(SocketConnectBlockedError):
        elsewhere.connect(("192.0.2.1", 80))


def test_this_machine_answers():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
