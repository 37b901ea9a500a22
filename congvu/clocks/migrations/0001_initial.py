import django.db.models.deletion
from django.db import migrations, models

import congvu.base.working_time.budgets
import congvu.clocks.rules


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Clock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="mã hồ sơ, văn bản mà thời hạn thuộc về",
                        max_length=60,
                        unique=True,
                        verbose_name="mã",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (congvu.clocks.rules.State["RUNNING"], congvu.clocks.rules.State["RUNNING"]),
                            (congvu.clocks.rules.State["PAUSED"], congvu.clocks.rules.State["PAUSED"]),
                            (congvu.clocks.rules.State["STOPPED"], congvu.clocks.rules.State["STOPPED"]),
                        ],
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="hạn")),
                ("length", models.PositiveSmallIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "thời hạn",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    congvu.clocks.rules.State["RUNNING"],
                                    congvu.clocks.rules.State["PAUSED"],
                                    congvu.clocks.rules.State["STOPPED"],
                                ],
                            )
                        ),
                        name="clock_state_is_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("label", ""), _negated=True), name="clock_has_a_label"),
                    models.CheckConstraint(condition=models.Q(("length__gte", 1)), name="clock_has_at_least_its_start"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ticks", to="clocks.clock"
                    ),
                ),
                ("sequence", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (congvu.clocks.rules.Kind["START"], congvu.clocks.rules.Kind["START"]),
                            (congvu.clocks.rules.Kind["PAUSE"], congvu.clocks.rules.Kind["PAUSE"]),
                            (congvu.clocks.rules.Kind["RESUME"], congvu.clocks.rules.Kind["RESUME"]),
                            (congvu.clocks.rules.Kind["EXTEND"], congvu.clocks.rules.Kind["EXTEND"]),
                            (congvu.clocks.rules.Kind["RESTART"], congvu.clocks.rules.Kind["RESTART"]),
                            (congvu.clocks.rules.Kind["STOP"], congvu.clocks.rules.Kind["STOP"]),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("amount", models.DecimalField(decimal_places=3, max_digits=7, null=True)),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                congvu.base.working_time.budgets.Unit["WORKING_HOUR"],
                                congvu.base.working_time.budgets.Unit["WORKING_HOUR"],
                            ),
                            (
                                congvu.base.working_time.budgets.Unit["HALF_DAY"],
                                congvu.base.working_time.budgets.Unit["HALF_DAY"],
                            ),
                            (
                                congvu.base.working_time.budgets.Unit["WORKING_DAY"],
                                congvu.base.working_time.budgets.Unit["WORKING_DAY"],
                            ),
                            (
                                congvu.base.working_time.budgets.Unit["DAY"],
                                congvu.base.working_time.budgets.Unit["DAY"],
                            ),
                            (
                                congvu.base.working_time.budgets.Unit["SAME_DAY"],
                                congvu.base.working_time.budgets.Unit["SAME_DAY"],
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("cutoff", models.TimeField(null=True)),
                ("ground", models.CharField(blank=True, max_length=80, verbose_name="căn cứ")),
                ("law", models.CharField(blank=True, max_length=300, verbose_name="văn bản")),
            ],
            options={
                "ordering": ("clock", "sequence"),
                "constraints": [
                    models.UniqueConstraint(fields=("clock", "sequence"), name="tick_has_its_place_in_the_ledger"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    congvu.clocks.rules.Kind["START"],
                                    congvu.clocks.rules.Kind["PAUSE"],
                                    congvu.clocks.rules.Kind["RESUME"],
                                    congvu.clocks.rules.Kind["EXTEND"],
                                    congvu.clocks.rules.Kind["RESTART"],
                                    congvu.clocks.rules.Kind["STOP"],
                                ],
                            )
                        ),
                        name="tick_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", congvu.clocks.rules.Kind["START"]), ("sequence", 1)),
                            models.Q(
                                models.Q(("kind", congvu.clocks.rules.Kind["START"]), _negated=True),
                                ("sequence__gt", 1),
                            ),
                            _connector="OR",
                        ),
                        name="tick_one_is_the_start_and_no_other",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount__isnull", False),
                                (
                                    "kind__in",
                                    [
                                        congvu.clocks.rules.Kind["START"],
                                        congvu.clocks.rules.Kind["EXTEND"],
                                        congvu.clocks.rules.Kind["RESTART"],
                                    ],
                                ),
                                (
                                    "unit__in",
                                    [
                                        congvu.base.working_time.budgets.Unit["WORKING_HOUR"],
                                        congvu.base.working_time.budgets.Unit["HALF_DAY"],
                                        congvu.base.working_time.budgets.Unit["WORKING_DAY"],
                                        congvu.base.working_time.budgets.Unit["DAY"],
                                        congvu.base.working_time.budgets.Unit["SAME_DAY"],
                                    ],
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "kind__in",
                                        [
                                            congvu.clocks.rules.Kind["START"],
                                            congvu.clocks.rules.Kind["EXTEND"],
                                            congvu.clocks.rules.Kind["RESTART"],
                                        ],
                                    ),
                                    _negated=True,
                                ),
                                ("amount", None),
                                ("cutoff", None),
                                ("unit", ""),
                            ),
                            _connector="OR",
                        ),
                        name="tick_gives_time_exactly_when_it_should",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "kind__in",
                                    [
                                        congvu.clocks.rules.Kind["PAUSE"],
                                        congvu.clocks.rules.Kind["EXTEND"],
                                        congvu.clocks.rules.Kind["RESTART"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(("ground", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="tick_that_changes_the_time_says_why",
                    ),
                ],
            },
        ),
    ]
