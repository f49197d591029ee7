from stories.models import Story


def stories(most: int) -> list[Story]:
    """Those that staff chose, the latest choice first; the newest ones fill what is left."""
    public = Story.objects.select_related("rung")
    chosen = list(public.featured()[:most])
    others = public.published().newest_first().exclude(pk__in=[story.pk for story in chosen])
    return [*chosen, *others[: most - len(chosen)]]
