"""What we ask somebody who tells a story. The questions, their order and their groups stand here alone:
the pages that ask them, the page to check them and the template to print are all made from them."""

from stories.models.ages import AboutWhom
from stories.submission import consent_wording

WHO_SAYS_YES = "Who says yes?"
GROUPS = [
    ("Who is telling, and for whom?", ["teller", "about_whom", "about_age"]),
    ("Your story", ["happened", "title", "language"]),
    ("If you want to say more", ["good", "better", "changed", "took_part"]),
    (
        "How you worked together",
        ["rung", "partners", "school", "other_organisation", "is_unsure_who"],
    ),
    ("Your name and e-mail", ["name_choice", "shown_name", "email"]),
    (
        "What may we do with it?",
        ["consent_read", "consent_publish", "consent_training", "consent_press"],
    ),
    (WHO_SAYS_YES, ["young_person_agrees", "adult_agrees"]),
]
# Asked on pages, and not on paper; whoever sends us paper can choose it on the page of their story.
ON_PAGES_ALONE = {"What may we do with it?": ["only_here", "in_other_words"]}
QUESTIONS = [name for _, names in GROUPS for name in names]
NOTES = {
    "What may we do with it?": consent_wording.FREELY,
    WHO_SAYS_YES: consent_wording.WHO_ON_PAPER,
}

HINTS = {
    "about_whom": "You can tell your own story, or help somebody else to tell theirs.",
    "title": "A few words, like the name of a book.",
    "happened": (
        "Begin anywhere. What was it about? What did you do, and what did others do? "
        "Please leave out real names of people, schools and streets."
    ),
    "good": "What helped you to join in? What would you like to see again?",
    "better": "It is fine to say what went wrong. That is how things get better.",
    "changed": "What is different now, for you or for others? “Nothing yet” is an answer too.",
    "took_part": "For example: six parents, two teachers and a nurse. No names, please.",
    "partners": "Tick all that you know of.",
    "school": "Only our readers see this. We never show it, as it may tell who you are.",
    "other_organisation": "Only our readers see this too. For example: a club or a charity.",
    "rung": "What did it sound like when people spoke to you? Pick the nearest one.",
    "about_age": "We ask so that we know who must say yes before others see it. We never ask for a birthday.",
    "name_choice": "We never show a surname.",
    "shown_name": "Only if you want a name to be shown. A first name, or one that you make up.",
    "email": "We write only about this story, and never show your address. You can leave it empty.",
}
# Said on a page besides. The hints themselves stand on paper that is out there, and is read by them.
ON_A_PAGE = {
    "title": "If you leave it empty, we take your first words.",
    "rung": "You don’t have to know.",
    "partners": "You can leave all of it empty.",
}
# For a child who tells their own story.
HINTS_FOR_A_CHILD = {
    "about_age": "You can tell us at any age. We never ask for your birthday.",
    "email": "You can leave it empty. Give an address only if no one else can read your e-mails.",
    "took_part": "For example: you, two friends and a teacher. No names, please.",
}
LABELS = {
    "title": "A name for your story",
    "school": "A school or nursery? Which one?",
    "other_organisation": "Another organisation? Which one?",
    "is_unsure_who": "I am not sure which ones took part",
}
# One question that a page asks, or its first, with smaller ones that belong to it.
HEADS_ITS_PAGE = ("about_age", "rung", "partners")
AGE_QUESTIONS = {AboutWhom.MYSELF: "How old are you?", AboutWhom.MY_CHILD: "How old is the child?"}
MISSING = {
    "happened": "Tell us what happened.",
    "teller": "Choose who is telling this story.",
    "about_whom": "Choose who the story is about.",
    "about_age": "Choose an age.",
    "name_choice": "Choose what name we shall show.",
    "consent_read": "Tick this box if we may read your story. We can’t read it without your yes.",
}
