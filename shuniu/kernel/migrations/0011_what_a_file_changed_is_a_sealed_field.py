"""What an import keeps to be taken back was sealed all along; now its column says so, and a new key reaches it."""

from django.db import migrations

import shuniu.kernel.sealing.fields


class Migration(migrations.Migration):
    dependencies = [("kernel", "0010_old_details_name_their_person")]
    operations = [
        # In the state alone: the column stays what it is.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "batch",
                    "undo",
                    shuniu.kernel.sealing.fields.SealedField(null=True, purpose="kernel.batch.undo"),
                )
            ]
        )
    ]
