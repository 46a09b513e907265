"""No address of the admin shows or changes another organization's, by any parameter.

The cases are made from the admin's registry and its table of addresses. A model that
`tests.admin_estate` makes no row of fails, and so does an address that this file does
not know how to fill, so that nothing can be forgotten.
"""

from __future__ import annotations

import copy
import re
import shutil
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.forms import ModelChoiceField
from django.test import Client, RequestFactory, override_settings
from django.urls import URLPattern, get_resolver
from django.utils.html import escape

from organizations.models import Membership, Role, User
from organizations.scoped_admin import ScopedAdmin
from tests.admin_estate import Estate, House

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
APP_INDEX, ELSE = r"^(?P<app_label>", r"(?P<url>.*)$"
MODELS = {
    f"{model._meta.app_label}/{model._meta.model_name}/": model
    for model in admin.site._registry
}
#: Beginnings, because an answer may say again what was asked for.
WORDS = ("", "acm", "rocke", "7654")


@dataclass(frozen=True)
class Address:
    path: str
    model: type | None

    @property
    def rest(self):
        """Beyond the model's own prefix."""
        return self.path.split("/", 2)[2] if self.model else self.path

    @property
    def is_about_a_row(self):
        return self.model is not None and "<" in self.path


def addresses(patterns, prefix="", model=None):
    for each in patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            yield Address(path, model)
        else:
            yield from addresses(each.url_patterns, path, MODELS[path])


def patterns():
    resolvers = get_resolver().url_patterns
    return next(r.url_patterns for r in resolvers if str(r.pattern) == "admin/")


ADDRESSES = list(addresses(patterns()))
#: Lists, and what else takes a list's parameters, as an export.
LIKE_LISTS = [
    a for a in ADDRESSES if a.model and "<" not in a.rest and a.rest != "add/"
]
LISTS = [each for each in ADDRESSES if each.model and not each.rest]
every_address = pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: a.path)
every_list = pytest.mark.parametrize("address", LISTS, ids=lambda a: a.path)


class World:
    def __init__(self):
        self.house = House()
        self.acme = Estate("acme", 7654321)
        self.globex = Estate("globex", 1000)
        self.staff = User.objects.create_superuser("staff@house.example", "x")

    def row(self, model, estate=None):
        label = model._meta.label_lower
        rows = (estate or self.acme).rows | self.house.rows
        assert label in rows, f"tests/admin_estate.py makes no {label}."
        return rows[label]

    def is_acme_s(self, model):
        """And not the house's, which some lists show to every manager."""
        return model._meta.label_lower in self.acme.rows

    def secrets(self):
        return self.acme.secrets(self.globex)

    def stock(self):
        return self.acme.stock(), self.house.stock()

    def paths(self, address, estate=None):
        """The address, filled with what is the estate's."""
        path = "/admin/" + address.path
        if APP_INDEX in path:
            return [f"/admin/{app}/" for app in {m.split("/")[0] for m in MODELS}]
        if ELSE in path:
            return ["/admin/acme", f"/admin/{self.acme.organization.public_id}"]
        if "<path:content_type_id>" in path:
            return [self.shortcut(model) for model in MODELS.values()]
        known = {}
        if address.model:
            row = self.row(address.model, estate)
            known = {"object_id": row.pk, "pk": row.pk, "id": row.pk}
            known["public_id"] = getattr(row, "public_id", None)

        def fill(match):
            found = known.get(match[1])
            assert found is not None, f"{path}: what is {match[1]}? Say it here."
            return quote(str(found), safe="")

        return [PARAMETER.sub(fill, path)]

    def shortcut(self, model):
        kind = ContentType.objects.get_for_model(model).pk
        return f"/admin/r/{kind}/{self.row(model).pk}/"


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world and its files, in a transaction that ends with the module."""
    files = tmp_path_factory.mktemp("world")
    whole = transaction.atomic()
    whole._from_testcase = True  # else the service would refuse to work inside of it
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files), whole:
        yield World(), files
        transaction.set_rollback(True)


@pytest.fixture
def world(made_once, db, settings):
    """The world as it was made, whatever other tests did to it: `db` undoes that."""
    world, files = made_once
    shutil.copytree(files, settings.MEDIA_ROOT)
    return copy.deepcopy(world)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def owner_of(estate):
    return signed_in(estate.cast.user)


def text_of(response):
    whole = b"".join(response) if response.streaming else response.content
    body = whole.decode(errors="replace")
    headers = "".join(f"\n{name}: {value}" for name, value in response.items())
    return body + headers


def leaked(world, response, sent):
    """The secrets that an answer tells and its request did not."""
    text = text_of(response)
    for word in sorted({str(word) for word in sent if word}, key=len, reverse=True):
        for form in {
            word,
            escape(word),
            quote(word),
            quote(word, safe=""),
            quote_plus(word),
        }:
            text = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", "", text)
    return [
        secret
        for secret in world.secrets()
        if re.search(rf"(?<!\w){re.escape(secret)}(?!\d)", text)
    ]


def asked(world, client, method, path, data=None):
    """The final answer, checked to tell nothing; all redirects are followed."""
    data = {key: value for key, value in (data or {}).items() if value is not None}
    response = getattr(client, method)(path, data, follow=True)
    values = [v for value in data.values() for v in flat(value)]
    assert leaked(world, response, [*path.split("/"), *values]) == [], (
        method,
        path,
        data,
    )
    assert response.status_code < 500
    return response


def flat(value):
    return value if isinstance(value, list) else [value]


def first_status(response):
    return (
        response.redirect_chain[0][1]
        if response.redirect_chain
        else response.status_code
    )


def acme_of_each_field(world, model):
    """Each foreign key of the model, set to acme's."""
    related = {
        field.name: field.related_model._meta.label_lower
        for field in model._meta.fields
        if field.is_relation
    }
    rows = world.acme.rows
    return {name: rows[label].pk for name, label in related.items() if label in rows}


