"""Certificates good and bad, made afresh for each run of the server."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
import tempfile
import warnings
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

KINDS = ("good", "expired", "self_signed", "wrong_name", "unknown_issuer", "old")


class Certificates:
    """An authority of our own, which `SSL_CERT_FILE` can make a visitor trust, and one that nobody trusts."""

    def __init__(self) -> None:
        self.trusted, self.unknown = trustme.CA(), trustme.CA()

    def write_authority(self, path: Path) -> None:
        self.trusted.cert_pem.write_to_path(str(path))

    def context(self, kind: str, *names: str) -> ssl.SSLContext:
        """What a server of this kind needs, for these names and addresses."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if kind == "self_signed":
            _load_self_signed(context, *names)
        elif kind == "expired":
            over = dt.datetime.now(dt.UTC) - dt.timedelta(days=40)
            leaf = self.trusted.issue_cert(*names, not_before=over - dt.timedelta(days=90), not_after=over)
            leaf.configure_cert(context)
        elif kind == "wrong_name":
            self.trusted.issue_cert("another-club.test").configure_cert(context)
        elif kind == "unknown_issuer":
            self.unknown.issue_cert(*names).configure_cert(context)
        elif kind in {"good", "old"}:
            self.trusted.issue_cert(*names).configure_cert(context)
        else:
            raise ValueError(f"no such kind of certificate: {kind}")
        if kind == "old":
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
            context.set_ciphers("ALL:@SECLEVEL=0")
        return context


def _load_self_signed(context: ssl.SSLContext, *names: str) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=30))
        .not_valid_after(now + dt.timedelta(days=300))
        .add_extension(x509.SubjectAlternativeName([_alternative(each) for each in names]), critical=False)
        .sign(key, hashes.SHA256())
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "own.pem")
        pem = serialization.Encoding.PEM
        secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        file.write_bytes(secret + certificate.public_bytes(pem))
        context.load_cert_chain(file)


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
