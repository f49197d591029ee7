"""The doors of the site that are no rows, as the search names them: address, title, sentence, and other words for it."""

DOORS = [
    (
        "stories:start",
        "Tell your story",
        "What was good, and what could be better? Write it, say it or draw it. You need no account.",
        "share experience feedback complaint",
    ),
    ("stories:list", "Stories", "Read what families have told us, and what came of it.", "experiences"),
    (
        "partners:list",
        "Partners",
        "Groups and services that have promised to work with families. Find one that can help you.",
        "organisations support directory",
    ),
    ("charter:charter", "Our charter", "What everybody who signs it has promised.", "values"),
    (
        "charter:sign",
        "Sign the charter",
        "For organisations that want to promise it too.",
        "pledge join",
    ),
    (
        "ladder:ladder",
        "The ladder of co-production",
        "Seven rungs, from being told to deciding together.",
        "levels of participation",
    ),
    (
        "ladder:where",
        "Where are you on the ladder?",
        "Answer a few questions, and see which rung you are on.",
        "self-reflection check",
    ),
    (
        "ladder:methods",
        "Ways to take part",
        "Choose a way of working together, and read how to do it.",
        "methods levels",
    ),
    (
        "ladder:group",
        "Find your rung as a group",
        "Families and staff answer each for themselves, and compare.",
        "workshop session",
    ),
    (
        "pages:resources",
        "Things to read",
        "Guides, films and tools, ours and those of others.",
        "resources library downloads templates",
    ),
    (
        "pages:case_studies",
        "Case studies",
        "How pieces of work went, and what went wrong.",
        "examples",
    ),
    (
        "pages:toolkit",
        "How-to guide",
        "Working together step by step, with sheets to fill in.",
        "toolkit checklist",
    ),
    (
        "events:list",
        "Training and meetings",
        "Days to come to. Book a place here.",
        "events calendar courses workshops",
    ),
    (
        "chances:board",
        "Get involved",
        "Chances to join in, how much say you get, and what came of earlier ones.",
        "volunteer panels surveys consultations",
    ),
    (
        "pages:what_we_did",
        "What you said about this site, and what we did",
        "What people told us about these pages, and what we changed.",
        "website feedback",
    ),
    ("easy_read:list", "Easy Read", "Our pages in easy words, with drawings.", "pictures"),
    ("news:news", "News by e-mail", "Hear of what is new, as often as you like.", "newsletter updates"),
]
