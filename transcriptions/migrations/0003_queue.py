"""Turns between organizations, the view that says who is next, and measured speeds.

Organizations that were never served come first, the one whose job is older before the
others. An organization's first waiting job stands for it, so that places do not change
as others are served.
"""

import django.db.models.deletion
from django.db import migrations, models

# A function and not the view itself, so that the order is computed once for a query:
# joined with a view that it takes for small, PostgreSQL may compute it for each row.
PLACES = """
CREATE FUNCTION transcriptions_places()
RETURNS TABLE (
    transcription_id bigint, "position" bigint, seconds_ahead double precision
)
LANGUAGE plpgsql STABLE ROWS 10000 AS $$
BEGIN
    RETURN QUERY
    WITH due AS (
        SELECT
            job.id,
            job.organization_id,
            job.priority_rank,
            greatest(0, job.duration_seconds - job.transcribed_seconds) AS seconds,
            turn.served_at,
            row_number() OVER own AS round,
            first_value(job.created_at) OVER own AS waiting_since
        FROM transcriptions_transcription AS job
        LEFT JOIN transcriptions_turn AS turn
            ON turn.organization_id = job.organization_id
            AND turn.priority_rank = job.priority_rank
        WHERE job.status = 'queued' AND job.not_before <= statement_timestamp()
        WINDOW own AS (
            PARTITION BY job.priority_rank, job.organization_id
            ORDER BY job.created_at, job.id
        )
    )
    SELECT
        due.id,
        row_number() OVER in_order,
        sum(due.seconds) OVER in_order - due.seconds + (
            SELECT
                coalesce(
                    sum(greatest(0, job.duration_seconds - job.transcribed_seconds)), 0
                )
            FROM transcriptions_transcription AS job
            WHERE job.status = 'processing'
        )
    FROM due
    WINDOW in_order AS (
        ORDER BY
            due.priority_rank,
            due.round,
            due.served_at NULLS FIRST,
            due.waiting_since,
            due.organization_id
        ROWS UNBOUNDED PRECEDING
    );
END
$$;
CREATE VIEW transcriptions_queue_place AS SELECT * FROM transcriptions_places();
"""
NO_PLACES = """
DROP VIEW transcriptions_queue_place;
DROP FUNCTION transcriptions_places();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0001_initial"),
        ("transcriptions", "0002_checkpoints"),
    ]

    operations = [
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("priority_rank", models.PositiveSmallIntegerField()),
                ("served_at", models.DateTimeField()),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organizations.organization",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.UniqueConstraint(
                models.F("organization"),
                models.F("priority_rank"),
                name="transcriptions_turn_once",
            ),
        ),
        migrations.RunSQL(PLACES, NO_PLACES),
        migrations.CreateModel(
            name="QueuePlace",
            fields=[
                (
                    "transcription",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="queue_place",
                        serialize=False,
                        to="transcriptions.transcription",
                    ),
                ),
                ("position", models.BigIntegerField()),
                ("seconds_ahead", models.FloatField()),
            ],
            options={
                "db_table": "transcriptions_queue_place",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="MeasuredSpeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("host", models.CharField(max_length=200)),
                ("engine", models.CharField(max_length=40)),
                ("model", models.CharField(max_length=200)),
                ("device", models.CharField(max_length=40)),
                ("with_speakers", models.BooleanField(default=False)),
                ("audio_seconds", models.FloatField()),
                ("wall_seconds", models.FloatField()),
                ("measured_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("host"),
                        models.F("engine"),
                        models.F("model"),
                        models.F("device"),
                        models.F("with_speakers"),
                        name="transcriptions_speed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("audio_seconds__gt", 0), ("wall_seconds__gt", 0)
                        ),
                        name="transcriptions_speed_positive",
                    ),
                ],
            },
        ),
    ]
