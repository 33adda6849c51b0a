from forms.models.form_page import IntakeFormPage
from forms.models.outcome import Outcome
from forms.models.qr_code import QrCode
from forms.models.question import Question
from forms.models.stopped import StoppedPost
from forms.models.submission import FormSubmission

__all__ = ["FormSubmission", "IntakeFormPage", "Outcome", "QrCode", "Question", "StoppedPost"]
