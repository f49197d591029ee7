"""Which languages are written from the right: the one list, for stories and for pages."""

FROM_THE_RIGHT = {"ar", "ckb", "fa", "he", "ps", "sd", "ur"}


def direction_of(language: str) -> str:
    """For the attribute `dir`. A country after the language changes nothing: "ur-PK"."""
    return "rtl" if language.partition("-")[0].lower() in FROM_THE_RIGHT else "ltr"
