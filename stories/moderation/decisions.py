"""What can be decided about a story, the most used first."""

from itertools import chain

from stories import letters
from stories.models import Story, StoryEvent, safeguarding
from stories.moderation import actions
from stories.moderation import decision_forms as forms
from stories.moderation.decision import Decision

State, Kind = Story.State, StoryEvent.Kind

CLAIM = Decision(
    "claim",
    "I will read this story",
    "Your colleagues see your name at it.",
    Kind.CLAIMED,
    lambda story, user: story.claim(user),
    (State.WAITING,),
    "This story is yours to read.",
    needs_copy=False,
)
HAND_BACK = Decision(
    "hand_back",
    "Hand it back",
    "Then a colleague can take it.",
    Kind.HANDED_BACK,
    lambda story, user: story.hand_back(user),
    (State.WAITING,),
    "The story is back with everybody.",
    needs_copy=False,
)
YES = [
    Decision(
        "publish",
        "Publish it",
        "Everybody can read the public copy, as it is in the boxes above.",
        Kind.PUBLISHED,
        actions.publish,
        (State.WAITING,),
        "The story is on the website.",
        letter=letters.published_letter,
        weight="good",
        offered=lambda desk: not desk.needs_first_yes and not desk.needs_colleague,
    ),
    Decision(
        "approve",
        "Give the first yes",
        "You have read the public copy, and it can be published. A colleague reads it again, and publishes it. "
        "If anybody changes the copy, your yes is taken back.",
        Kind.APPROVED,
        lambda story, user: story.approve(user),
        (State.WAITING,),
        "Your yes is noted. Now a colleague must publish it.",
        weight="good",
        offered=lambda desk: desk.needs_first_yes,
    ),
    Decision(
        "publish_changes",
        "Publish the changes",
        "Everybody reads the words and photos as they are above, instead of the earlier ones.",
        Kind.REPUBLISHED,
        lambda story, user: story.publish_changes(user),
        (State.PUBLISHED,),
        "The page shows the new words.",
        weight="good",
        offered=lambda desk: desk.has_changes and not desk.needs_first_yes and not desk.needs_colleague,
    ),
    Decision(
        "approve_changes",
        "Give the first yes to the changes",
        "You have read them, and they can be published. A colleague reads them again, and publishes them. "
        "If anybody changes the copy, your yes is taken back.",
        Kind.APPROVED,
        lambda story, user: story.approve_changes(user),
        (State.PUBLISHED,),
        "Your yes is noted. Now a colleague must publish the changes.",
        weight="good",
        offered=lambda desk: desk.has_changes and desk.needs_first_yes,
    ),
    Decision(
        "feature",
        "Show it on the home page",
        "Everybody who opens the site meets this story first.",
        Kind.FEATURED,
        lambda story, user: story.feature(user),
        (State.PUBLISHED,),
        "The story is on the home page.",
        offered=lambda desk: not desk.is_featured,
    ),
    Decision(
        "unfeature",
        "Take it off the home page",
        "It stays among the stories.",
        Kind.FEATURED,
        lambda story, user: story.unfeature(user),
        (State.PUBLISHED,),
        "The story is not on the home page any more.",
        offered=lambda desk: desk.is_featured,
    ),
]
ASK = [
    Decision(
        "ask",
        "Ask the teller a question",
        "We send them your words, with a link to answer. The story waits for them.",
        Kind.ASKED,
        actions.ask,
        (State.WAITING,),
        "The question is on its way.",
        forms.QuestionForm,
        letter=letters.question_letter,
        needs_address=True,
    ),
    Decision(
        "show_edits",
        "Show the teller our edits",
        "They see their words and the public copy side by side, and say yes or no. "
        "Nobody can change the copy until then.",
        Kind.SHOWN_EDITS,
        actions.show_edits,
        (State.WAITING,),
        "The edits are with the teller.",
        letter=letters.shown_edits_letter,
        needs_address=True,
    ),
    Decision(
        "stop_waiting",
        "Do not wait for the teller any more",
        "The story comes back to the queue. No letter is sent.",
        Kind.STOPPED,
        lambda story, user, reason: story.stop_waiting(user, reason),
        (State.QUESTION, State.WITH_TELLER),
        "The story is back in the queue.",
        forms.ReasonForm,
    ),
]
NO = [
    Decision(
        "decline",
        "Do not publish it",
        "We send the teller the reason and your words, if they left an e-mail address.",
        Kind.DECLINED,
        actions.decline,
        (State.WAITING, State.QUESTION, State.WITH_TELLER),
        "The story will not be published.",
        forms.DeclineForm,
        letter=letters.declined_letter,
        weight="danger",
    ),
    Decision(
        "take_down",
        "Take it off the website",
        "Its address says that it has gone. We send the teller the reason and your words, "
        "if they left an e-mail address.",
        Kind.TAKEN_DOWN,
        actions.take_down,
        (State.PUBLISHED,),
        "The story is off the website.",
        forms.TakeDownForm,
        letter=lambda story, without_letter=False, **said: (
            None if without_letter else letters.taken_down_letter(story, **said)
        ),
        weight="danger",
    ),
]
SAFE = [
    Decision(
        "hold",
        "Hold it: somebody may not be safe",
        "From that moment only safeguarding leads can read it. No letter is sent. "
        "If somebody is in danger now, ring first.",
        Kind.HELD,
        actions.hold,
        Story.IN_USE,
        "The story is with the safeguarding leads.",
        forms.HoldForm,
        weight="danger",
    ),
    Decision(
        "tell",
        "Write down who was told",
        "Only safeguarding leads read this. It cannot be changed afterwards.",
        Kind.TOLD,
        safeguarding.tell,
        (State.SAFEGUARDING,),
        "It is written down.",
        forms.TellForm,
        for_leads=True,
    ),
    Decision(
        "release",
        "Back to the queue",
        "Moderators can read it again.",
        Kind.RELEASED,
        lambda story, user, reason: story.release(user, reason),
        (State.SAFEGUARDING,),
        "The story is back in the queue.",
        forms.ReasonForm,
        for_leads=True,
    ),
]
SHARE = [
    Decision(
        "hand_over",
        "Hand it over to a colleague",
        "It is theirs to read. They see it among their own stories.",
        Kind.HANDED_OVER,
        lambda story, user, to: story.hand_over(user, to),
        (State.WAITING,),
        "The story is with your colleague.",
        forms.HandOverForm,
        needs_copy=False,
        offered=lambda desk: desk.story.claimed_by_id in (None, desk.user.pk),
    ),
]
GROUPS = {
    "Say yes": YES,
    "Ask the teller": ASK,
    "Say no": NO,
    "Keep somebody safe": SAFE,
    "Share the work": SHARE,
}
BY_NAME = {each.name: each for each in chain([CLAIM, HAND_BACK], *GROUPS.values())}
