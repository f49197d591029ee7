"""The address of whoever reads words again, as what we hold about a person (see `rights.sources`)."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import F, Model, Q

from coproduction_site.drafts.models import Draft, kind_of
from coproduction_site.rights.sources import Source, is_address

COLUMN = "owner_email"


def _to_read_again(row) -> dict:
    day = row.next_review_on
    return {"To read again": f"{day:%-d %B %Y}" if day else ""}


def owners_of(model: type[Model], more: Callable[[Model], dict] = _to_read_again) -> Source:
    """Erased, the words stay, also in their history: the address alone goes."""
    label = model._meta.verbose_name_plural
    return Source(
        f"owner-of-{model._meta.model_name}",
        f"Owners of {label}",
        model,
        frozenset(f"{kind._meta.label}.{COLUMN}" for kind in (model, model.history.model)),
        lambda text, reader: _with_address(model, text),
        lambda row: f"Number {row.pk}",
        lambda row: _everything(row) | more(row),
        _take_address,
        has_key=False,
    )


def _with_address(model, text):
    if not is_address(text):
        return model._default_manager.none()
    once = model.history.filter(owner_email__iexact=text).values("id")
    drafted = [draft.number for draft in _drafts(model) if _address_in(draft).lower() == text.lower()]
    return model._default_manager.filter(
        Q(owner_email__iexact=text) | Q(pk__in=once) | Q(pk__in=drafted)
    )


def _drafts(model):
    return Draft.objects.filter(kind=kind_of(model)).exclude(number=None)


def _address_in(draft) -> str:
    return "".join(draft.data.get(COLUMN, []))


def _everything(row) -> dict:
    return {"Words": str(row), "E-mail address of the owner": row.owner_email}


@transaction.atomic
def _take_address(row) -> bool:
    model = type(row)
    model._default_manager.filter(pk=row.pk).exclude(owner_email="").update(owner_email="")
    model.history.filter(id=row.pk).exclude(owner_email="").update(owner_email="")
    for draft in _drafts(model).filter(number=row.pk):
        data = draft.data | {COLUMN: [""]}
        Draft.objects.filter(pk=draft.pk).update(data=data, version=F("version") + 1)
    return True
