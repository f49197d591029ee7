"""What of the ladder everybody can search (see `search.kinds`)."""

from coproduction_site.search.kinds import Entry, SearchKind
from ladder.models import Method, Rung


def _of_rung(rung) -> Entry:
    return Entry(
        title=rung.name,
        address=rung.get_absolute_url(),
        shown=f"{rung.meaning} {rung.sounds_like}",
        also=f"rung {rung.number} {rung.example} {rung.step_up} {rung.methods}",
    )


def _of_method(method) -> Entry:
    return Entry(
        title=method.name,
        address=method.get_absolute_url(),
        shown=method.summary,
        also=f"{method.steps} {method.access_needs} {method.risk} {method.telling_back}",
    )


KINDS = [
    SearchKind("rung", "Rung of the ladder", "The ladder", Rung, Rung.objects.all, _of_rung),
    SearchKind("method", "Way of working", "Ways of working", Method, Method.objects.all, _of_method),
]
