import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("event", models.CharField(max_length=60)),
                ("subject", models.CharField(max_length=60)),
                ("actor", models.CharField(max_length=60)),
                ("actor_name", models.CharField(max_length=120)),
                ("facts", models.JSONField()),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["subject", "id"], name="entry_by_subject")],
            },
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="journal.entry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("position", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.entry"
                    ),
                ),
                ("hash", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Node",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField()),
                ("index", models.PositiveBigIntegerField()),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("level", "index"), name="subtree_is_hashed_once")],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("tree_size", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
