"""The two screens of the desk for what partners send in: the list, and one of them with a yes and a no."""

from django.shortcuts import render

from coproduction_site.admin_tools import desk_page
from coproduction_site.workflow.decide import Decision
from pages.read_first.forms import LeaveOutForm, TakeForm
from pages.read_first.models import ReadState

MOST_WAITING, MOST_READ = 200, 20


def decisions(actions, next_step: str) -> tuple[Decision, Decision]:
    """A yes and a no. `actions` do them and write the letters; `next_step` is what is left to do after a yes."""
    take = Decision(
        name="take",
        verb=actions.take,
        done=f"The partner gets a letter. {next_step}",
        form=TakeForm,
        prefix="take",
        found=lambda row, user, answer: (row.state, row.answer) == (ReadState.TAKEN, answer),
    )
    leave_out = Decision(
        name="leave_out",
        verb=actions.leave_out,
        done="The partner gets a letter with your reason.",
        form=LeaveOutForm,
        prefix="out",
        found=lambda row, user, answer: (row.state, row.answer) == (ReadState.NOT_TAKEN, answer),
    )
    return take, leave_out


def list_page(request, title: str, rows, change: str):
    """`change` is the name of the address of one of them."""
    rows = rows.select_related("partner")
    waiting, read = rows.waiting()[:MOST_WAITING], rows.read()[:MOST_READ]
    context = desk_page(request, title, waiting=waiting, read=read, change=change)
    return render(request, "admin/pages/read_first/list.html", context)


def of_one(request, screen, choices, list_name: str, list_address: str, **more) -> dict:
    """What the page of one needs: its two forms, and the way back to the list."""
    take, leave_out = choices
    forms = {"take": screen.form_of(take), "leave_out": screen.form_of(leave_out)}
    above = {"list_name": list_name, "list_address": list_address, "refusal": screen.refusal}
    return desk_page(request, screen.row.title, row=screen.row, **forms, **above, **more)
