"""What the admin calls a key."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0003_no_truncate'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='apikey',
            options={'verbose_name': 'API key'},
        ),
    ]
