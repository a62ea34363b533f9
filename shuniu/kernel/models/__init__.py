from .attachment import Attachment, AttachmentPart
from .place import Place
from .record import Batch, Code, DatedSetting, Document, JobRun, NumberSeries, SavedView, StepTaken, Workday
from .statement import Statement
from .trail import TrailDetail, TrailEntry, TrailSeal
from .user import Appointment, PhoneCard, User

__all__ = [
    "Appointment",
    "Attachment",
    "AttachmentPart",
    "Batch",
    "Code",
    "DatedSetting",
    "Document",
    "JobRun",
    "NumberSeries",
    "PhoneCard",
    "Place",
    "SavedView",
    "Statement",
    "StepTaken",
    "TrailDetail",
    "TrailEntry",
    "TrailSeal",
    "User",
    "Workday",
]
