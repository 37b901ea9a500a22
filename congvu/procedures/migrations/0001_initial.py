import congvu.base.columns
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="mã thủ tục")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="tên trong địa chỉ")),
                ("name", models.CharField(max_length=300, verbose_name="tên thủ tục")),
                ("name_en", models.CharField(max_length=300, verbose_name="tên tiếng Anh")),
                ("field_code", models.SlugField(max_length=40, verbose_name="mã lĩnh vực")),
                ("field_name", models.CharField(max_length=120, verbose_name="lĩnh vực")),
                ("field_name_en", models.CharField(max_length=120, verbose_name="lĩnh vực, tiếng Anh")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("province_committee", "Ủy ban nhân dân cấp tỉnh"),
                            ("district_committee", "Ủy ban nhân dân cấp huyện"),
                            ("commune_committee", "Ủy ban nhân dân cấp xã"),
                            ("department", "Sở, ban, ngành"),
                            ("division", "Phòng, đơn vị trực thuộc"),
                            ("one_stop", "Bộ phận Một cửa"),
                            ("office", "Đơn vị sự nghiệp, văn phòng"),
                        ],
                        max_length=20,
                        verbose_name="cơ quan giải quyết",
                    ),
                ),
                ("sector", models.CharField(blank=True, max_length=40, verbose_name="ngành")),
                ("level", models.PositiveSmallIntegerField(verbose_name="mức độ dịch vụ công")),
                ("scope", models.CharField(max_length=12, verbose_name="phạm vi trực tuyến")),
                (
                    "folded",
                    congvu.base.columns.FoldedField(
                        editable=False, max_length=800, of=("name", "name_en", "field_name", "code")
                    ),
                ),
            ],
            options={
                "verbose_name": "thủ tục hành chính",
                "ordering": ("field_code", "name", "code"),
                "indexes": [models.Index(fields=["kind", "sector"], name="procedure_by_competence")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 4)), name="procedure_level_is_1_to_4"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "province_committee",
                                    "district_committee",
                                    "commune_committee",
                                    "department",
                                    "division",
                                    "one_stop",
                                    "office",
                                ],
                            )
                        ),
                        name="procedure_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, verbose_name="bản số")),
                ("valid_from", models.DateField(verbose_name="hiệu lực từ ngày")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="mã băm")),
                ("content", models.JSONField(verbose_name="procedure.yaml")),
                ("form_schema", models.JSONField(verbose_name="form.schema.json")),
                ("bpmn", models.TextField(verbose_name="process.bpmn")),
                ("parts", models.JSONField(default=dict, verbose_name="quy trình dùng chung")),
                ("result_template", models.TextField(verbose_name="result.typ")),
                ("examples", models.JSONField(verbose_name="ví dụ")),
                ("published_at", models.DateTimeField(verbose_name="công bố lúc")),
                ("published_by", models.CharField(max_length=120, verbose_name="người công bố")),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="procedures.procedure",
                        verbose_name="thủ tục",
                    ),
                ),
            ],
            options={
                "verbose_name": "bản công bố",
                "ordering": ("procedure", "-valid_from"),
                "constraints": [
                    models.UniqueConstraint(fields=("procedure", "number"), name="edition_number_is_used_once"),
                    models.UniqueConstraint(fields=("procedure", "valid_from"), name="edition_begins_alone_on_its_day"),
                ],
            },
        ),
    ]
