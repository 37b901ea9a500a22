import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import congvu.base.columns


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=35, unique=True, verbose_name="mã định danh")),
                ("name", models.CharField(max_length=200, verbose_name="tên cơ quan")),
                ("short_name", models.CharField(max_length=80, verbose_name="tên ngắn")),
                ("folded", congvu.base.columns.FoldedField(editable=False, max_length=400, of=("name", "code"))),
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
                        verbose_name="loại",
                    ),
                ),
                ("unit_code", models.CharField(blank=True, max_length=8, verbose_name="mã đơn vị hành chính")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="agencies.agency",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="agencies.agency",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="địa chỉ")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="điện thoại")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày trước")),
            ],
            options={
                "verbose_name": "cơ quan",
                "ordering": ("code",),
                "indexes": [models.Index(fields=["parent", "kind"], name="agency_by_parent")],
                "constraints": [
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
                        name="agency_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="agency_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("id")), _negated=True),
                        name="agency_is_not_its_own_parent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="agencies.agency"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                        verbose_name="vai trò",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="chức danh")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày trước")),
            ],
            options={
                "verbose_name": "vị trí công tác",
                "ordering": ("agency", "role", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["clerk", "specialist", "unit_head", "leader", "planner", "editor", "admin"])),
                        name="post_role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="post_ends_no_earlier_than_it_begins",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)),
                        fields=("agency", "account", "role"),
                        name="post_is_held_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remits", to="agencies.agency"
                    ),
                ),
                (
                    "sector",
                    models.CharField(help_text="ví dụ: construction, justice", max_length=40, verbose_name="lĩnh vực"),
                ),
                ("decision", models.CharField(blank=True, max_length=60, verbose_name="số quyết định")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày trước")),
            ],
            options={
                "verbose_name": "lĩnh vực phụ trách",
                "ordering": ("agency", "sector", "valid_from", "pk"),
                "indexes": [models.Index(fields=["sector", "agency"], name="remit_by_sector")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("sector", ""), _negated=True), name="remit_is_named"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="remit_ends_no_earlier_than_it_begins",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)),
                        fields=("agency", "sector"),
                        name="remit_is_held_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="delegations", to="agencies.post"
                    ),
                ),
                (
                    "delegate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("valid_from", models.DateTimeField(verbose_name="từ lúc")),
                ("valid_until", models.DateTimeField(verbose_name="đến lúc")),
                ("reason", models.CharField(max_length=200, verbose_name="lý do")),
                ("decision", models.CharField(blank=True, max_length=60, verbose_name="số văn bản ủy quyền")),
                ("made_at", models.DateTimeField(verbose_name="lập lúc")),
                ("made_by", models.CharField(max_length=200, verbose_name="người lập")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="kết thúc sớm lúc")),
                ("ended_by", models.CharField(blank=True, max_length=200, verbose_name="người kết thúc")),
            ],
            options={
                "verbose_name": "ủy quyền",
                "ordering": ("-valid_from", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gt", models.F("valid_from"))),
                        name="delegation_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", "")),
                            models.Q(("ended_at__isnull", False), models.Q(("ended_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="delegation_is_ended_early_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hours", to="agencies.agency"
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(help_text="0 là thứ Hai, 6 là Chủ nhật", verbose_name="thứ"),
                ),
                ("opens", models.TimeField(verbose_name="mở cửa")),
                ("closes", models.TimeField(verbose_name="đóng cửa")),
                (
                    "season_from",
                    models.CharField(default="01-01", help_text="tháng-ngày", max_length=5, verbose_name="mùa từ"),
                ),
                ("season_to", models.CharField(default="12-31", max_length=5, verbose_name="mùa đến")),
                (
                    "counts",
                    models.BooleanField(
                        default=True,
                        help_text="bỏ chọn với buổi chỉ tiếp nhận, ví dụ sáng thứ Bảy",
                        verbose_name="tính vào thời hạn",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày trước")),
            ],
            options={
                "verbose_name": "giờ làm việc",
                "ordering": ("agency", "valid_from", "season_from", "weekday", "opens"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("weekday__lte", 6)), name="hours_weekday_is_0_to_6"),
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))), name="hours_close_after_they_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="hours_end_after_they_begin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_days",
                        to="agencies.agency",
                    ),
                ),
                ("day", models.DateField(verbose_name="ngày")),
                ("works", models.BooleanField(verbose_name="làm việc")),
                ("name", models.CharField(max_length=120, verbose_name="lý do")),
                ("decision", models.CharField(blank=True, max_length=60, verbose_name="số quyết định")),
                ("source", models.CharField(blank=True, max_length=60, verbose_name="nguồn")),
            ],
            options={
                "verbose_name": "ngày đặc biệt",
                "ordering": ("day", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("agency", None)), fields=("day",), name="calendar_day_is_said_once_for_all"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency", None), _negated=True),
                        fields=("agency", "day"),
                        name="calendar_day_is_said_once_per_agency",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarStamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="calendar_stamp_is_only_one")
                ],
            },
        ),
    ]
