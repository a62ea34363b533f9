"""The older container (OLE2): .xls, .et, and workbooks behind a password."""

import subprocess
import sys
import tempfile
import weakref
from io import BytesIO

import msoffcrypto
import olefile

from .biff import read_records, with_failures
from .grid import in_the_calendar_of_1904
from .limits import Unreadable, damaged, locked, not_a_spreadsheet
from .packages import calamine_sheets, open_package, remove_file

# What Excel itself uses for "read-only recommended": it never asks the reader.
SILENT_PASSWORD = "VelvetSweatshop"  # noqa: S105
PROBE_SECONDS = 60
PROBE_BYTES = 2 << 30
PROBE = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except ImportError:
    pass
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
for at in range(len(book.sheet_names)):
    for row in book.get_sheet_by_index(at).iter_rows():
        pass
"""


def open_ole(stream, limits):
    """(format, sheets, close) of the OLE2 file in `stream`."""
    kind = _kind(stream)
    if kind == "package":
        unlocked = _unlock(stream)
        return "xlsx", *open_package(unlocked, limits)
    if kind != "xls":
        raise not_a_spreadsheet()
    if _is_encrypted(stream):
        stream = _unlock(stream)
    return "xls", *_open_biff(stream, limits)


def _kind(stream):
    try:
        with olefile.OleFileIO(stream) as container:
            names = {"/".join(path).lower() for path in container.listdir()}
    except Exception as error:  # the library raises whatever it stumbles over
        raise damaged() from error
    finally:
        stream.seek(0)
    if "encryptedpackage" in names:
        return "package"
    return "xls" if names & {"workbook", "book"} else "other"


def _is_encrypted(stream):
    try:
        return msoffcrypto.OfficeFile(stream).is_encrypted()
    except Exception:  # noqa: BLE001 - a book it does not know is for the parser to judge
        return False
    finally:
        stream.seek(0)


def _unlock(stream):
    opened = BytesIO()
    try:
        office = msoffcrypto.OfficeFile(stream)
        office.load_key(password=SILENT_PASSWORD)
        office.decrypt(opened)
    except Exception as error:  # wrong password, unknown cipher, damaged header: all the same to the reader
        raise locked() from error
    opened.seek(0)
    return opened


def _open_biff(stream, limits):
    """Read a copy that a child process survived reading.

    A damaged .xls can make the parser ask for more memory than there is, which ends its process. It is deterministic:
    what a child with a memory limit has read to the end, this process can read too.
    """
    with tempfile.NamedTemporaryFile(prefix="shuniu-import-", suffix=".xls", delete=False) as copy:
        while chunk := stream.read(1 << 20):
            copy.write(chunk)
    remove = weakref.finalize(stream, remove_file, copy.name)
    try:
        _probe(copy.name)
        told = read_records(_records_of(copy.name))
        sheets = with_failures(calamine_sheets(copy.name, limits), told.failures)
        if told.from_1904:
            sheets = in_the_calendar_of_1904(sheets)
        return sheets, lambda: (remove(), stream.close())
    except Unreadable:
        remove()
        raise


def _records_of(path) -> bytes:
    """The stream of a workbook's records."""
    try:
        with olefile.OleFileIO(path) as container:
            names = {name[0].lower(): name for name in container.listdir() if len(name) == 1}
            return container.openstream(names.get("workbook") or names["book"]).read()
    except Exception as error:  # the library raises whatever it stumbles over
        raise damaged() from error


def _probe(path):
    command = [sys.executable, "-c", PROBE, path, str(PROBE_BYTES)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PROBE_SECONDS, check=False)  # noqa: S603 - ours
    except subprocess.TimeoutExpired as error:
        raise damaged() from error
    if done.returncode:
        raise locked() if b"PasswordError" in done.stderr else damaged()
