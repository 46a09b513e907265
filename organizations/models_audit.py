"""The audit log: who did what, when and from where."""

from __future__ import annotations

from django.db import models


class Action(models.TextChoices):
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    KEY_ISSUED = "key_issued"
    KEY_REVOKED = "key_revoked"
    MEMBER_INVITED = "member_invited"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    MEMBER_JOINED = "member_joined"
    MEMBER_ROLE_CHANGED = "member_role_changed"
    MEMBER_REMOVED = "member_removed"
    SECOND_FACTOR_CHANGED = "second_factor_changed"
    WEBHOOK_SECRET_ROTATED = "webhook_secret_rotated"  # noqa: S105
    TOPPED_UP = "topped_up"
    ADJUSTED = "adjusted"
    RATE_CHANGED = "rate_changed"
    THRESHOLD_CHANGED = "threshold_changed"
    TRANSCRIPTION_DELETED = "transcription_deleted"
    TRANSCRIPT_VIEWED = "transcript_viewed"


class AuditEntry(models.Model):
    """One thing that was done. `organizations.audit` writes; nobody changes or removes.

    `actor` and `target` are text, because they outlive the person and the thing.
    """

    #: None for what concerns the whole house, as a change of its rates.
    organization = models.ForeignKey(
        "organizations.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="audit_entries",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    action = models.CharField(max_length=30, choices=Action.choices)
    actor = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=45, blank=True)
    target = models.CharField(max_length=254, blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name_plural = "audit entries"
        constraints = [
            models.CheckConstraint(
                name="organizations_audit_action_known",
                condition=models.Q(action__in=Action.values),
            ),
        ]
        indexes = [
            # An organization's log, the newest first.
            models.Index(
                fields=["organization", "-id"], name="organizations_audit_log"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target}".strip()
