"""Terms that are often said in an organization."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0002_append_only'),
    ]

    operations = [
        migrations.AddField(
            model_name='organization',
            name='vocabulary',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
