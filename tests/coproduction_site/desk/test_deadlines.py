"""A query that counts what is late draws the same lines as the word beside a story."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coproduction_site.desk.deadlines import late_and_soon, light


@pytest.mark.parametrize("promised_days", [0, 1, 5, 7, 10, 15, 28])
def test_late_and_soon_begin_where_the_light_changes(promised_days):
    late, soon = late_and_soon(promised_days)

    for hours in range(24 * 30):
        since = timezone.now() - timedelta(hours=hours)
        counted = "Late" if since < late else "Soon" if since < soon else "In good time"
        assert counted == light(since, promised_days).word, since
