"""What can be decided about a story, the most used first."""

from stories import letters
from stories.models import Story, StoryEvent
from stories.moderation import actions, safe_decisions
from stories.moderation import decision_forms as forms
from stories.moderation.desk import Decision

State, Kind = Story.State, StoryEvent.Kind

CLAIM = Decision(
    name="claim",
    title="I will read this story",
    explains="Your colleagues see your name at it.",
    event=Kind.CLAIMED,
    verb=lambda story, user: story.claim(user),
    before=(State.WAITING,),
    done="This story is yours to read.",
    needs_copy=False,
)
HAND_BACK = Decision(
    name="hand_back",
    title="Hand it back",
    explains="Then a colleague can take it.",
    event=Kind.HANDED_BACK,
    verb=lambda story, user: story.hand_back(user),
    before=(State.WAITING,),
    done="The story is back with everybody.",
    needs_copy=False,
)
YES = [
    Decision(
        name="publish",
        title="Publish it",
        explains="Everybody can read the public copy, as it is in the boxes above.",
        event=Kind.PUBLISHED,
        verb=actions.publish,
        before=(State.WAITING,),
        done="The story is on the website.",
        letter=letters.published_letter,
        weight="good",
        offered=lambda desk: desk.may_publish and not desk.is_unseen,
        may_be_checked=lambda story, user: story.check_publish(user) or story.check_seen(),
    ),
    Decision(
        name="publish_unasked",
        title="Publish it without asking the teller again",
        explains="They said yes to an earlier version. Do this only if they cannot be asked.",
        event=Kind.PUBLISHED,
        verb=lambda story, user, reason: actions.publish(story, user, unasked=reason),
        before=(State.WAITING,),
        done="The story is on the website.",
        form=forms.ReasonForm,
        letter=lambda story, **said: letters.published_letter(story),
        offered=lambda desk: desk.may_publish and desk.may_go_unasked,
        may_be_checked=Story.check_publish,
    ),
    Decision(
        name="approve",
        title="Give the first yes",
        explains="You have read the public copy, and it can be published. A colleague reads it again, and publishes it. "
        "If anybody changes the copy, your yes is taken back.",
        event=Kind.APPROVED,
        verb=lambda story, user: story.approve(user),
        before=(State.WAITING,),
        done="Your yes is noted. Now a colleague must publish it.",
        weight="good",
        offered=lambda desk: desk.needs_first_yes,
        may_be_checked=Story.check_approve,
    ),
    Decision(
        name="publish_changes",
        title="Publish the changes",
        explains="Everybody reads the words and photos as they are above, instead of the earlier ones.",
        event=Kind.REPUBLISHED,
        verb=lambda story, user: story.publish_changes(user),
        before=(State.PUBLISHED,),
        done="The page shows the new words.",
        weight="good",
        offered=lambda desk: desk.has_changes and desk.may_publish and not desk.is_unseen,
        may_be_checked=lambda story, user: story.check_publish_changes(user) or story.check_seen(),
    ),
    Decision(
        name="publish_changes_unasked",
        title="Publish the changes without asking the teller",
        explains="They said yes to an earlier version, and have not seen this one.",
        event=Kind.REPUBLISHED,
        verb=lambda story, user, reason: story.publish_changes(user, unasked=reason),
        before=(State.PUBLISHED,),
        done="The page shows the new words.",
        form=forms.ReasonForm,
        offered=lambda desk: desk.has_changes and desk.may_publish and desk.may_go_unasked,
        may_be_checked=Story.check_publish_changes,
    ),
    Decision(
        name="approve_changes",
        title="Give the first yes to the changes",
        explains="A colleague reads them again, and publishes them. Any change takes your yes back.",
        event=Kind.APPROVED,
        verb=lambda story, user: story.approve_changes(user),
        before=(State.PUBLISHED,),
        done="Your yes is noted. Now a colleague must publish the changes.",
        weight="good",
        offered=lambda desk: desk.has_changes and desk.needs_first_yes,
        may_be_checked=Story.check_approve_changes,
    ),
    Decision(
        name="feature",
        title="Show it on the home page",
        explains="Everybody who opens the site meets this story first.",
        event=Kind.FEATURED,
        verb=lambda story, user: story.feature(user),
        before=(State.PUBLISHED,),
        done="The story is on the home page.",
        offered=lambda desk: not desk.is_featured,
    ),
    Decision(
        name="unfeature",
        title="Take it off the home page",
        explains="It stays among the stories.",
        event=Kind.FEATURED,
        verb=lambda story, user: story.unfeature(user),
        before=(State.PUBLISHED,),
        done="The story is not on the home page any more.",
        offered=lambda desk: desk.is_featured,
    ),
]
ASK = [
    Decision(
        name="ask",
        title="Ask the teller a question",
        explains="We send them your words, with a link to answer. The story waits for them.",
        event=Kind.ASKED,
        verb=actions.ask,
        before=(State.WAITING,),
        done="The question is on its way.",
        form=forms.QuestionForm,
        letter=letters.question_letter,
        needs_address=True,
    ),
    Decision(
        name="show_edits",
        title="Show the teller our edits",
        explains="They see their words and the public copy side by side, and say yes or no. "
        "Nobody can change the copy until then.",
        event=Kind.SHOWN_EDITS,
        verb=actions.show_edits,
        before=(State.WAITING,),
        done="The edits are with the teller.",
        letter=letters.shown_edits_letter,
        needs_address=True,
    ),
    Decision(
        name="stop_waiting",
        title="Do not wait for the teller any more",
        explains="The story comes back to the queue. No letter is sent.",
        event=Kind.STOPPED,
        verb=lambda story, user, reason: story.stop_waiting(user, reason),
        before=(State.QUESTION, State.WITH_TELLER),
        done="The story is back in the queue.",
        form=forms.ReasonForm,
    ),
]
NO = [
    Decision(
        name="decline",
        title="Do not publish it",
        explains="We send the teller the reason and your words, if they left an e-mail address.",
        event=Kind.DECLINED,
        verb=actions.decline,
        before=(State.WAITING, State.QUESTION, State.WITH_TELLER),
        done="The story will not be published.",
        form=forms.DeclineForm,
        letter=letters.declined_letter,
        weight="danger",
    ),
    Decision(
        name="take_down",
        title="Take it off the website",
        explains="Its address says that it has gone. We send the teller the reason and your words, "
        "if they left an e-mail address.",
        event=Kind.TAKEN_DOWN,
        verb=actions.take_down,
        before=(State.PUBLISHED,),
        done="The story is off the website.",
        form=forms.TakeDownForm,
        letter=lambda story, without_letter=False, **said: (
            None if without_letter else letters.taken_down_letter(story, **said)
        ),
        weight="danger",
    ),
]
SHARE = [
    Decision(
        name="hand_over",
        title="Hand it over to a colleague",
        explains="It is theirs to read. They see it among their own stories.",
        event=Kind.HANDED_OVER,
        verb=lambda story, user, to: story.hand_over(user, to),
        before=(State.WAITING,),
        done="The story is with your colleague.",
        form=forms.HandOverForm,
        needs_copy=False,
        offered=lambda desk: desk.story.claimed_by_id in (None, desk.user.pk),
    ),
]
GROUPS = {
    "Say yes": YES,
    "Ask the teller": ASK,
    "Say no": NO,
    "Keep somebody safe": safe_decisions.SAFE,
    "Share the work": SHARE,
}
BY_NAME = {one.name: one for one in [CLAIM, HAND_BACK, *YES, *ASK, *NO, *safe_decisions.SAFE, *SHARE]}
