"""The addresses of filing and of a group's life (included by urls.py under `groups`)."""

from django.urls import path

from shuniu.groups.lists.filings import FilingList
from shuniu.groups.views import applying, branches, filing, filing_papers, permits, registering

urlpatterns = [
    path("new/", registering.Register.as_view(), name="register"),
    path("<int:pk>/correction/", registering.Correct.as_view(), name="correct"),
    path("<int:pk>/leader/", registering.Leader.as_view(), name="name_leader"),
    path("<int:pk>/filings/new/", applying.Apply.as_view(), name="apply"),
    path("<int:pk>/filings/new/<slug:kind>/", applying.Begin.as_view(), name="begin"),
    path("filings/", FilingList.as_view(), name="filings"),
    path("filings/<int:pk>/", filing.FilingPage.as_view(), name="filing"),
    path("filings/<int:pk>/content/", applying.Amend.as_view(), name="amend"),
    path("filings/<int:pk>/submission/", filing.Submission.as_view(), name="filing_submission"),
    path("filings/<int:pk>/opinion/", filing.CommunityOpinion.as_view(), name="filing_opinion"),
    path("filings/<int:pk>/approval/", filing.Approval.as_view(), name="filing_approval"),
    path("filings/<int:pk>/return/", filing.Return.as_view(), name="filing_return"),
    path("filings/<int:pk>/refusal/", filing.Refusal.as_view(), name="filing_refusal"),
    path("filings/<int:pk>/answer/", filing.Answer.as_view(), name="filing_answer"),
    path("filings/<int:pk>/silence/", filing.Silence.as_view(), name="filing_silence"),
    path("filings/<int:pk>/withdrawal/", filing.Withdrawal.as_view(), name="filing_withdrawal"),
    path("filings/<int:pk>/paper/", filing_papers.FilingPaper.as_view(), name="filing_paper"),
    path("<int:pk>/filing-form/", filing_papers.GroupFilingForm.as_view(), name="filing_form"),
    path("<int:pk>/certificate/", filing_papers.Certificate.as_view(), name="certificate"),
    path("<int:pk>/certificate/renewal/", filing_papers.CertificateRenewal.as_view(), name="reissue_certificate"),
    path("blank-filing-form/", filing_papers.BlankFiling.as_view(), name="blank_filing_form"),
    path("<int:pk>/flag/", permits.FlagPage.as_view(), name="flag"),
    path("<int:pk>/flag/return/", permits.FlagReturn.as_view(), name="flag_return"),
    path("<int:pk>/permits/new/", permits.IssuePermit.as_view(), name="issue_permit"),
    path("permits/<int:pk>/", permits.PermitPage.as_view(), name="permit"),
    path("permits/<int:pk>/renewal/", permits.Renewal.as_view(), name="permit_renewal"),
    path("permits/<int:pk>/recall-notice/", permits.RecallNotice.as_view(), name="permit_recall_notice"),
    path("permits/<int:pk>/answer/", permits.RecallAnswer.as_view(), name="permit_answer"),
    path("permits/<int:pk>/recall/", permits.Recall.as_view(), name="permit_recall"),
    path("permits/<int:pk>/recall-dropped/", permits.RecallDropped.as_view(), name="permit_recall_dropped"),
    path("permits/<int:pk>/paper/", filing_papers.PermitPaper.as_view(), name="permit_paper"),
    path("branches/", branches.Federation.as_view(), name="branches"),
    path("branches/new/", branches.NewBranch.as_view(), name="new_branch"),
    path("branches/<int:pk>/", branches.BranchPage.as_view(), name="branch"),
    path("branches/<int:pk>/place/", branches.MoveBranch.as_view(), name="move_branch"),
    path("branches/<int:pk>/closing/", branches.CloseBranch.as_view(), name="close_branch"),
    path("<int:pk>/branch/", branches.GroupBranch.as_view(), name="group_branch"),
    path("<int:pk>/affiliations/", branches.Affiliations.as_view(), name="affiliations"),
    path("affiliations/<int:pk>/ending/", branches.AffiliationEnding.as_view(), name="end_affiliation"),
    path("<int:pk>/members-of-merged/<int:merged>/", branches.TakeIn.as_view(), name="take_in"),
]
