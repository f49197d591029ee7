"""What can be done to keep somebody safe: to hold a story, and what safeguarding leads do about one that is held."""

from stories.models import Story, StoryEvent
from stories.models.case_verbs import WITH_A_CASE
from stories.moderation import actions
from stories.moderation import decision_forms as forms
from stories.moderation.desk import Decision

State, Kind = Story.State, StoryEvent.Kind

SAFE = [
    Decision(
        name="hold",
        title="Hold it: somebody may not be safe",
        explains="From that moment only safeguarding leads can read it. They are written to at once. "
        "No letter goes to the teller.",
        event=Kind.HELD,
        verb=actions.hold,
        before=Story.IN_USE,
        done="The story is with the safeguarding leads, and each of them was written to. "
        "A letter can be read too late: if somebody is in danger now, ring.",
        form=forms.HoldForm,
        weight="danger",
    ),
    Decision(
        name="take_case",
        title="Say who looks after it, and by when",
        explains="One lead looks after it. The next step is done by the time that you write.",
        event=Kind.CASE_TAKEN,
        verb=lambda story, user, **answers: story.take_case(user, **answers),
        before=WITH_A_CASE,
        done="It is written down who looks after it.",
        form=forms.TakeForm,
        for_leads=True,
        offered=lambda desk: desk.has_open_case,
    ),
    Decision(
        name="tell",
        title="Write down who was told",
        explains="Only safeguarding leads read this. It cannot be changed afterwards.",
        event=Kind.TOLD,
        verb=actions.tell,
        before=(State.SAFEGUARDING,),
        done="It is written down.",
        form=forms.TellForm,
        for_leads=True,
        offered=lambda desk: desk.has_open_case,
    ),
    Decision(
        name="write_case",
        title="Write a note for the other leads",
        explains="Only safeguarding leads read this. It cannot be changed afterwards.",
        event=Kind.CASE_NOTE,
        verb=lambda story, user, **answers: story.write_case(user, **answers),
        before=WITH_A_CASE,
        done="Your note is there for the other leads.",
        form=forms.NoteForm,
        for_leads=True,
        offered=lambda desk: desk.has_open_case,
    ),
    Decision(
        name="close_case",
        title="Close the case",
        explains="You say how it ended. The story stays with the safeguarding leads: it is never published, "
        "and its teller sees no difference.",
        event=Kind.CASE_CLOSED,
        verb=lambda story, user, **answers: story.close_case(user, **answers),
        before=WITH_A_CASE,
        done="The case is closed.",
        form=forms.CloseForm,
        for_leads=True,
        offered=lambda desk: desk.has_open_case,
    ),
    Decision(
        name="reopen_case",
        title="Open the case again",
        explains="Something new is known. What was written before stays.",
        event=Kind.CASE_AGAIN,
        verb=lambda story, user, **answers: story.reopen_case(user, **answers),
        before=WITH_A_CASE,
        done="The case is open again.",
        form=forms.ReopenForm,
        for_leads=True,
        offered=lambda desk: desk.has_closed_case,
    ),
    Decision(
        name="release",
        title="Back to the queue",
        explains="Everybody is safe, and the story can be read like any other. Moderators read your note first, "
        "and why it was held. They do not see the notes between leads, or who was told.",
        event=Kind.RELEASED,
        verb=actions.release,
        before=(State.SAFEGUARDING,),
        done="The story is back in the queue.",
        form=forms.ReleaseForm,
        for_leads=True,
        offered=lambda desk: desk.has_open_case and not desk.story.disclosed_at,
    ),
]
