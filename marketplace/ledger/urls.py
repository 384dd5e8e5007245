from django.urls import path

from .views import agreements, answering, money, offering, recording, statements

app_name = "ledger"
urlpatterns = [
    path("<id:venture_id>/agreement/", agreements.show_agreement, name="agreement"),
    path("<id:venture_id>/agreement/now/", agreements.show_now, name="agreement-now"),
    path("<id:venture_id>/agreement/new/", offering.offer, name="offer"),
    path("<id:venture_id>/agreement/<id:agreement_id>/", agreements.show_version, name="version"),
    path("<id:venture_id>/agreement/<id:agreement_id>/consent/", agreements.consent, name="consent"),
    path("<id:venture_id>/money/", money.show_money, name="money"),
    path("<id:venture_id>/money/now/", money.show_now, name="money-now"),
    path("<id:venture_id>/money/costs/", recording.record_cost, name="cost"),
    path("<id:venture_id>/money/payouts/", recording.record_payout, name="payout"),
    path("<id:venture_id>/money/handovers/", recording.record_handover, name="handover"),
    path("<id:venture_id>/money/paybacks/", recording.record_payback, name="payback"),
    path("<id:venture_id>/money/postings/<id:posting_id>/confirmation/", answering.confirm, name="confirm"),
    path("<id:venture_id>/money/postings/<id:posting_id>/denial/", answering.deny, name="deny"),
    path("<id:venture_id>/money/postings/<id:posting_id>/reversal/", answering.reverse, name="reverse"),
    path("<id:venture_id>/money/postings/<id:posting_id>/renewal/", answering.record_again, name="again"),
    path("<id:venture_id>/money/statement/", statements.show_statement, name="statement"),
    path("<id:venture_id>/money/statement/sheet/", statements.show_sheet, name="sheet"),
    path("<id:venture_id>/money/statement.csv", statements.give_statement, name="statement-file"),
]
