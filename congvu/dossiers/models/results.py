"""Results as files: the very bytes that were issued, and the code by which anybody can ask whether they are genuine."""

from django.db import models
from django.db.models import Q

from congvu.dossiers.models.dossiers import Dossier
from congvu.files.models import Blob


class IssuedResult(models.Model):
    """The paper of a decision as it was issued. Its digest stands in the journal too, where nobody changes it."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="issued_result")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    check_code = models.CharField(max_length=14, unique=True)  # "7QK2-M9XD-4RTA", printed on the paper
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="issued_result_has_a_code_to_type",
                condition=Q(check_code__regex=r"^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$"),
            )
        ]

    def __str__(self) -> str:
        return self.check_code
