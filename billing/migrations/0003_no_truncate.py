"""Nor can all transactions be removed at once: TRUNCATE calls no trigger of rows."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER billing_transaction_no_truncate
    BEFORE TRUNCATE ON billing_transaction
    FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_change();
"""
BACKWARDS = "DROP TRIGGER billing_transaction_no_truncate ON billing_transaction;"


class Migration(migrations.Migration):
    dependencies = [("billing", "0002_append_only")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
