from .attendance import Attendance, Source
from .course import Course, CourseTest, Lesson, LessonAttendance, TestResult, Trainee
from .crowd import CrowdPlan, Judgement
from .leaving import Certificate, Placement, RetentionCheck
from .moving import CourseMove, MoveTelling
from .offer import Offer
from .programme import Act, Activity, Session, SignUp, Stand
from .publicity import Publicity

__all__ = [
    "Act",
    "Activity",
    "Attendance",
    "Certificate",
    "Course",
    "CourseMove",
    "CourseTest",
    "CrowdPlan",
    "Judgement",
    "Lesson",
    "LessonAttendance",
    "MoveTelling",
    "Offer",
    "Placement",
    "Publicity",
    "RetentionCheck",
    "Session",
    "SignUp",
    "Source",
    "Stand",
    "TestResult",
    "Trainee",
]
