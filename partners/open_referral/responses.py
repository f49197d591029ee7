"""How every address of the open data answers: as JSON, to everybody, also to the page of another site."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse

from coproduction_site.cache.page_cache import public_page
from coproduction_site.for_others import may_be_copied
from partners.open_referral.parameters import Question

READS = ("GET", "HEAD")
MAY_BE_ASKED = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def open_data(question: type[Question] = Question):
    """The view takes what was asked and gives a dictionary, or raises a wrong question or a 404."""

    def decorate(view):
        page = _page(view, question)

        @wraps(view)
        def open_to_all(request, **names):
            if request.method == "OPTIONS":
                response = HttpResponse(status=204, headers=MAY_BE_ASKED)
            elif request.method not in READS:
                response = _refused(405, "This data is read only. Ask with GET.")
                response.headers["Allow"] = MAY_BE_ASKED["Access-Control-Allow-Methods"]
            else:
                response = page(request, **names)
            return may_be_copied(response)

        open_to_all.question = question
        return open_to_all

    return decorate


def _page(view, question: type[Question]):
    @public_page(*question.names_of_few_values())
    def page(request, **names):
        form = question(request.GET)
        try:
            answer = view(form.asked(), **names)
        except ValidationError as wrong:
            return _refused(400, " ".join(wrong.messages))
        except Http404 as missing:
            return _refused(404, str(missing))
        response = _json(answer)
        if answer.get("empty") or not form.is_plain():
            response.headers["Cache-Control"] = "no-cache"
        return response

    return page


def _json(answer: dict, status: int = 200) -> JsonResponse:
    return JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False})


def _refused(status: int, sentence: str) -> JsonResponse:
    return _json({"status": status, "message": sentence}, status)
