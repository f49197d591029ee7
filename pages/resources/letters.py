from coproduction_site import mail
from partners.members.people import members_of


def suggestion_read(suggestion) -> None:
    context = {"suggestion": suggestion, "is_taken": suggestion.state == suggestion.State.TAKEN}
    text = mail.text_of("pages/resources/letters/suggestion_read.txt", context)
    mail.send_to_each(members_of(suggestion.partner), "We have read what you suggested", text)
