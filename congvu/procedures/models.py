"""Procedures and their editions. An edition never changes: a dossier is judged by the one it was filed under."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.rules import Kind
from congvu.base.columns import FoldedField, WrittenJSONField


class Procedure(models.Model):
    """One administrative procedure. All but the code repeats what the newest edition says: lists are one query."""

    code = models.CharField(_("mã thủ tục"), max_length=40, unique=True)
    slug = models.SlugField(_("tên trong địa chỉ"), max_length=120, unique=True)
    name = models.CharField(_("tên thủ tục"), max_length=300)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=300)
    field_code = models.SlugField(_("mã lĩnh vực"), max_length=40)
    field_name = models.CharField(_("lĩnh vực"), max_length=120)
    field_name_en = models.CharField(_("lĩnh vực, tiếng Anh"), max_length=120)
    kind = models.CharField(_("cơ quan giải quyết"), max_length=20, choices=Kind)
    sector = models.CharField(_("ngành"), max_length=40, blank=True)
    level = models.PositiveSmallIntegerField(_("mức độ dịch vụ công"))
    scope = models.CharField(_("phạm vi trực tuyến"), max_length=12)
    words = models.JSONField(_("cách gọi thường ngày"), default=list)
    life_events = models.JSONField(_("sự kiện trong đời"), default=list)
    folded = FoldedField(of=("name", "name_en", "field_name", "code"), max_length=800)

    class Meta:
        verbose_name = _("thủ tục hành chính")
        ordering = ("field_code", "name", "code")
        indexes = [models.Index(fields=["kind", "sector"], name="procedure_by_competence")]
        constraints = [
            models.CheckConstraint(name="procedure_level_is_1_to_4", condition=Q(level__gte=1, level__lte=4)),
            models.CheckConstraint(name="procedure_kind_is_known", condition=Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return self.name


class CatalogueStamp(models.Model):
    """One row whose value changes with every publication, so that processes know whether the catalogue that they keep
    is fresh. The stamp is random, so that one which was rolled back never comes again."""

    ONLY = 1

    value = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(name="catalogue_stamp_is_only_one", condition=Q(pk=1))]

    def __str__(self) -> str:
        return str(self.value)


class Edition(models.Model):
    """A pack as it was published: valid from a day until the day before the next edition begins.

    The database itself refuses to change or delete a row. `digest` is the SHA-256 of the pack's files.
    """

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="editions", verbose_name=_("thủ tục"))
    number = models.CharField(_("bản số"), max_length=20)
    valid_from = models.DateField(_("hiệu lực từ ngày"))
    digest = models.CharField(_("mã băm"), max_length=64, unique=True)
    content = models.JSONField(_("procedure.yaml"))
    form_schema = WrittenJSONField(_("form.schema.json"))
    bpmn = models.TextField(_("process.bpmn"))
    parts = models.JSONField(_("quy trình dùng chung"), default=dict)
    result_template = models.TextField(_("result.typ"))
    examples = models.JSONField(_("ví dụ"))
    published_at = models.DateTimeField(_("công bố lúc"))
    published_by = models.CharField(_("người công bố"), max_length=120)

    HEAVY = ("content", "form_schema", "bpmn", "parts", "result_template", "examples")

    class Meta:
        verbose_name = _("bản công bố")
        ordering = ("procedure", "-valid_from")
        constraints = [
            models.UniqueConstraint(name="edition_number_is_used_once", fields=["procedure", "number"]),
            models.UniqueConstraint(name="edition_begins_alone_on_its_day", fields=["procedure", "valid_from"]),
        ]

    def __str__(self) -> str:
        return f"{self.procedure.code} ({self.number})"
