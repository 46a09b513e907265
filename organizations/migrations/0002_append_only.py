"""The audit log is append-only: the database refuses UPDATE and DELETE to everyone."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION organizations_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'organizations_auditentry is append-only: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER organizations_auditentry_append_only
    BEFORE UPDATE OR DELETE ON organizations_auditentry
    FOR EACH ROW EXECUTE FUNCTION organizations_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER organizations_auditentry_append_only ON organizations_auditentry;
DROP FUNCTION organizations_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
