import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import congvu.base.columns


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
        ("clocks", "0001_initial"),
        ("files", "0001_initial"),
        ("people", "0001_initial"),
        ("procedures", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("last", models.PositiveIntegerField()),
                ("closed_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("agency", "name"), name="series_is_one_per_agency")],
            },
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=50, unique=True, verbose_name="mã hồ sơ")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.edition"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="cơ quan giải quyết",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="nơi tiếp nhận",
                    ),
                ),
                ("away", models.BooleanField(default=False, verbose_name="nhận thay cơ quan khác")),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.party",
                        verbose_name="tài khoản người nộp",
                    ),
                ),
                (
                    "filer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gửi",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("counter", "Trực tiếp"), ("online", "Trực tuyến"), ("post", "Bưu chính công ích")],
                        max_length=8,
                        verbose_name="hình thức nộp",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "Mới đăng ký"),
                            ("received", "Đã tiếp nhận"),
                            ("not_received", "Không được tiếp nhận"),
                            ("in_progress", "Đang giải quyết"),
                            ("awaiting_supplement", "Chờ bổ sung hồ sơ"),
                            ("awaiting_obligation", "Chờ thực hiện nghĩa vụ tài chính"),
                            ("withdrawn", "Công dân đã rút hồ sơ"),
                            ("stopped", "Dừng giải quyết"),
                            ("decided", "Đã có kết quả"),
                            ("returned", "Đã trả kết quả"),
                        ],
                        default="received",
                        max_length=20,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "applicant_kind",
                    models.CharField(
                        choices=[
                            ("citizen", "Công dân"),
                            ("business", "Doanh nghiệp"),
                            ("agency", "Cơ quan nhà nước"),
                            ("other", "Tổ chức khác"),
                        ],
                        max_length=8,
                        verbose_name="đối tượng",
                    ),
                ),
                ("applicant", models.CharField(max_length=200, verbose_name="người nộp")),
                ("id_number", models.CharField(max_length=20, verbose_name="số định danh")),
                ("phone", models.CharField(blank=True, max_length=16, verbose_name="số điện thoại")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="địa chỉ")),
                ("represents", models.CharField(blank=True, max_length=200, verbose_name="nộp thay cho")),
                ("answers", models.JSONField()),
                ("sets", models.PositiveSmallIntegerField(default=1, verbose_name="số bộ")),
                ("fee", models.PositiveBigIntegerField(default=0, verbose_name="phí, lệ phí (đồng)")),
                ("fee_lines", models.JSONField(default=list)),
                (
                    "return_by",
                    models.CharField(
                        choices=[
                            ("online", "Bản điện tử trên cổng này"),
                            ("post", "Bưu chính công ích, tận địa chỉ"),
                            ("counter", "Nhận trực tiếp tại Bộ phận Một cửa"),
                        ],
                        default="counter",
                        max_length=8,
                        verbose_name="cách nhận kết quả",
                    ),
                ),
                (
                    "return_address",
                    models.CharField(blank=True, max_length=300, verbose_name="địa chỉ nhận kết quả"),
                ),
                (
                    "clock",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clocks.clock"
                    ),
                ),
                ("followed_due_at", models.DateTimeField()),
                ("case", models.JSONField()),
                (
                    "proposed",
                    models.CharField(
                        blank=True,
                        choices=[("granted", "Đồng ý giải quyết"), ("refused", "Từ chối giải quyết")],
                        max_length=8,
                    ),
                ),
                ("proposal", models.JSONField(default=dict)),
                ("received_at", models.DateTimeField(verbose_name="tiếp nhận lúc")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="có kết quả lúc")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="kết thúc lúc")),
                ("closed_with", models.CharField(blank=True, max_length=1000, verbose_name="người nhận hoặc lý do")),
                (
                    "folded",
                    congvu.base.columns.FoldedField(
                        editable=False, max_length=400, of=("applicant", "represents", "code")
                    ),
                ),
                ("lookup_key", models.CharField(max_length=43, unique=True)),
                ("intake_key", models.CharField(max_length=64, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("moves", models.PositiveIntegerField(default=0)),
                ("last_deed", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "verbose_name": "hồ sơ",
                "indexes": [
                    models.Index(fields=["agency", "-id"], name="dossier_by_agency"),
                    models.Index(fields=["receiver", "-id"], name="dossier_by_receiver"),
                    models.Index(fields=["agency", "state", "-id"], name="dossier_by_agency_and_state"),
                    models.Index(fields=["receiver", "state", "-id"], name="dossier_by_receiver_and_state"),
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["clock", "followed_due_at"],
                        name="dossier_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "registered",
                                    "received",
                                    "not_received",
                                    "in_progress",
                                    "awaiting_supplement",
                                    "awaiting_obligation",
                                    "withdrawn",
                                    "stopped",
                                    "decided",
                                    "returned",
                                ],
                            )
                        ),
                        name="dossier_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["counter", "online", "post"])),
                        name="dossier_channel_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("return_by__in", ["online", "post", "counter"])),
                        name="dossier_return_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("return_by", "post"), _negated=True),
                            models.Q(("return_address", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dossier_by_post_says_where_to",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposed__in", ["", "granted", "refused"])),
                        name="dossier_outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("state__in", ["not_received", "withdrawn", "stopped", "returned"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ["not_received", "withdrawn", "stopped", "returned"]), _negated=True
                                ),
                                ("closed_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="dossier_is_closed_exactly_when_it_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["decided", "returned"]), _negated=True),
                            ("finished_at__isnull", False),
                            _connector="OR",
                        ),
                        name="dossier_with_a_result_says_since_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None), ("closed_at__gte", models.F("received_at")), _connector="OR"
                        ),
                        name="dossier_closes_after_it_is_received",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="dossiers.dossier"
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=400, verbose_name="tên giấy tờ")),
                ("original", models.PositiveSmallIntegerField(default=0, verbose_name="bản chính")),
                ("copy", models.PositiveSmallIntegerField(default=0, verbose_name="bản sao")),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "key"), name="paper_is_listed_once_in_a_dossier"),
                    models.CheckConstraint(
                        condition=models.Q(("original__gt", 0), ("copy__gt", 0), _connector="OR"),
                        name="paper_was_handed_in",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scans", to="dossiers.dossier"
                    ),
                ),
                (
                    "blob",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.blob"),
                ),
                ("paper_key", models.CharField(blank=True, max_length=60)),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                ("added_at", models.DateTimeField()),
                ("added_by", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "blob", "paper_key"), name="scan_is_kept_once_in_a_dossier"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Leg",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="legs", to="dossiers.dossier"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=200, verbose_name="phần việc")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="cơ quan phối hợp",
                    ),
                ),
                (
                    "clock",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clocks.clock"
                    ),
                ),
                ("followed_due_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(verbose_name="chuyển lúc")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="trả lời lúc")),
                ("finished_by", models.CharField(blank=True, max_length=120)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("done", "done"), ("recalled", "recalled"), ("ended", "ended")],
                        max_length=10,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=200, verbose_name="trả lời")),
                ("note", models.TextField(blank=True)),
                ("result", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [
                    models.Index(fields=["agency", "opened_at"], name="leg_by_agency"),
                    models.Index(fields=["agency", "-dossier"], name="leg_of_dossier_by_agency"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "number"), name="leg_has_its_number_in_the_dossier"),
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("dossier", "key"),
                        name="leg_is_open_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ending", ""), ("finished_at", None)),
                            models.Q(("finished_at__isnull", False), models.Q(("ending", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="leg_says_how_it_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at", None), ("finished_at__gte", models.F("opened_at")), _connector="OR"
                        ),
                        name="leg_ends_after_it_opens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Slip",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slips", to="dossiers.dossier"
                    ),
                ),
                (
                    "leg",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="slips", to="dossiers.leg"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="bên giao",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="bên nhận",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("given_at", models.DateTimeField(verbose_name="giao lúc")),
                ("given_by", models.CharField(max_length=120)),
                ("signed_at", models.DateTimeField(null=True, verbose_name="ký nhận lúc")),
                ("signed_by", models.CharField(blank=True, max_length=120)),
                ("recalled_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("signed_at", None), ("recalled_at", None), _connector="OR"),
                        name="slip_is_signed_or_recalled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("taker")), _negated=True),
                        name="slip_passes_between_two_agencies",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_at", None), models.Q(("signed_by", ""), _negated=True), _connector="OR"
                        ),
                        name="slip_is_signed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="dossiers.dossier"
                    ),
                ),
                (
                    "leg",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="dossiers.leg"
                    ),
                ),
                ("task", models.CharField(max_length=40)),
                ("element", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=200, verbose_name="bước")),
                ("waits", models.BooleanField(default=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("clerk", "Cán bộ Một cửa"),
                            ("specialist", "Chuyên viên thụ lý"),
                            ("unit_head", "Lãnh đạo phòng, đơn vị"),
                            ("leader", "Lãnh đạo cơ quan"),
                            ("planner", "Cán bộ kế hoạch, báo cáo"),
                            ("editor", "Biên tập viên cổng thông tin"),
                            ("admin", "Quản trị hệ thống"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by", models.CharField(blank=True, max_length=120)),
                ("choice", models.CharField(blank=True, max_length=60)),
                ("choice_label", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
                (
                    "slip",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.slip"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opened",
                        to="dossiers.step",
                    ),
                ),
                ("undo", models.JSONField(null=True)),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(condition=models.Q(("done_at", None)), fields=["dossier"], name="step_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at", None), ("done_at__gte", models.F("started_at")), _connector="OR"
                        ),
                        name="step_is_done_after_it_started",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Supplement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="supplements", to="dossiers.dossier"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("items", models.JSONField()),
                ("reason", models.CharField(max_length=1000, verbose_name="lý do")),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=120)),
                ("supplied_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("supplied_at", None)),
                        fields=("dossier",),
                        name="supplement_is_asked_once_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decision", to="dossiers.dossier"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("granted", "Đồng ý giải quyết"), ("refused", "Từ chối giải quyết")], max_length=8
                    ),
                ),
                ("symbol", models.CharField(max_length=60)),
                ("number", models.PositiveIntegerField()),
                ("facts", models.JSONField(default=dict)),
                ("reason", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField()),
                ("signer", models.CharField(max_length=120)),
                ("signer_title", models.CharField(max_length=120)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["granted", "refused"])), name="decision_outcome_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_of_refusal_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reappointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reappointment", to="dossiers.dossier"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=1000, verbose_name="lý do")),
                (
                    "at_fault",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                ("due_before", models.DateTimeField()),
                ("promised_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=120)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("promised_at__gt", models.F("due_before"))),
                        name="reappointment_promises_a_later_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IntakeRefusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.edition"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("applicant", models.CharField(max_length=200)),
                ("id_number", models.CharField(blank=True, max_length=20)),
                ("phone", models.CharField(blank=True, max_length=16)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("reason", models.CharField(max_length=1000, verbose_name="lý do")),
                ("refused_at", models.DateTimeField()),
                ("refused_by", models.CharField(max_length=120)),
                ("intake_key", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="dossiers.dossier"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="dossiers.step"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("opinion", "Xin ý kiến"), ("countersign", "Ký nháy, đồng ký")], max_length=12
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("clerk", "Cán bộ Một cửa"),
                            ("specialist", "Chuyên viên thụ lý"),
                            ("unit_head", "Lãnh đạo phòng, đơn vị"),
                            ("leader", "Lãnh đạo cơ quan"),
                            ("planner", "Cán bộ kế hoạch, báo cáo"),
                            ("editor", "Biên tập viên cổng thông tin"),
                            ("admin", "Quản trị hệ thống"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("question", models.CharField(max_length=1000, verbose_name="nội dung xin ý kiến")),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=120)),
                ("due_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.CharField(blank=True, max_length=120)),
                ("agrees", models.BooleanField(null=True)),
                ("answer", models.CharField(blank=True, max_length=1000, verbose_name="ý kiến")),
                ("dropped_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["opinion", "countersign"])), name="opinion_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agrees", None), ("answered_at", None), ("answered_by", "")),
                            models.Q(("answered_at__isnull", False), models.Q(("answered_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="opinion_is_answered_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="dossiers.dossier"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("changes", models.JSONField()),
                ("elsewhere", models.JSONField(default=list)),
                ("reason", models.CharField(max_length=1000, verbose_name="lý do")),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "number"), name="correction_has_its_number_in_the_dossier"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Apology",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="apology", to="dossiers.dossier"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=1000, verbose_name="lý do")),
                (
                    "at_fault",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "leg",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.leg"
                    ),
                ),
                ("due_before", models.DateTimeField()),
                ("promised_at", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=120)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("made_at__gt", models.F("due_before"))),
                        name="apology_comes_when_it_is_late",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("promised_at", None), ("promised_at__gt", models.F("made_at")), _connector="OR"
                        ),
                        name="apology_promises_a_later_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CashDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "counter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="nơi thu",
                    ),
                ),
                ("day", models.DateField(verbose_name="ngày")),
                ("opening", models.PositiveBigIntegerField(default=0, verbose_name="tồn đầu ngày")),
                ("cash_in", models.PositiveBigIntegerField(default=0, verbose_name="thu tiền mặt")),
                ("transfer_in", models.PositiveBigIntegerField(default=0, verbose_name="thu chuyển khoản")),
                ("cash_out", models.PositiveBigIntegerField(default=0, verbose_name="hoàn tiền mặt")),
                ("transfer_out", models.PositiveBigIntegerField(default=0, verbose_name="hoàn chuyển khoản")),
                ("online_in", models.PositiveBigIntegerField(default=0, verbose_name="thu trực tuyến")),
                ("online_out", models.PositiveBigIntegerField(default=0, verbose_name="hoàn trực tuyến")),
                ("counted", models.PositiveBigIntegerField(default=0, verbose_name="kiểm đếm")),
                ("paid_in", models.PositiveBigIntegerField(default=0, verbose_name="nộp quỹ, nộp kho bạc")),
                ("difference_reason", models.CharField(blank=True, max_length=1000, verbose_name="lý do chênh lệch")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="khóa sổ lúc")),
                ("closed_by", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "verbose_name": "sổ quỹ ngày",
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["counter", "day"], name="cash_day_open"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("counter", "day"), name="cash_day_is_one_per_counter"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closed_by", "")),
                            models.Q(("closed_at__isnull", False), models.Q(("closed_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="cash_day_is_closed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paid_in__lte", models.F("counted"))),
                        name="cash_day_pays_in_no_more_than_was_counted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None),
                            (
                                "counted",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("opening"), "+", models.F("cash_in")
                                    ),
                                    "-",
                                    models.F("cash_out"),
                                ),
                            ),
                            models.Q(("difference_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="cash_day_explains_a_difference",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeeReceipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "counter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="nơi thu",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField(verbose_name="số")),
                (
                    "day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="dossiers.cashday"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="fee_receipts", to="dossiers.dossier"
                    ),
                ),
                ("amount", models.PositiveBigIntegerField(verbose_name="số tiền (đồng)")),
                ("items", models.JSONField()),
                ("payer", models.CharField(max_length=200, verbose_name="người nộp tiền")),
                (
                    "method",
                    models.CharField(
                        choices=[("cash", "Tiền mặt"), ("transfer", "Chuyển khoản"), ("online", "Trực tuyến")],
                        max_length=8,
                        verbose_name="hình thức",
                    ),
                ),
                ("collected_at", models.DateTimeField(verbose_name="thu lúc")),
                ("collected_by", models.CharField(max_length=120, verbose_name="người thu")),
                ("form_key", models.CharField(blank=True, max_length=64)),
                ("cancelled_at", models.DateTimeField(null=True, verbose_name="hủy lúc")),
                ("cancelled_by", models.CharField(blank=True, max_length=120)),
                ("cancel_reason", models.CharField(blank=True, max_length=1000, verbose_name="lý do hủy")),
                (
                    "refund_counter",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                ("refund_year", models.PositiveSmallIntegerField(null=True)),
                ("refund_number", models.PositiveIntegerField(null=True)),
                (
                    "refund_day",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="dossiers.cashday",
                    ),
                ),
                ("refunded", models.PositiveBigIntegerField(default=0, verbose_name="đã hoàn (đồng)")),
                (
                    "refund_method",
                    models.CharField(
                        blank=True,
                        choices=[("cash", "Tiền mặt"), ("transfer", "Chuyển khoản"), ("online", "Trực tuyến")],
                        max_length=8,
                    ),
                ),
                ("refunded_at", models.DateTimeField(null=True, verbose_name="hoàn lúc")),
                ("refunded_by", models.CharField(blank=True, max_length=120)),
                ("refund_reason", models.CharField(blank=True, max_length=1000, verbose_name="lý do hoàn")),
            ],
            options={
                "verbose_name": "biên lai",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("counter", "year", "number"), name="fee_receipt_has_its_number"),
                    models.UniqueConstraint(
                        fields=("refund_counter", "refund_year", "refund_number"), name="fee_refund_has_its_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at", None), ("refunded_at", None)),
                        fields=("dossier",),
                        name="fee_of_a_dossier_is_paid_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="fee_receipt_is_for_something"),
                    models.CheckConstraint(
                        condition=models.Q(("method__in", ["cash", "transfer", "online"])), name="fee_receipt_method_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancel_reason", ""), ("cancelled_at", None), ("cancelled_by", "")),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("refunded_at", None),
                                models.Q(("cancelled_by", ""), _negated=True),
                                models.Q(("cancel_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="fee_receipt_is_cancelled_by_somebody_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("refund_day", None), ("refund_number", None), ("refunded", 0), ("refunded_at", None)
                            ),
                            models.Q(
                                ("refund_day__isnull", False),
                                ("refunded__gt", 0),
                                ("refunded__lte", models.F("amount")),
                                ("refunded_at__isnull", False),
                                ("refund_method__in", ["cash", "transfer", "online"]),
                                ("refund_number__isnull", False),
                                models.Q(("refunded_by", ""), _negated=True),
                                models.Q(("refund_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="fee_refund_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeeDebt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="fee_debt", to="dossiers.dossier"
                    ),
                ),
                ("reason", models.CharField(max_length=1000, verbose_name="lý do chưa thu")),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="EditionMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "was",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.edition",
                        verbose_name="từ bản",
                    ),
                ),
                (
                    "now",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.edition",
                        verbose_name="sang bản",
                    ),
                ),
                ("reason", models.CharField(max_length=1000, verbose_name="căn cứ, lý do")),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=120)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ("-pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("was", models.F("now")), _negated=True),
                        name="edition_move_goes_to_another_edition",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_at", None), models.Q(("undone_by", ""), _negated=True), _connector="OR"
                        ),
                        name="edition_move_is_undone_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionMoved",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "move",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dossiers", to="dossiers.editionmove"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                ("move_number", models.PositiveIntegerField()),
                ("back_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("move", "dossier"), name="edition_moved_once_per_dossier_and_move")
                ],
            },
        ),
        migrations.CreateModel(
            name="IssuedResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issued_result",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "blob",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.blob"
                    ),
                ),
                ("check_code", models.CharField(max_length=14, unique=True)),
                ("issued_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(check_code__regex="^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$"),
                        name="issued_result_has_a_code_to_type",
                    )
                ],
            },
        ),
    ]
