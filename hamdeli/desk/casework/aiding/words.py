"""What a form says where there is no form to say it on."""

from django.forms import Form


def faults_of(form: Form) -> str:
    """Return the sentences that stand on `form`."""
    return " ".join(str(sentence) for errors in form.errors.values() for sentence in errors)
