"""Terms that are often said in an organization."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0004_api_key_name'),
    ]

    operations = [
        migrations.AddField(
            model_name='organization',
            name='vocabulary',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
