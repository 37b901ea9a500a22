import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Kept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.PositiveBigIntegerField(default=0)),
                ("at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="kept_is_only_one")],
            },
        ),
        migrations.CreateModel(
            name="Gap",
            fields=[
                ("entry", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Life",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=60, unique=True)),
                ("code", models.CharField(blank=True, max_length=50, verbose_name="mã hồ sơ")),
                ("procedure", models.CharField(max_length=40)),
                ("edition", models.CharField(blank=True, max_length=20)),
                ("agency", models.CharField(max_length=35)),
                ("receiver", models.CharField(max_length=35)),
                ("book", models.CharField(max_length=35)),
                ("channel", models.CharField(blank=True, max_length=8)),
                ("fee", models.PositiveBigIntegerField(default=0)),
                ("received_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("state", models.CharField(max_length=20)),
                ("outcome", models.CharField(blank=True, max_length=8)),
                ("supplements", models.PositiveSmallIntegerField(default=0)),
                ("moments", models.JSONField(default=list)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["code"], name="life_by_code"),
                    models.Index(fields=["book", "received_at", "id"], name="life_by_register"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegLife",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "life",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="legs", to="statistics.life"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("key", models.CharField(blank=True, max_length=60)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("agency", models.CharField(max_length=35)),
                ("opened_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("ending", models.CharField(blank=True, max_length=10)),
                ("moments", models.JSONField(default=list)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("life", "number"), name="leg_life_has_its_number")],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("measure", models.CharField(max_length=20)),
                ("agency", models.CharField(max_length=35)),
                ("procedure", models.CharField(max_length=40)),
                ("channel", models.CharField(blank=True, max_length=8)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("amount", models.BigIntegerField(default=1)),
                (
                    "life",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="statistics.life"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["measure", "since", "id"], name="mark_by_day"),
                    models.Index(fields=["agency", "measure", "since", "id"], name="mark_by_agency"),
                    models.Index(
                        condition=models.Q(("until__isnull", False)),
                        fields=["measure", "until", "id"],
                        name="mark_standing",
                    ),
                    models.Index(
                        condition=models.Q(("until__isnull", False)),
                        fields=["agency", "measure", "until", "id"],
                        name="mark_standing_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("measure", models.CharField(max_length=20)),
                ("agency", models.CharField(max_length=35)),
                ("procedure", models.CharField(max_length=40)),
                ("channel", models.CharField(blank=True, max_length=8)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("amount", models.BigIntegerField(default=1)),
                (
                    "leg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="statistics.leglife"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["measure", "since", "id"], name="legmark_by_day"),
                    models.Index(fields=["agency", "measure", "since", "id"], name="legmark_by_agency"),
                    models.Index(
                        condition=models.Q(("until__isnull", False)),
                        fields=["measure", "until", "id"],
                        name="legmark_standing",
                    ),
                    models.Index(
                        condition=models.Q(("until__isnull", False)),
                        fields=["agency", "measure", "until", "id"],
                        name="legmark_standing_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("grain", models.CharField(choices=[("D", "Day"), ("M", "Month"), ("Y", "Year")], max_length=1)),
                ("day", models.DateField()),
                ("agency", models.CharField(max_length=35)),
                ("procedure", models.CharField(max_length=40)),
                ("channel", models.CharField(blank=True, max_length=8)),
                ("measure", models.CharField(max_length=20)),
                ("number", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "grain", "day"], name="tally_by_agency")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("grain", "measure", "day", "agency", "procedure", "channel"),
                        name="tally_is_one_for_its_cell",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("grain", models.CharField(choices=[("D", "Day"), ("M", "Month"), ("Y", "Year")], max_length=1)),
                ("day", models.DateField()),
                ("agency", models.CharField(max_length=35)),
                ("procedure", models.CharField(max_length=40)),
                ("channel", models.CharField(blank=True, max_length=8)),
                ("measure", models.CharField(max_length=20)),
                ("number", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "grain", "day"], name="leg_tally_by_agency")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("grain", "measure", "day", "agency", "procedure", "channel"),
                        name="leg_tally_is_one_for_its_cell",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("start", models.DateField()),
                ("end", models.DateField()),
                ("lines", models.PositiveBigIntegerField()),
                ("dossiers", models.PositiveBigIntegerField()),
                ("legs", models.PositiveBigIntegerField()),
                ("cells", models.PositiveBigIntegerField()),
                ("findings", models.PositiveIntegerField()),
                ("seconds", models.FloatField()),
                ("said", models.JSONField(default=list)),
            ],
            options={
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ScoringQuarter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("quarter", models.PositiveSmallIntegerField(verbose_name="quý")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="chốt lúc")),
                ("closed_by", models.CharField(blank=True, max_length=120, verbose_name="người chốt")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("year", "quarter"), name="quarter_is_scored_once"),
                    models.CheckConstraint(
                        condition=models.Q(("quarter__gte", 1), ("quarter__lte", 4)), name="quarter_is_one_of_four"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None), models.Q(("closed_by", ""), _negated=True), _connector="OR"
                        ),
                        name="quarter_is_closed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "quarter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="statistics.scoringquarter",
                    ),
                ),
                ("index", models.PositiveSmallIntegerField(verbose_name="chỉ số")),
                ("points", models.PositiveSmallIntegerField(null=True, verbose_name="điểm tự chấm")),
                ("computed", models.PositiveSmallIntegerField(null=True, verbose_name="điểm hệ thống tính")),
                ("evidence", models.CharField(blank=True, max_length=1000, verbose_name="minh chứng")),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="lý do khác điểm hệ thống tính")),
                ("said_at", models.DateTimeField(null=True)),
                ("said_by", models.CharField(blank=True, max_length=120)),
                ("appraised", models.PositiveSmallIntegerField(null=True, verbose_name="điểm thẩm định")),
                ("remark", models.CharField(blank=True, max_length=1000, verbose_name="lý do thẩm định khác")),
                ("appraised_at", models.DateTimeField(null=True)),
                ("appraised_by", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ("agency", "index"),
                "constraints": [
                    models.UniqueConstraint(fields=("quarter", "agency", "index"), name="index_is_scored_once"),
                    models.CheckConstraint(
                        condition=models.Q(("index__gte", 1), ("index__lte", 9)), name="score_is_of_one_of_nine_indices"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("points", None), ("points__lte", 2), _connector="OR"),
                            models.Q(("computed", None), ("computed__lte", 2), _connector="OR"),
                            models.Q(("appraised", None), ("appraised__lte", 2), _connector="OR"),
                        ),
                        name="score_is_at_most_two_points",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("points", None),
                            ("computed", None),
                            ("points", models.F("computed")),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="score_that_differs_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("points", None), models.Q(("said_by", ""), _negated=True), _connector="OR"),
                        name="score_is_said_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("appraised", None), models.Q(("appraised_by", ""), _negated=True), _connector="OR"
                        ),
                        name="score_is_appraised_by_somebody",
                    ),
                ],
            },
        ),
    ]
