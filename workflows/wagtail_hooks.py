"""Registers, nothing else. What is registered lives in viewsets/."""

from wagtail import hooks

from workflows.viewsets import registers

hooks.register("register_admin_viewset", lambda: [registers.registers, *registers.OTHERS])
hooks.register("register_admin_urls", registers.urls)
hooks.register("register_reports_menu_item", registers.deliveries_menu_item)
hooks.register("register_log_actions", registers.log_actions)
hooks.register("insert_global_admin_css", registers.styles)
