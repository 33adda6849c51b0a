from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    ConfirmLoginCodeForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}


def _plain(field: forms.Field, label: Any, **attrs: Any) -> None:
    """A label says what to enter; allauth's placeholders would say it twice, and vanish when one types."""
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class PasswordLoginForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["login"], _("E-mail address"), autocomplete="username")
        _plain(self.fields["password"], _("Password"))
        self.fields["password"].help_text = ""


class CodeRequestForm(RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["email"], _("E-mail address"), autocomplete="email", autofocus=True)


class CodeConfirmForm(ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _("Code"), **CODE)


class SecondStepForm(AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _("Code from the app"), **CODE)


class SecondStepAgainForm(ReauthenticateByCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _("Code from the app"), **CODE)


class SecondStepSetupForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _("The code that the app shows"), **{**CODE, "autofocus": False})


class Plain(forms.Form):
    """Allauth's forms for passwords, said in our words."""

    words = {
        "oldpassword": _("Password that you have now"),
        "password": _("Password"),
        "password1": _("New password"),
        "password2": _("New password once more"),
        "email": _("E-mail address"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _plain(field, self.words.get(name, field.label))
        if "oldpassword" in self.fields:
            self.fields["oldpassword"].help_text = ""


class PasswordChangeForm(Plain, ChangePasswordForm):
    pass


class PasswordChoiceForm(Plain, SetPasswordForm):
    pass


class PasswordAgainForm(Plain, ReauthenticateForm):
    pass


class PasswordResetForm(Plain, ResetPasswordForm):
    pass


class PasswordResetKeyForm(Plain, ResetPasswordKeyForm):
    pass
