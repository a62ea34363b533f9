"""Papers of this room: the programme of a show, the sheet at the door, the certificate of a course."""
