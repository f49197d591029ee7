from coproduction_site import mail
from coproduction_site.letters.writing import write
from partners.members.people import members_of


def suggestion_read(suggestion) -> None:
    is_taken = suggestion.state == suggestion.State.TAKEN
    name = "pages/suggestion_taken" if is_taken else "pages/suggestion_not_taken"
    suggested = f"{suggestion.title}\n{suggestion.link}"
    letter = write(name, suggestion=suggested, answer=suggestion.answer)
    mail.send_to_each(members_of(suggestion.partner), *letter)
