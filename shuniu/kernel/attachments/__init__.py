"""Papers handed in as files: judged by their bytes, kept sealed and apart, handed out only as downloads.

A room asks for them with `AttachmentField` in its form, keeps them inside its own action with `keep`, lists those of a
record it has scoped with `attachments_of`, and answers a download with `download` (every look is in the trail).
"""
