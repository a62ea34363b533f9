from django.urls import path

from shuniu.venues.lists.bookings import BookingList, RoundList, VenueList
from shuniu.venues.lists.offers import OfferList
from shuniu.venues.lists.results import ResultCalls
from shuniu.venues.views import accounts, bookings, keeping, offers, results, rounds, sheet, venues

app_name = "venues"
urlpatterns = [
    path("", VenueList.as_view(), name="list"),
    path("new/", venues.NewVenue.as_view(), name="new"),
    path("<int:pk>/", venues.VenuePage.as_view(), name="venue"),
    path("<int:pk>/facts/", keeping.VenueFactsPage.as_view(), name="venue_facts"),
    path("<int:pk>/hours/new/", keeping.NewHours.as_view(), name="new_hours"),
    path("<int:pk>/end/", keeping.GivingUp.as_view(), name="give_up"),
    path("<int:pk>/key-phone/", keeping.KeyPhone.as_view(), name="key_phone"),
    path("<int:pk>/exceptions/new/", venues.NewException.as_view(), name="new_exception"),
    path("<int:pk>/door/", venues.DoorPoster.as_view(), name="door_poster"),
    path("<int:pk>/sheet/", sheet.Sheet.as_view(), name="sheet"),
    path("<int:pk>/feed/", venues.NewFeed.as_view(), name="new_feed"),
    path("spaces/<int:pk>/division/", venues.Division.as_view(), name="divide"),
    path("spaces/<int:pk>/facts/", keeping.SpaceFacts.as_view(), name="space_facts"),
    path("spaces/<int:pk>/end/", keeping.SpaceEnd.as_view(), name="end_space"),
    path("spaces/<int:pk>/bookings/new/", bookings.Book.as_view(), name="book"),
    # Rooms that organizations offer
    path("offers/", OfferList.as_view(), name="offers"),
    path("organizations/<int:pk>/offers/new/", offers.NewOffer.as_view(), name="new_offer"),
    path("offers/<int:pk>/", offers.OfferPage.as_view(), name="offer"),
    path("offers/<int:pk>/venue/", offers.TakingUp.as_view(), name="take_up_offer"),
    path("offers/<int:pk>/refusal/", offers.OfferDeclined.as_view(), name="decline_offer"),
    path("offers/<int:pk>/end/", offers.OfferEnd.as_view(), name="end_offer"),
    path("week/", venues.WeekPage.as_view(), name="week"),
    path("calendar/<str:token>.ics", venues.FeedPage.as_view(), name="feed"),
    path("feeds/<int:pk>/end/", venues.FeedRevoked.as_view(), name="revoke_feed"),
    path("door/<str:token>/", bookings.Door.as_view(), name="door"),
    # Bookings
    path("bookings/", BookingList.as_view(), name="bookings"),
    path("bookings/<int:pk>/", bookings.BookingPage.as_view(), name="booking"),
    path("bookings/<int:pk>/approval/", bookings.Approval.as_view(), name="approve"),
    path("bookings/<int:pk>/refusal/", bookings.Declining.as_view(), name="decline"),
    path("bookings/<int:pk>/cancellation/", bookings.Cancelling.as_view(), name="cancel"),
    path("bookings/<int:pk>/check-in/", bookings.CheckIn.as_view(), name="check_in"),
    path("bookings/<int:pk>/swaps/new/", bookings.NewSwap.as_view(), name="new_swap"),
    path("bookings/<int:pk>/complaints/new/", bookings.NewComplaint.as_view(), name="new_complaint"),
    path("series/<int:pk>/end/", bookings.SeriesEnd.as_view(), name="end_series"),
    path("swaps/<int:pk>/answer/", bookings.SwapAnswer.as_view(), name="answer_swap"),
    path("complaints/<int:pk>/", bookings.ComplaintPage.as_view(), name="complaint"),
    path("unused/<int:pk>/answer/", bookings.UnusedAnswer.as_view(), name="answer_unused"),
    # A group's places
    path("mine/", bookings.Mine.as_view(), name="mine"),
    path("groups/<int:pk>/", bookings.OfGroup.as_view(), name="of_group"),
    path("groups/<int:pk>/feed/", bookings.GroupFeed.as_view(), name="group_feed"),
    path("groups/<int:pk>/permit/", bookings.PermitForTimes.as_view(), name="permit"),
    # Rounds
    path("rounds/", RoundList.as_view(), name="rounds"),
    path("rounds/new/", rounds.NewRound.as_view(), name="new_round"),
    path("rounds/<int:pk>/", rounds.RoundPage.as_view(), name="round"),
    path("rounds/<int:pk>/allocation/", rounds.Run.as_view(), name="run"),
    path("rounds/<int:pk>/allocation/again/", rounds.RunAgain.as_view(), name="run_again"),
    path("rounds/<int:pk>/publication/", rounds.Publication.as_view(), name="publish"),
    path("rounds/<int:pk>/season/", rounds.SeasonBooked.as_view(), name="book_season"),
    path("rounds/<int:pk>/changes/new/", rounds.Change.as_view(), name="change"),
    path("rounds/<int:pk>/groups/<int:group_pk>/wishes/", rounds.Wishes.as_view(), name="wishes"),
    path("rounds/<int:pk>/wish-form/", rounds.BlankWishes.as_view(), name="blank_wishes"),
    path("rounds/<int:pk>/groups/<int:group_pk>/wish-form/", rounds.WishesOnPaper.as_view(), name="wishes_on_paper"),
    path(
        "rounds/<int:pk>/groups/<int:group_pk>/wishes/withdrawal/", rounds.Withdrawal.as_view(), name="withdraw_wishes"
    ),
    path("rounds/<int:pk>/groups/<int:group_pk>/", rounds.Result.as_view(), name="result"),
    path("rounds/<int:pk>/groups/<int:group_pk>/objections/new/", rounds.NewObjection.as_view(), name="object"),
    path("rounds/<int:pk>/results/", ResultCalls.as_view(), name="result_calls"),
    path("rounds/<int:pk>/results/letters/", results.ResultLetters.as_view(), name="result_letters"),
    path("rounds/<int:pk>/groups/<int:group_pk>/letter/", results.ResultLetter.as_view(), name="result_letter"),
    path("rounds/<int:pk>/groups/<int:group_pk>/telling/", results.NoteTelling.as_view(), name="note_telling"),
    path(
        "rounds/<int:pk>/groups/<int:group_pk>/telling/end/",
        results.TakeBackTelling.as_view(),
        name="take_back_telling",
    ),
    path("objections/<int:pk>/", rounds.ObjectionPage.as_view(), name="objection"),
    path("account/", accounts.Centres.as_view(), name="accounts"),
    path("account/of/<int:centre>/", accounts.Accounts.as_view(), name="accounts_of"),
    path("account/<str:token>/inputs.json", rounds.FrozenInputs.as_view(), name="frozen_inputs"),
    path("account/<str:token>/", rounds.AccountPage.as_view(), name="account"),
]
