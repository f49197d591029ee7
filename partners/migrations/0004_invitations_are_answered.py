"""Whoever was asked to look after a page, or to sit on the panel, and never came, is invited and nothing more."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def invite_who_never_came(apps, schema_editor):
    """From today on, so that nobody's invitation ends with the update."""
    Invitation = apps.get_model("partners", "Invitation")
    for name, kept, is_from_council in (
        ("Membership", ("partner_id", "role"), False),
        ("PanelSeat", ("side",), True),
    ):
        never_came = apps.get_model("partners", name).objects.filter(user__last_login=None)
        Invitation.objects.bulk_create(
            Invitation(user_id=row.pop("user_id"), is_from_council=is_from_council, **row)
            for row in never_came.values("user_id", *kept)
        )
        never_came.delete()


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0003_needs_and_areas'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(blank=True, choices=[('owner', 'Owner'), ('editor', 'Editor')], max_length=6)),
                ('side', models.CharField(blank=True, choices=[('family', 'Young person or family'), ('professional', 'Professional')], max_length=12, verbose_name='sits as')),
                ('is_from_council', models.BooleanField(default=False, verbose_name='sent by the council')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='partners.partner')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'ordering': ['-sent_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('user', 'partner'), name='one_invitation_for_a_person_and_a_partner'), models.UniqueConstraint(condition=models.Q(('partner', None)), fields=('user',), name='one_invitation_to_the_panel'), models.CheckConstraint(condition=models.Q(models.Q(('partner__isnull', False), ('role__in', ['owner', 'editor']), ('side', '')), models.Q(('is_from_council', True), ('partner', None), ('role', ''), ('side__in', ['family', 'professional'])), _connector='OR'), name='invitation_says_to_what')],
            },
        ),
        migrations.RunPython(invite_who_never_came, migrations.RunPython.noop, elidable=True),
    ]
