"""Work in threads of its own, of which a test hears what it asserted."""

import threading

SOON = 20  # seconds


def run_all(*works) -> None:
    """Run each in a thread of its own, until all have ended; a failed assertion of any of them fails the test."""
    failed = []

    def told(work) -> None:
        try:
            work()
        except AssertionError as error:
            failed.append(error)

    threads = [threading.Thread(target=told, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON)
        assert not thread.is_alive()
    assert not failed
