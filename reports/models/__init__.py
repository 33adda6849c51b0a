from reports.models.erp_order import ErpOrder, ErpOrderLine, State
from reports.models.erp_settings import ErpSettings
from reports.models.export_batch import ExportBatch, ExportLine

__all__ = ["ErpOrder", "ErpOrderLine", "ErpSettings", "ExportBatch", "ExportLine", "State"]
