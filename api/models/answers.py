from datetime import timedelta

from django.db import models
from django.utils import timezone


class StoredAnswer(models.Model):
    """What a POST under an Idempotency-Key was answered, to be answered again when it is repeated.

    It is stored in the transaction of the change itself: either both are there or neither.
    """

    KEPT = timedelta(hours=24)

    key = models.ForeignKey("api.ApiKey", on_delete=models.CASCADE, related_name="stored_answers")
    name = models.CharField(max_length=255, help_text="The Idempotency-Key.")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of method, path and body.")
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    location = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "name"],
                name="one_answer_per_idempotency_key",
                violation_error_message="This Idempotency-Key has its answer already.",
            )
        ]

    def __str__(self):
        return f"Answer {self.status} to {self.name}"
