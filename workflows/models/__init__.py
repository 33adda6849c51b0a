from workflows.models.absence import Absence
from workflows.models.article import Article
from workflows.models.attachment import Attachment
from workflows.models.case import Case
from workflows.models.case_event import CaseEvent, EventKind
from workflows.models.case_link import CaseLink
from workflows.models.case_row import CaseRow, OfficeRow
from workflows.models.category import Category
from workflows.models.checklist import ChecklistItem, ChecklistTemplate, ChecklistVersion, FilledChecklist
from workflows.models.company import Company
from workflows.models.contact import Contact
from workflows.models.customer import Customer
from workflows.models.delivery import Delivery, NoticeDigest
from workflows.models.equipment import Equipment
from workflows.models.errand import Errand
from workflows.models.escalation import Escalation
from workflows.models.escalation_step import EscalationStep, What
from workflows.models.gate import Gate
from workflows.models.job import Job
from workflows.models.limit_count import LimitCount
from workflows.models.message import Message
from workflows.models.notification_preference import NotificationPreference, PushSubscription
from workflows.models.notification_rule import Channel, NotificationRule, Occasion, Receiver
from workflows.models.notification_template import Audience, NotificationTemplate
from workflows.models.planned_article import PlannedArticle
from workflows.models.presence import Presence
from workflows.models.priority import Priority
from workflows.models.responsibility import Responsibility
from workflows.models.schedule import Occurrence, Schedule
from workflows.models.service_level import ServiceLevel
from workflows.models.stage import Stage
from workflows.models.standing import ENDED, OPEN, Status
from workflows.models.team import Team
from workflows.models.used_article import UsedArticle
from workflows.models.viewer import Viewer
from workflows.models.webhook_endpoint import WebhookEndpoint
from workflows.models.worker_heartbeat import WorkerHeartbeat
from workflows.models.worksite import Worksite

__all__ = [
    "ENDED",
    "OPEN",
    "Absence",
    "Article",
    "Attachment",
    "Audience",
    "Case",
    "CaseEvent",
    "CaseLink",
    "CaseRow",
    "Category",
    "Channel",
    "ChecklistItem",
    "ChecklistTemplate",
    "ChecklistVersion",
    "Company",
    "Contact",
    "Customer",
    "Delivery",
    "Equipment",
    "Errand",
    "Escalation",
    "EscalationStep",
    "EventKind",
    "FilledChecklist",
    "Gate",
    "Job",
    "LimitCount",
    "Message",
    "NoticeDigest",
    "NotificationPreference",
    "NotificationRule",
    "NotificationTemplate",
    "Occasion",
    "Occurrence",
    "OfficeRow",
    "PlannedArticle",
    "Presence",
    "Priority",
    "PushSubscription",
    "Receiver",
    "Responsibility",
    "Schedule",
    "ServiceLevel",
    "Stage",
    "Status",
    "Team",
    "UsedArticle",
    "Viewer",
    "WebhookEndpoint",
    "What",
    "WorkerHeartbeat",
    "Worksite",
]
