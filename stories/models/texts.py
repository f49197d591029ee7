# The questions that are answered in words. Each has its copy for the public, named `public_` and this.
TEXTS = ("title", "happened", "good", "better", "changed", "took_part")
