import json
from pathlib import Path

import pytest
from pytest_django import Settings

from reports.actions.send_erp_order import send_erp_order
from reports.erp.base import NotNow, connector, connectors
from reports.erp.file import FileConnector
from reports.models import ErpOrder, State
from tests.cast import Cast
from tests.reports.made import closed_case, order_of
from workflows.sheets import read_rows


@pytest.fixture
def order(cast: Cast) -> ErpOrder:
    return order_of(closed_case(cast, "2", "1.5"))


def files(settings: Settings) -> list[str]:
    return sorted(path.name for path in Path(settings.ERP_ROOT).iterdir())


def test_it_writes_one_json_and_one_csv(order: ErpOrder, settings: Settings) -> None:
    send_erp_order(order.pk)
    assert files(settings) == [f"{order.reference}.csv", f"{order.reference}.json"]
    assert json.loads((Path(settings.ERP_ROOT) / f"{order.reference}.json").read_text()) == order.payload


def test_its_csv_has_a_row_a_line(order: ErpOrder, settings: Settings) -> None:
    send_erp_order(order.pk)
    with (Path(settings.ERP_ROOT) / f"{order.reference}.csv").open("rb") as file:
        rows = read_rows(file)
    assert rows[0][:4] == ["reference", "case", "customer_number", "customer_name"]
    assert [row[8] for row in rows] == ["line_quantity", "2,00", "1,50"]


def test_it_writes_no_formula(order: ErpOrder, settings: Settings) -> None:
    order.payload["customer"]["name"] = "=HYPERLINK(1)"
    FileConnector().create(order.payload)
    assert ";'=HYPERLINK(1);" in (Path(settings.ERP_ROOT) / f"{order.reference}.csv").read_text()


def test_a_repeat_leaves_the_same_files(order: ErpOrder, settings: Settings) -> None:
    send_erp_order(order.pk)
    before = [(Path(settings.ERP_ROOT) / name).read_bytes() for name in files(settings)]
    ErpOrder.objects.update(state=State.QUEUED)
    send_erp_order(order.pk)
    assert [(Path(settings.ERP_ROOT) / name).read_bytes() for name in files(settings)] == before


def test_a_failure_leaves_nothing_half(order: ErpOrder, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(NotNow):
        send_erp_order(order.pk)
    assert files(settings) == []
    order.refresh_from_db()
    assert order.state == State.QUEUED
    assert "No space left" in order.error


def test_its_files_are_for_the_owner_alone(order: ErpOrder, settings: Settings) -> None:
    send_erp_order(order.pk)
    assert {path.stat().st_mode & 0o077 for path in Path(settings.ERP_ROOT).iterdir()} == {0}


def test_every_connector_of_the_registry_is_there() -> None:
    for name, title in connectors():
        assert str(title)
        assert connector(name).repeatable in (True, False)
