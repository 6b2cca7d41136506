import secrets

from django.db import migrations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
STILL_TO_FETCH = ["unpaid", "lapsed", "short", "new", "confirmed", "packed"]


def give_codes(apps, schema_editor):
    """What waits to be fetched was ordered when there were no codes."""
    Fulfilment = apps.get_model("fulfilment", "Fulfilment")
    waiting = Fulfilment.objects.filter(method="pick_up", status__in=STILL_TO_FETCH, pick_up_code="")
    taken = set()
    for parcel in waiting.iterator():
        parcel.pick_up_code = new_code(taken)
        parcel.save(update_fields=["pick_up_code"])


def new_code(taken):
    while True:
        code = "".join(secrets.choice(ALPHABET) for _letter in range(6))
        if not code.isdigit() and not code.isalpha() and code not in taken:
            taken.add(code)
            return code


class Migration(migrations.Migration):
    dependencies = [("fulfilment", "0009_pick_up_code_and_promise")]

    operations = [migrations.RunPython(give_codes, migrations.RunPython.noop)]
