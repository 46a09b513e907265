"""Nor can the whole audit log be removed: TRUNCATE calls no trigger of rows."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER organizations_auditentry_no_truncate
    BEFORE TRUNCATE ON organizations_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION organizations_refuse_change();
"""
BACKWARDS = (
    "DROP TRIGGER organizations_auditentry_no_truncate ON organizations_auditentry;"
)


class Migration(migrations.Migration):
    dependencies = [("organizations", "0002_append_only")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
