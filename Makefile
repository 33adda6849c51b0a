.PHONY: demo demo-reset test test-slow kill-test lint bench messages

demo: ; @bin/venv && DEMO=1 exec .venv/bin/python manage.py run_demo

demo-reset: ; @bin/venv && DEMO=1 .venv/bin/python manage.py reset_demo

# Python keeps the tests as it has read them: half of the start.
test: ; @bin/venv dev && PYTHONDONTWRITEBYTECODE= .venv/bin/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

test-slow: ; @bin/venv dev && .venv/bin/python -m pytest -m slow $(ARGS)

# Processes are killed, the mail server misbehaves, fifty contest one case; prints what was lost, doubled, overwritten.
kill-test: ; @bin/venv dev && .venv/bin/python -m pytest -n0 -m slow tests/promises/kills tests/promises/races $(ARGS)

lint: ; @bin/venv dev && bin/lint

bench: ; @bin/venv dev && .venv/bin/python -m tests.bench $(ARGS)

messages: ; @bin/venv dev && .venv/bin/python manage.py collect_messages
