"""The addresses of the live room."""

from django.urls import path

from .views import chat, keeping, live, screen, stage

urlpatterns = [
    path("<id:gathering_id>/live/", live.show_live, name="live"),
    path("<id:gathering_id>/live/questions/", live.ask, name="live-ask"),
    path("<id:gathering_id>/live/votes/", live.vote, name="live-vote"),
    path("<id:gathering_id>/live/answers/", live.answer, name="live-answer"),
    path("<id:gathering_id>/live/signs/", live.react, name="live-signs"),
    path("<id:gathering_id>/live/remarks/", chat.say, name="live-say"),
    path("<id:gathering_id>/live/chat/", chat.show_chat, name="live-chat"),
    path("<id:gathering_id>/screen/", screen.show_screen, name="screen"),
    path("<id:gathering_id>/stage/", stage.show_stage, name="stage"),
    path("<id:gathering_id>/stage/now/", stage.show_now, name="stage-now"),
    path("<id:gathering_id>/stage/state/", stage.change_state, name="stage-state"),
    path("<id:gathering_id>/stage/asking/", stage.arrange, name="stage-asking"),
    path("<id:gathering_id>/stage/pace/", stage.arrange_talk, name="stage-pace"),
    path("<id:gathering_id>/stage/call/", stage.call, name="stage-call"),
    path("<id:gathering_id>/stage/recording/", stage.record, name="stage-recording"),
    path("<id:gathering_id>/stage/questions/<id:question_id>/answer/", stage.answer, name="stage-answer"),
    path("<id:gathering_id>/stage/words/", stage.say, name="stage-words"),
    path("<id:gathering_id>/stage/next/", stage.go_on, name="stage-next"),
    path("<id:gathering_id>/stage/questions/<id:question_id>/", stage.decide, name="stage-question"),
    path("<id:gathering_id>/stage/questions/<id:question_id>/person/", keeping.show_asker, name="stage-asker"),
    path("<id:gathering_id>/stage/questions/<id:question_id>/restraint/", keeping.restrain_asker, name="stage-asker-restraint"),
    path("<id:gathering_id>/stage/remarks/<id:remark_id>/", keeping.show_sayer, name="stage-sayer"),
    path("<id:gathering_id>/stage/remarks/<id:remark_id>/removal/", keeping.remove, name="stage-remark-removal"),
    path("<id:gathering_id>/stage/remarks/<id:remark_id>/restraint/", keeping.restrain_sayer, name="stage-sayer-restraint"),
    path("<id:gathering_id>/stage/restraints/<id:restraint_id>/", keeping.lift, name="stage-restraint"),
    path("<id:gathering_id>/stage/polls/", stage.ask_all, name="stage-polls"),
    path("<id:gathering_id>/stage/polls/<id:poll_id>/", stage.change_poll, name="stage-poll"),
]
