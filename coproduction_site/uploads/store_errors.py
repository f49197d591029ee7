class StoreAway(OSError):
    """Where pictures and documents are kept does not answer, or does not do what it is asked. It is no missing file."""
