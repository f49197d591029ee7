from stories.models.publication import Publication


def stories(most: int) -> list[Publication]:
    """Those that staff chose, the latest choice first; the newest ones fill what is left."""
    public = Publication.objects.as_cards()
    chosen = list(public.featured()[:most])
    others = public.newest_first().exclude(pk__in=[story.pk for story in chosen])
    return [*chosen, *others[: most - len(chosen)]]
