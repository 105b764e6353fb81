"""Everything that can be done with a project: a folder that keeps what was read."""

from detente.project.doctor import Check
from detente.project.folders import default_folder
from detente.project.project import Project, read
from detente.project.record import EventList, Record

__all__ = ["Check", "EventList", "Project", "Record", "default_folder", "read"]
