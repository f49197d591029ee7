"""How critical a story is: what each number means, in the words that moderators see beside it."""

HIGHEST = 5
DEFINITIONS = (
    (0, "Nothing critical: thanks, good news, or an idea."),
    (1, "Mild: something could be better, and nobody was hurt by it."),
    (2, "Clear: something went wrong, and can be put right."),
    (3, "Serious: somebody went without help that they needed, or was treated unfairly."),
    (4, "Grave: lasting harm, a law or a duty may be broken, or a person is blamed."),
    (5, "Harm or danger is named. Think of safeguarding first."),
)
CHOICES = [(number, f"{number} – {meaning}") for number, meaning in DEFINITIONS]
