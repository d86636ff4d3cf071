"""A phone with passkeys, in Python: it makes and signs what a browser would send (WebAuthn, ES256, none attested)."""

import hashlib
import html
import json
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


def asked_on(page: str) -> dict[str, Any]:
    """What a page asks a device, out of its button."""
    found = re.search(r'data-passkey="([^"]*)"', page)
    assert found, "the page asks for no passkey"
    asked: dict[str, Any] = json.loads(html.unescape(found[1]))
    return asked


@dataclass
class Authenticator:
    """One device with one passkey; each value can be set wrong, to see whether it is met."""

    rp_id: str = "localhost"
    origin: str = "http://localhost:8000"
    count: int = 0
    flags: int = PRESENT | VERIFIED
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    user_handle: bytes = b""
    more: dict[str, Any] = field(default_factory=dict)  # what else its browser says of the page

    def make(self, asked: dict[str, Any]) -> str:
        """What is sent when a passkey is made."""
        self.user_handle = _bytes(asked["user"]["id"])
        key = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: key.x.to_bytes(32), -3: key.y.to_bytes(32)}
        own_id = len(self.credential_id).to_bytes(2) + self.credential_id
        data = self._data(HAS_KEY) + bytes(16) + own_id + cbor2.dumps(public)
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", asked)
        return self._sent(clientDataJSON=client, attestationObject=attestation)

    def sign(self, asked: dict[str, Any]) -> str:
        """What is sent when it signs."""
        self.count += 1
        client, data = self._client("webauthn.get", asked), self._data()
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        more = {"userHandle": self.user_handle} if self.user_handle else {}
        return self._sent(clientDataJSON=client, authenticatorData=data, signature=signature, **more)

    def _data(self, more: int = 0) -> bytes:
        return hashlib.sha256(self.rp_id.encode()).digest() + bytes([self.flags | more]) + self.count.to_bytes(4)

    def _client(self, kind: str, asked: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": asked["challenge"], "origin": self.origin}
        return json.dumps({**said, **self.more}).encode()

    def _sent(self, **response: bytes) -> str:
        words = {name: _words(value) for name, value in response.items()}
        own_id = _words(self.credential_id)
        return json.dumps({"id": own_id, "rawId": own_id, "type": "public-key", "response": words})


def _words(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(words: str) -> bytes:
    return urlsafe_b64decode(words + "=" * (-len(words) % 4))
