from tests.forms.conftest import code, pages

__all__ = ["code", "pages"]
