"""Storage, codecs, e-mail and network: broken on purpose, told with the cure."""

from __future__ import annotations

import ipaddress
import shutil
import socketserver
import threading

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from aitronos_site.doctor import codecs, mail, network, sample, storage
from aitronos_site.doctor.findings import Level
from tests.aitronos_site.doctor.breakage import (
    failure,
    findings,
    is_fine,
    only,
    warning,
)
from tests.servers import HttpsServer

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def test_a_storage_that_works_is_left_as_it_was(settings):
    assert is_fine(storage)
    assert list(settings.MEDIA_ROOT.iterdir()) == []


def test_a_storage_that_can_t_be_written(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file" / "media"

    found = failure(storage)

    assert found.text.startswith(
        "The storage can't be used: [Errno 20] Not a directory"
    )
    assert "or name another by MEDIA_ROOT" in found.mend


class Forgetful(FileSystemStorage):
    def _save(self, name, content):
        return super()._save(name, ContentFile(content.read()[:-1]))


def test_a_storage_that_gives_back_something_else(settings):
    backend = f"{Forgetful.__module__}.{Forgetful.__name__}"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": backend}}

    found = failure(storage)

    assert found.text == "The storage gives back other bytes than were written."
    assert "the network share under MEDIA_ROOT" in found.mend
    assert list(settings.MEDIA_ROOT.iterdir()) == []


@pytest.mark.parametrize(("share", "find"), [(2, failure), (0.5, warning)])
def test_a_disk_that_is_nearly_full(settings, share, find):
    settings.MAX_UPLOAD_BYTES = int(share * shutil.disk_usage("/tmp").free)
    settings.FILE_UPLOAD_TEMP_DIR = str(settings.MEDIA_ROOT)

    found = find(storage)

    assert f"GB are free for {settings.MEDIA_ROOT}" in found.text
    assert found.mend.startswith("Free space on the disk of")


def test_the_sample_is_decoded_and_everyday_formats_are_known():
    assert is_fine(codecs)


def test_audio_that_can_t_be_decoded(monkeypatch, tmp_path):
    (tmp_path / "broken.mp3").write_bytes(b"no audio" * 1000)
    monkeypatch.setattr(sample, "FILE", tmp_path / "broken.mp3")

    found = failure(codecs)

    assert found.text.startswith("The built-in sample can't be decoded: ")
    assert "Install PyAV anew" in found.mend


def test_a_decoder_that_is_not_there(monkeypatch):
    monkeypatch.setitem(codecs.codecs.EVERYDAY, "Wax cylinder", "no_such_decoder")

    found = failure(codecs)

    assert found.text == "There is no decoder for Wax cylinder."


class MailServer(socketserver.StreamRequestHandler):
    """Enough of SMTP to sign in: whose password is "right" is let in."""

    def handle(self):
        self.wfile.write(b"220 ready\r\n")
        while line := self.rfile.readline():
            command = line[:4].upper()
            if command == b"EHLO":
                self.wfile.write(b"250-here\r\n250 AUTH PLAIN\r\n")
            elif command == b"AUTH":
                good = line.split()[-1] == b"AG1lAHJpZ2h0"  # \0me\0right
                self.wfile.write(b"235 welcome\r\n" if good else b"535 no\r\n")
            elif command == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 ok\r\n")


@pytest.fixture
def mail_server(settings):
    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), MailServer) as running:
        threading.Thread(target=running.serve_forever, args=(0.02,)).start()
        settings.EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.server_address
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "me", "right"
        settings.DEFAULT_FROM_EMAIL = "Transcribe <transcribe@acme.example>"
        yield running
        running.shutdown()


def test_a_mail_server_that_lets_us_in(mail_server):
    assert is_fine(mail)


def test_a_mail_server_that_refuses_the_password(mail_server, settings):
    settings.EMAIL_HOST_PASSWORD = "wrong"

    found = failure(mail)

    assert "refuses the user name or the password" in found.text
    assert "must be percent-encoded" in found.mend


def test_a_mail_server_that_is_not_there(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        SMTP,
        "127.0.0.1",
        9,
    )
    settings.DEFAULT_FROM_EMAIL = "transcribe@acme.example"

    found = failure(mail)

    assert found.text.startswith("The mail server 127.0.0.1:9 can't be used: ")
    assert "Set EMAIL_URL=smtp+tls://" in found.mend


def test_offline_the_mail_server_is_not_asked(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "mail.acme.example"
    settings.DEFAULT_FROM_EMAIL = "transcribe@acme.example"

    [found] = findings(mail, offline=True)

    assert found.level is Level.SKIPPED


def test_a_sender_that_servers_refuse(mail_server, settings):
    settings.DEFAULT_FROM_EMAIL = "transcribe@localhost"

    assert "Set DEFAULT_FROM_EMAIL" in warning(mail).mend


@pytest.mark.parametrize(("production", "level"), [(True, "warning"), (False, "ok")])
def test_mail_that_is_only_printed_will_not_do_in_production(
    settings, production, level
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.PRODUCTION = production

    [found] = findings(mail)

    assert found.level == level
    assert (found.mend == mail.MEND) is production


@pytest.fixture
def web(settings, monkeypatch):
    with HttpsServer() as running:
        settings.FETCH_ALLOWED_NETWORKS = [ipaddress.ip_network("127.0.0.0/8")]
        settings.FETCH_ALLOWED_PORTS = [443, running.port, 9]
        settings.FETCH_CA_FILE = str(running.ca_file)
        settings.HF_HUB_OFFLINE = False
        monkeypatch.setenv("HF_ENDPOINT", running.url(""))
        yield running


@pytest.mark.parametrize("status", [200, 404, 503])
def test_a_network_that_lets_https_out_is_fine_whatever_is_answered(web, status):
    web.add("/robots.txt", b"User-agent: *", status=status)

    assert is_fine(network)
    assert [path for _, path, _ in web.requests] == ["/robots.txt"]


def test_a_network_that_lets_nothing_out(web, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "https://127.0.0.1:9")

    found = warning(network)

    assert found.text.startswith("https://127.0.0.1:9 can't be reached (URL ")
    assert "connections to port 443, or set HF_HUB_OFFLINE=true" in found.mend


@pytest.mark.parametrize(("switch", "asked"), [(True, False), (False, True)])
def test_offline_the_network_is_left_alone(web, settings, switch, asked):
    settings.HF_HUB_OFFLINE = switch

    found = only(network, Level.SKIPPED, offline=asked)

    assert "offline" in found.text
    assert web.requests == []
