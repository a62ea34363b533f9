"""Two posts change: who is signed up is told, answers, stays or goes."""

from __future__ import annotations

from datetime import datetime

from demo.world import World
from shuniu.volunteers.actions import changes, posts
from shuniu.volunteers.actions.hearing import Heard
from shuniu.volunteers.public import ChangeNotice, Post

TUTORING, GUIDING = "课业辅导员", "文明引导员"


def change_posts(world: World, when: datetime) -> None:
    """One post has other risks, another asks for a training: who is signed up is asked, and keeps the place so far."""
    by = world.actor("worker", when)
    there = {post.title: post for post in Post.objects.visible_to(by)}
    posts.change_post(there[TUTORING], {"risks": "放学时护送过马路，注意来往车辆"}, by=by)
    posts.change_post(there[GUIDING], {"training": "first_aid"}, by=by)


def hear_about_the_change(world: World, when: datetime) -> None:
    """Of those at the second post: one was told, one has answered, one stays, one goes; the others are to be told."""
    by, director = world.actor("worker", when), world.actor("director", when)
    asked = ChangeNotice.objects.visible_to(by).filter(post__title=GUIDING, state="begun").order_by("pk")
    letter = Heard("letter", "本人签字的意见单，存中心档案柜")
    for notice, way in zip(asked, ("silent", "heard", "kept", "left"), strict=False):
        changes.tell_of_change(notice, told="phone", by=by)
        if way in ("heard", "kept"):
            changes.answer_change(notice, way="stay", words="去年参加过急救培训，证书在家。", heard=letter, by=by)
        if way == "kept":
            changes.keep_places(notice, reason="已看过急救证书原件，补登记", by=director)
        if way == "left":
            changes.answer_change(notice, way="leave", heard=letter, by=by)
