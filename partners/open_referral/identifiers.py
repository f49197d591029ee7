"""Identifiers that never change: of partners and words their own, of everything else worked out from those."""

import uuid

from partners.models import Term

# The same for every site that runs this code, as the vocabularies are.
TAXONOMIES = uuid.UUID("8f0c3a52-6d2b-4c0e-9a5f-1f5b7f6a9e21")


def of(owner: uuid.UUID, what: str) -> str:
    """One partner has one service and at most one location, so the owner and a word are enough."""
    return str(uuid.uuid5(owner, what))


def of_taxonomy(vocabulary: str) -> str:
    return of(TAXONOMIES, vocabulary)


def vocabulary_of(taxonomy_id) -> str | None:
    return next((name for name in Term.Vocabulary.values if of_taxonomy(name) == str(taxonomy_id)), None)


def owner_of(identifier, what: str, owners) -> uuid.UUID | None:
    """Whose service or location it is. Working it out costs microseconds an owner and no column."""
    return next((owner for owner in owners if of(owner, what) == str(identifier)), None)
