from __future__ import annotations

from ipaddress import IPv4Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitronos_site.lib.safe_http import FetchPolicy, FetchRefused, check_url

POLICY = FetchPolicy()
MALFORMED = "URL is not a valid web address"
PRIVATE = "URL must not point to a private or reserved network address"


def reason_of_refusal(url: str, policy: FetchPolicy = POLICY) -> str:
    with pytest.raises(FetchRefused) as refusal:
        check_url(url, policy)
    return refusal.value.reason


@pytest.mark.parametrize(
    "url",
    [
        "https://storage.example.com/meeting-recording.mp3",
        "HTTPS://Storage.Example.COM:443/a%20b.wav?X-Sig=a%2Fb&x=1#t=10",
        "https://bücher.example/ä ö.wav",
        "https://under_score.example./a",
        "https://8.8.8.8/a.wav",
        "https://[2606:4700:4700::1111]/a.wav",
        "https://@example.com/a.wav",
    ],
)
def test_a_public_https_url_is_accepted(url):
    check_url(url, POLICY)


@pytest.mark.parametrize(
    "url", ["http://example.com/audio.mp3", "ftp://example.com/a", "file:///etc/passwd"]
)
def test_another_scheme_than_https_is_refused_in_the_published_words(url):
    assert reason_of_refusal(url) == "URL must use HTTPS protocol"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "not a url",
        "//example.com/a",
        "https://",
        "https:///a.wav",
        "https:example.com/a",
        " https://example.com/a",
        "https://exa mple.com/a",
        "https://exa\nmple.com/a",
        "https://example.com/\x00",
        "https://example.com/\ud800",
        "https://example.com\\@evil.example/",
        "https://example..com/",
        "https://-example.com/",
        f"https://{'a' * 64}.com/",
        f"https://{'a.' * 127}com/",
        "https://%31%32%37.0.0.1/",
        "https://[::1/",
        "https://[1.2.3.4]/",
        "https://1.2.3.4.5/",
        "https://\uff11\uff12\uff17.0.0.1/",
        "https://example.com:port/",
    ],
)
def test_a_malformed_url_is_refused(url):
    assert reason_of_refusal(url) == MALFORMED


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "017700000001",
        "127\u30020\u30020\u30021",
        "169.254.169.254",
        "10.0.0.1.",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:8.8.8.8]",
        "[64:ff9b::a9fe:a9fe]",
        "[fe80::1%25eth0]",
        "localhost",
        "LOCALHOST.",
        "api.localhost",
    ],
)
def test_a_private_address_in_any_form_is_refused_without_a_look_up(host):
    assert reason_of_refusal(f"https://{host}/a.wav") == PRIVATE


def test_an_opened_network_accepts_its_addresses_and_localhost():
    policy = FetchPolicy(allowed_networks=(IPv4Network("127.0.0.0/8"),))

    check_url("https://127.0.0.1/a", policy)
    check_url("https://localhost/a", policy)
    assert reason_of_refusal("https://10.0.0.1/a", policy) == PRIVATE


@pytest.mark.parametrize("userinfo", ["user", "user:secret", ":secret", "a%40b"])
def test_credentials_in_the_url_are_refused(userinfo):
    reason = reason_of_refusal(f"https://{userinfo}@example.com/a.wav")

    assert reason == "URL must not contain a user name or password"


@pytest.mark.parametrize("port", [0, 22, 80, 8443, 99999])
def test_a_port_that_is_not_allowed_is_refused(port):
    reason = reason_of_refusal(f"https://example.com:{port}/a.wav")

    assert reason == "URL must use port 443"


def test_the_refusal_of_a_port_names_all_allowed_ones():
    policy = FetchPolicy(allowed_ports=frozenset({8443, 443}))

    check_url("https://example.com:8443/", policy)
    reason = reason_of_refusal("https://example.com:80/", policy)
    assert reason == "URL must use port 443 or 8443"


def test_a_url_may_have_2048_characters_and_no_more():
    url = "https://example.com/".ljust(2048, "a")

    check_url(url, POLICY)
    assert reason_of_refusal(url + "a") == "URL is longer than 2048 characters"


@given(st.text(max_size=60).map("https://".__add__) | st.text(max_size=60))
def test_no_text_at_all_makes_the_check_crash(url):
    try:
        check_url(url, POLICY)
    except FetchRefused as refusal:
        assert refusal.reason.startswith("URL ")
