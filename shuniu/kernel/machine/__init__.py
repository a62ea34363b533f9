"""What the system administrator watches: the jobs of the clock, and what failed in the queue.

Clock-driven jobs are tried again by themselves (`jobs.py`). A task of the queue is not: it may have been half of a
person's intention, so a person decides. What an error said stays in the log of the server, for it may name somebody;
the pages show its kind and the line of the program.
"""
