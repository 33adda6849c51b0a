"""Registers, nothing else. What is registered lives in viewsets/."""

from wagtail import hooks

from accounts import leaving as accounts_leaving
from workflows.viewsets import bell, case, dashboard, leaving, registers

LAST = 1000

accounts_leaving.ask(leaving.who_leaves)

hooks.register("register_admin_viewset", lambda: [registers.registers, registers.notices, *registers.OTHERS])
hooks.register("register_admin_urls", registers.urls)
hooks.register("register_reports_menu_item", registers.deliveries_menu_item)
hooks.register("register_log_actions", registers.log_actions)
hooks.register("insert_global_admin_css", registers.styles)
hooks.register("register_admin_viewset", lambda: case.cases)
hooks.register("register_admin_menu_item", case.list_item)
hooks.register("register_admin_menu_item", case.new_item)
hooks.register("register_permissions", case.rights)
hooks.register("register_admin_urls", bell.urls)
hooks.register("register_admin_menu_item", bell.menu_item)
hooks.register("register_account_menu_item", bell.account_item)
hooks.register("register_icons", bell.icons)
hooks.register("construct_homepage_panels", dashboard.add_panels)
hooks.register("construct_homepage_summary_items", dashboard.hide_summary, order=LAST)
hooks.register("before_bulk_action", leaving.no_sudden_leaving)
