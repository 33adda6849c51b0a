from allauth.account.forms import LoginForm, RequestLoginCodeForm


class PasswordLoginForm(LoginForm):
    pass


class CodeRequestForm(RequestLoginCodeForm):
    pass
