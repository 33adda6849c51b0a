"""Log-in, and the people who work here: only the administrator keeps them."""

from tests.promises.matrix.rules.base import ADAM, ANYBODY, LOGGED_IN, NOBODY, STAFF, Form, Rule

USER = {"pk": "user"}
BY_OWNER = {"bjorken": "tea", "asen": "nils"}
RULES = {
    # Whose notices they are is asked in tests/workflows/notifications/test_inbox.py.
    "notices": Rule(STAFF, form=Form(by=BY_OWNER, fill={"all": "1"}), changes=False, queries=("p=2",)),
    "notice_choices": Rule(STAFF, form=Form(fill={"digest": "daily"})),
    "push:worker": Rule(ANYBODY, NOBODY),
    "push:subscribe": Rule(NOBODY, LOGGED_IN),
    "push:unsubscribe": Rule(NOBODY, LOGGED_IN),
    "account_login": Rule(ANYBODY, leads_home=True),
    "account_request_login_code": Rule(ANYBODY, leads_home=True),
    "wagtailusers_users:index": Rule(ADAM, NOBODY, whoever=True, queries=("q=a", "export=xlsx", "export=csv")),
    "wagtailusers_users:index_results": Rule(ADAM, NOBODY, whoever=True),
    "wagtailusers_users:edit": Rule(ADAM, takes=USER, whoever=True, form=Form(fill={"phone": "070"})),
    "person_leaves": Rule(ADAM, takes={"pk": "colleague"}, whoever=True, form=Form()),
    "wagtailusers_users:delete": Rule(NOBODY, takes=USER),
    "wagtailusers_users:history": Rule(ADAM, NOBODY, takes=USER, whoever=True),
    "wagtailusers_users:history_results": Rule(ADAM, NOBODY, takes=USER, whoever=True),
    "wagtailusers_users:usage": Rule(ADAM, NOBODY, takes=USER, whoever=True),
    # Wagtail's reports of everything that was changed: for who may change everything.
    "admin/reports/site-history/": Rule(ADAM, NOBODY, queries=("export=xlsx", "export=csv", "q=a")),
    "admin/reports/site-history/results/": Rule(ADAM, NOBODY),
    "admin/failwhale/": Rule(NOBODY),
    # Wagtail's own log-ins and new password lead to ours.
    "admin/login/": Rule(NOBODY),
    "_util/login/": Rule(NOBODY),
    "^admin/password_reset/": Rule(ANYBODY),
}