def body_of(world, address):
    """What every form might ask for, naming acme."""
    named = acme_of_each_field(world, address.model) if address.model else {}
    said = {"post": "yes", "confirmed": "yes", "_save": "1", "_confirm": "1"}
    money = {"synapses": "5", "amount": "5", "reason": "x", "reference": "x"}
    return {**said, **money, "role": "owner", "email": "x@x.example", **named}


@every_address
def test_the_owner_of_another_organization_finds_and_changes_nothing(world, address):
    before = world.stock()
    client = owner_of(world.globex)

    for path in world.paths(address):
        for method, data in (
            ("get", {}),
            ("post", {}),
            ("post", body_of(world, address)),
        ):
            response = asked(world, client, method, path, data)
            client.force_login(world.globex.cast.user)  # logout/ is an address too
            if address.is_about_a_row and world.is_acme_s(address.model):
                assert first_status(response) in {302, 403, 404, 405}, path

    assert world.stock() == before


@every_address
def test_one_s_own_pages_offer_and_accept_nothing_of_another_s(world, address):
    client = owner_of(world.globex)
    before = world.stock()

    for path in world.paths(address, world.globex):
        named = acme_of_each_field(world, address.model) if address.model else {}
        asked(world, client, "get", path, {"_popup": "1", **named})
        page = asked(world, client, "get", path)
        if page.status_code == 200 and page.context and "adminform" in page.context:
            asked(world, client, "post", path, filled_in(world, page))
        client.force_login(world.globex.cast.user)

    assert world.stock() == before


