"""Plurals that are English."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('transcriptions', '0003_queue'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='webhookdelivery',
            options={'verbose_name_plural': 'webhook deliveries'},
        ),
        migrations.AlterModelOptions(
            name='webhooktry',
            options={'ordering': ['delivery', 'number'], 'verbose_name_plural': 'webhook tries'},
        ),
    ]
