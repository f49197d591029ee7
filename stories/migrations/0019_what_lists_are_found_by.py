"""The indexes by which every list is found, and without those that nothing used: beside the traffic, and to be run again."""

import django.db.models.deletion
from django.db import migrations, models

from coproduction_site.postgresql.operations import AddIndexInTraffic, RemoveIndexInTraffic


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("stories", "0018_places_and_progress_filled")]

    operations = [
        AddIndexInTraffic(
            model_name="publication",
            index=models.Index(
                models.F("about_age"),
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="publication_newest_of_age",
            ),
        ),
        AddIndexInTraffic(
            model_name="publication",
            index=models.Index(
                models.F("progress"),
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="publication_newest_by_progress",
            ),
        ),
        AddIndexInTraffic(
            model_name="publication",
            index=models.Index(
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("progress__gt", 0)),
                name="publication_newest_answered",
            ),
        ),
        AddIndexInTraffic(
            model_name="publication",
            index=models.Index(
                models.OrderBy(models.F("featured_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("featured_at__isnull", False)),
                name="publication_newest_featured",
            ),
        ),
        AddIndexInTraffic(
            model_name="publicationpartner",
            index=models.Index(
                models.F("partner"),
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("publication"), descending=True),
                name="publication_of_a_partner",
            ),
        ),
        AddIndexInTraffic(
            model_name="publicationtheme",
            index=models.Index(
                models.F("theme"),
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("publication"), descending=True),
                name="publication_of_a_theme",
            ),
        ),
        AddIndexInTraffic(
            model_name="response",
            index=models.Index(
                models.F("due_on"),
                models.F("id"),
                condition=models.Q(
                    models.Q(("state", "sent"), _negated=True),
                    models.Q(("state", "published"), _negated=True),
                ),
                name="response_with_a_partner",
            ),
        ),
        AddIndexInTraffic(
            model_name="response",
            index=models.Index(
                models.F("state"), models.F("sent_at"), models.F("id"), name="response_to_read"
            ),
        ),
        AddIndexInTraffic(
            model_name="response",
            index=models.Index(
                models.F("state"),
                models.OrderBy(models.F("decided_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("state", "published")),
                name="response_published_newest",
            ),
        ),
        AddIndexInTraffic(
            model_name="response",
            index=models.Index(
                models.F("kind"),
                models.F("by_on"),
                models.F("id"),
                condition=models.Q(("is_settled", False), ("state", "published")),
                name="response_promise_not_settled",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.F("state"),
                models.F("claimed_by"),
                models.F("submitted_at"),
                models.F("id"),
                name="story_of_a_reader_oldest",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.F("state"),
                models.OrderBy(models.F("risk"), descending=True),
                models.F("submitted_at"),
                models.F("id"),
                condition=models.Q(("consent_publish", False)),
                name="story_not_to_publish",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.F("state"),
                models.OrderBy(models.F("risk"), descending=True),
                models.F("submitted_at"),
                models.F("id"),
                condition=models.Q(("email", ""), ("state", "waiting")),
                name="story_without_an_address",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.F("state"),
                models.OrderBy(models.F("risk"), descending=True),
                models.F("submitted_at"),
                models.F("id"),
                condition=models.Q(("about_age", "under_13")),
                name="story_about_a_young_child",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.F("state"),
                models.F("submitted_at"),
                condition=models.Q(("typing_asked_at__isnull", False)),
                name="story_to_type_since",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.F("state"),
                models.F("submitted_at"),
                condition=models.Q(("spam_reason", ""), _negated=True),
                name="story_perhaps_spam_since",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.F("state"),
                models.F("answered_at"),
                condition=models.Q(("answered_at__isnull", False)),
                name="story_answered_since",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.F("state"),
                models.F("agreed_at"),
                condition=models.Q(("agreed_at__isnull", False)),
                name="story_agreed_since",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.F("state"),
                models.F("disagreed_at"),
                condition=models.Q(("disagreed_at__isnull", False)),
                name="story_not_agreed_since",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.F("state"),
                models.F("approved_at"),
                condition=models.Q(("approved_at__isnull", False)),
                name="story_first_yes_since",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.F("held_at"),
                condition=models.Q(("held_at__isnull", False)),
                name="story_held_since",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.OrderBy(models.F("risk"), descending=True),
                models.F("submitted_at"),
                models.F("id"),
                condition=models.Q(("held_at__isnull", False)),
                name="story_held_riskiest",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.F("consent_ends_on"),
                models.F("id"),
                condition=models.Q(
                    models.Q(("state", "draft"), _negated=True),
                    models.Q(("state", "safeguarding"), _negated=True),
                    models.Q(("state", "declined"), _negated=True),
                    models.Q(("state", "withdrawn"), _negated=True),
                ),
                name="story_consent_ends_in_use",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.F("email"),
                models.OrderBy(models.F("submitted_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("email", ""), _negated=True),
                name="story_of_an_address_newest",
            ),
        ),
        AddIndexInTraffic(
            model_name="story",
            index=models.Index(
                models.F("words_key"),
                models.OrderBy(models.F("submitted_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("words_key", ""), _negated=True),
                name="story_of_the_same_words",
            ),
        ),
        RemoveIndexInTraffic(
            model_name="publication",
            name="publication_featured",
        ),
        RemoveIndexInTraffic(
            model_name="response",
            name="response_queue",
        ),
        RemoveIndexInTraffic(
            model_name="response",
            name="response_published",
        ),
        RemoveIndexInTraffic(
            model_name="story",
            name="story_consent_ends",
        ),
        RemoveIndexInTraffic(
            model_name="story",
            name="story_of_an_address",
        ),
        RemoveIndexInTraffic(
            model_name="story",
            name="story_with_the_same_words",
        ),
        migrations.AlterField(
            model_name="publicationpartner",
            name="partner",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, to="partners.partner"
            ),
        ),
        migrations.AlterField(
            model_name="publicationtheme",
            name="theme",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, to="stories.theme"
            ),
        ),
    ]