def filled_in(world, page):
    """The page's own form, with acme's in each of its choices."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {
        field.html_name: value_of(world, field)
        for form in forms
        for field in form
        if value_of(world, field) is not None
    } | {"_save": "Save"}


def value_of(world, field):
    if isinstance(field.field, ModelChoiceField):
        label = field.field.queryset.model._meta.label_lower
        if label in world.acme.rows:
            return world.acme.rows[label].pk
    return field.value()


@pytest.mark.parametrize("address", LIKE_LISTS, ids=lambda a: a.path)
def test_no_parameter_of_a_list_finds_what_is_another_s(world, address):
    (path,) = world.paths(address)
    client = owner_of(world.globex)

    for parameters in parameters_of(world, address.model):
        asked(world, client, "get", path, parameters)


def parameters_of(world, model):
    row = world.row(model)
    yield from ({"q": word} for word in (*WORDS, str(row), row.pk))
    yield from ({"o": str(number)} for number in range(1, 20))
    yield from ({"all": ""}, {"p": "1"}, {"_facets": "True"}, {"_popup": "1"})
    yield from ({"e": "1"}, {"pk": row.pk}, {"pk__in": str(row.pk), "_to_field": "id"})
    for field in model._meta.fields:
        value = field.value_from_object(row)
        names = (field.name, f"{field.name}__exact", f"{field.name}__id__exact")
        yield from ({name: str(value)} for name in names)
        yield {f"{field.name}__isnull": "False"}
    yield {"organization__name__startswith": "acm"}
    for each in admin.site._registry[model].list_filter:
        name = getattr(each, "parameter_name", None)
        if name:
            yield from ({name: value} for value in (world.acme.organization.pk, "acme"))


@every_list
def test_no_action_reaches_what_is_another_s(world, address):
    (path,) = world.paths(address)
    client = owner_of(world.globex)
    before = world.stock()

    for action in [*actions_of(world, address.model), "delete_selected"]:
        for across in ("0", "1"):
            data = {**body_of(world, address), "action": action, "index": "0"}
            data |= {"_selected_action": [world.row(address.model).pk], "apply": "1"}
            asked(world, client, "post", path, {**data, "select_across": across})

    assert world.stock() == before


def actions_of(world, model):
    request = RequestFactory().get("/")
    request.user = world.staff
    return admin.site._registry[model].get_actions(request)


def sources():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and field.related_model and not field.auto_created:
                yield model._meta.app_label, model._meta.model_name, field.name


@pytest.mark.parametrize("source", list(sources()), ids=".".join)
def test_completing_names_nothing_of_another_s(world, source):
    client = owner_of(world.globex)
    names = dict(zip(("app_label", "model_name", "field_name"), source, strict=True))

    for term in WORDS:
        asked(world, client, "get", "/admin/autocomplete/", {**names, "term": term})


@every_address
def test_who_manages_nothing_has_no_admin(world, address):
    member = User.objects.create_user("member@acme.example", "x")
    Membership.objects.create(
        organization=world.acme.organization, user=member, role=Role.MEMBER
    )
    before = world.stock()

    for user in (member, User.objects.create_user("nobody@x.example", "x")):
        for path in world.paths(address):
            for method in ("get", "post"):
                response = getattr(signed_in(user), method)(path, follow=True)
                assert response.status_code in {403, 405}, path

    assert world.stock() == before


@every_address
def test_who_is_not_signed_in_is_sent_to_sign_in(world, address):
    for path in world.paths(address):
        response = Client().get(path, follow=True)

        assert response.redirect_chain[-1][0].startswith("/sign-in"), path


@every_address
def test_a_superuser_is_answered_everywhere(world, address):
    """Else the stranger's refusals would prove nothing."""
    refusing = {"add/": {403}, "delete/": {403}, "config/": {403}, "qrcode/": {403}}
    name = address.path.rsplit(">/", 1)[-1] if "<" in address.path else address.rest
    allowed = {200, 302, 405} | refusing.get(name, set())
    if "content_type_id" in address.path or ELSE in address.path:
        allowed = {404}  # no model has a page on the site; nothing else is there
    if address.path in {"autocomplete/", "login/"}:
        allowed = {403}  # of nothing; of who is signed in already

    for path in world.paths(address):
        assert signed_in(world.staff).get(path).status_code in allowed, path


@every_list
def test_managers_see_what_is_theirs(world, address):
    page = admin.site._registry[address.model]
    (path,) = world.paths(address)
    allowed = isinstance(page, ScopedAdmin) and "view" in page.managers_may

    response = owner_of(world.acme).get(path)

    assert response.status_code == (200 if allowed else 403)
    if allowed:
        own = world.row(address.model)
        assert own in response.context["cl"].queryset
        other = world.row(address.model, world.globex)
        assert other == own or other not in response.context["cl"].queryset
