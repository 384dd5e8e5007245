"""Where a push may go: to https, and to what is public. Anyone may hand us an address; none leads into our own network."""

import base64
import binascii
import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from requests import Session
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.poolmanager import PoolManager
from urllib3.util.connection import create_connection

from commons.journal.refusals import Refused

LONGEST = 500
LOOPBACK = ("127.0.0.1", "localhost", "::1")
TRANSLATING = [
    ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
]  # to an IPv4 address inside


def check_endpoint(endpoint: str) -> None:
    """Raises Refused `invalid` for what can be no push service's address. What its name stands for is looked up when something is sent."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        raise Refused("invalid") from None
    if len(endpoint) > LONGEST or not endpoint.isascii() or parts.username or parts.password or not parts.hostname:
        raise Refused("invalid")
    if settings.PUSH_TO_LOOPBACK and parts.hostname in LOOPBACK:
        return
    if parts.scheme != "https" or port not in (None, 443) or "." not in parts.hostname or _is_address(parts.hostname):
        raise Refused("invalid")


def check_keys(p256dh: str, auth: str) -> None:
    """Raises Refused `invalid` unless they are a point on the curve, as a browser writes it, and a secret of 16 bytes."""
    point, secret = _decoded(p256dh), _decoded(auth)
    if len(point) != 65 or point[0] != 4 or len(secret) != 16:
        raise Refused("invalid")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open network, and not of ours, the machine's or a provider's inside."""
    ip: Any = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in TRANSLATING if net.version == ip.version)


class PublicConnection(HTTPSConnection):
    """Looks its host up once and connects to what it looked at; so a name can't stand for something else a moment later."""

    def _new_conn(self) -> socket.socket:
        try:
            found = [str(info[4][0]) for info in socket.getaddrinfo(self._dns_host, self.port, type=socket.SOCK_STREAM)]
            if not found or not all(map(is_public, found)):
                raise OSError("not a public address")
            return create_connection((found[0], self.port or 443), self.timeout, socket_options=self.socket_options)
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error


class PublicPool(HTTPSConnectionPool):
    ConnectionCls = PublicConnection


class PublicAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        pools: PoolManager = self.poolmanager
        pools.pool_classes_by_scheme = {"https": PublicPool}


def outward() -> Session:
    """What requests go out by: https to public hosts alone, no proxy, no cookies; with PUSH_TO_LOOPBACK to this machine, too."""
    session = Session()
    session.trust_env = False
    session.adapters.clear()
    session.mount("https://", PublicAdapter(max_retries=0))
    if settings.PUSH_TO_LOOPBACK:
        for host in LOOPBACK:
            session.mount(f"http://{host}:", HTTPAdapter(max_retries=0))
    return session


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.replace(".", "").isdigit()
    return True


def _decoded(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
