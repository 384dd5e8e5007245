"""Her bell and its page, her To send list, and how she wants to be told."""

from datetime import time
from smtplib import SMTPRecipientsRefused
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commons.journal.models import Entry
from commons.notify.actions import agree_to_show, mark_sent, notify
from commons.notify.models import Notice, Preferences, ToSend
from commons.people.actions import block
from commons.people.models import Pass

from .conftest import PRICED, SEWN

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_bell_counts_what_she_has_not_looked_at(sewn, aizada, signed_in, stranger):
    hers = signed_in(aizada)
    assert '<span class="count" data-count hidden>0</span>' in hers.get("/me/").content.decode()
    notify(sewn(), aizada.actor, SEWN)
    notify(sewn(2), aizada.actor, SEWN)
    assert '<span class="count" data-count>2</span>' in hers.get("/me/").content.decode()
    hers.post("/notices/seen/")
    assert "data-count hidden>0</span>" in hers.get("/chats/").content.decode()
    assert "bell-count" not in stranger.get("/").content.decode()


def test_the_newest_stand_first_each_with_its_thing_and_the_queries_are_few(sewn, aizada, signed_in, monkeypatch):
    monkeypatch.setattr("commons.notify.views.notices.A_PAGE", 5)
    hers, counts = signed_in(aizada), []
    hers.get("/notices/")
    for n in range(1, 9):
        notify(sewn(n), aizada.actor, SEWN)
        if n in (2, 8):
            with CaptureQueriesContext(connection) as asked:
                page = hers.get("/notices/")
            counts.append(len(asked))
    assert counts[0] == counts[1]
    titles = [about.title for _notice, about in page.context["rows"]]
    assert titles == [f"Көйнөк {n}" for n in (8, 7, 6, 5, 4)]
    rest = hers.get("/notices/", {"before": page.context["older"]})
    assert [about.title for _notice, about in rest.context["rows"]] == ["Көйнөк 3", "Көйнөк 2", "Көйнөк 1"]


def test_what_is_gone_still_says_what_happened(sewn, aizada, signed_in):
    notify(sewn(0), aizada.actor, SEWN)
    hers = signed_in(aizada)
    assert str(Notice.objects.get().its_kind.words) in hers.get("/notices/").content.decode()
    assert hers.get(f"/notices/{Notice.objects.get().pk}/")["Location"] == "/notices/"
    assert Notice.objects.get().seen_at is not None


def test_a_block_takes_what_she_did_off_the_page_and_the_bell(sewn, aizada, begimai, signed_in):
    notify(sewn(by=begimai), aizada.actor, SEWN)
    block(aizada, begimai)
    page = signed_in(aizada).get("/notices/")
    assert page.context["rows"] == []
    assert "data-count hidden>0" in page.content.decode()


def test_before_the_first_she_says_whose_phone_sends(sewn, guest, aizada, signed_in, deliver):
    notify(sewn(), guest.actor, PRICED, sender=aizada)
    deliver()
    hers = signed_in(aizada)
    page = hers.get("/to-send/").content.decode()
    assert "Сиз жөнөткөн адамдарга номериңиз көрүнсүнбү?" in page
    assert "wa.me" not in page
    hers.post("/to-send/number/")
    assert Preferences.of(aizada).shows_number is True
    assert "wa.me/996700123456" in hers.get("/to-send/").content.decode()


def test_one_tap_opens_her_messenger_with_words_and_link_and_the_clock_starts(sewn, guest, aizada, signed_in, deliver):
    agree_to_show(aizada, True)
    notify(sewn(), guest.actor, PRICED, sender=aizada)
    deliver()
    hers = signed_in(aizada)
    [letter] = hers.get("/to-send/").context["list"].hers
    link = Pass.objects.get(guest=guest)
    assert unquote(letter.whatsapp).endswith(f"Заказыңыздын баасы:\n{link.address}")
    assert letter.sms.startswith("sms:+996700123456?body=")
    assert hers.post(f"/to-send/{letter.to_send.pk}/sent/").status_code == 302
    shown = hers.get("/to-send/").context["list"]
    assert (shown.hers, [one.to_send.pk for one in shown.sent]) == ([], [letter.to_send.pk])
    assert Notice.objects.get().reached_at is not None


def test_who_keeps_the_labs_phone_sends_for_those_who_hide_their_number(sewn, guest, aizada, coordinator, begimai, signed_in, deliver):
    notify(sewn(), guest.actor, SEWN, sender=aizada)
    deliver()
    assert signed_in(coordinator).get("/to-send/").context["list"].labs == []
    agree_to_show(aizada, False)
    assert [one.to_send.guest for one in signed_in(coordinator).get("/to-send/").context["list"].labs] == [guest]
    assert "wa.me" in signed_in(coordinator).get("/to-send/").content.decode()
    hers = signed_in(aizada).get("/to-send/").content.decode()
    assert guest.name in hers
    assert "wa.me" not in hers
    assert signed_in(begimai).get("/to-send/").context["list"].labs == []


def test_what_neednt_be_sent_is_gone_from_the_list(sewn, guest, aizada, signed_in, deliver):
    notify(sewn(), guest.actor, SEWN, sender=aizada)
    deliver()
    hers, letter = signed_in(aizada), ToSend.objects.get()
    hers.post(f"/to-send/{letter.pk}/removal/")
    assert hers.get("/to-send/").context["list"].hers == []
    assert Notice.objects.get().reached_at is None


def test_she_keeps_how_she_wants_to_be_told(aizada, signed_in):
    hers = signed_in(aizada)
    said = {"quiet_from": "22:30", "quiet_until": "06:00", "hears": ["chat"], "says_more": "on"}
    assert hers.post("/notices/preferences/", said).status_code == 302
    kept = Preferences.of(aizada)
    assert (kept.quiet_from, kept.quiet_until, kept.says_more) == (time(22, 30), time(6), True)
    assert "order-quoted" in kept.muted
    assert not any(kind.startswith("chat-") for kind in kept.muted)
    assert hers.get("/notices/preferences/").context["form"].initial["hears"] == ["chat"]


@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl", "en"])
@pytest.mark.parametrize("given", ["", "25:00", "кечинде", "-1"])
def test_an_hour_that_is_none_is_said_beside_its_field(aizada, signed_in, language, given):
    hers = signed_in(aizada)
    hers.cookies["django_language"] = language
    page = hers.post("/notices/preferences/", {"quiet_from": given, "quiet_until": "08:00"})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["quiet_from"]
    assert "21:00" in page.content.decode()
    assert not Preferences.objects.exists()


def test_a_new_address_is_asked_to_say_yes(aizada, signed_in, settings, mailoutbox):
    settings.MAILS = True
    hers = signed_in(aizada)
    said = {"quiet_from": "21:00", "quiet_until": "08:00", "email": "aizada@example.kg", "mails": "on"}
    hers.post("/notices/preferences/", said)
    assert [mail.to for mail in mailoutbox] == [["aizada@example.kg"]]
    hers.post("/notices/preferences/", said)
    assert len(mailoutbox) == 1
    assert hers.post("/notices/preferences/", {**said, "email": "x"}).status_code == 422


def test_she_can_have_only_so_many_addresses_written_to(aizada, signed_in, settings, mailoutbox):
    settings.MAILS = True
    hers, hours = signed_in(aizada), {"quiet_from": "21:00", "quiet_until": "08:00", "mails": "on"}
    answers = [hers.post("/notices/preferences/", {**hours, "email": f"a{n}@example.kg"}).status_code for n in range(6)]
    assert answers == [302] * 5 + [429]
    assert len(mailoutbox) == 5


@pytest.mark.parametrize("error", [OSError, SMTPRecipientsRefused({})])
def test_an_address_that_no_mail_reaches_is_not_kept(aizada, signed_in, settings, monkeypatch, error):
    def refuse(*_args):
        raise error

    settings.MAILS = True
    monkeypatch.setattr("commons.notify.views.preferences.ask_to_confirm", refuse)
    said = {"quiet_from": "21:30", "quiet_until": "08:00", "email": "aizada@example.kg", "mails": "on"}
    page = signed_in(aizada).post("/notices/preferences/", said, follow=True)
    assert "Даректен башкасы сакталды" in page.content.decode()
    aizada.refresh_from_db()
    assert (aizada.email, Preferences.of(aizada).quiet_from) == ("", time(21, 30))


def test_the_labs_phone_hears_at_once_what_it_is_to_send(sewn, guest, aizada, coordinator, make_member, deliver):
    elsewhere = make_member("Сайкал", at="batken", roles=("coordinator",))

    def told(member):
        return Entry.objects.filter(fact="notify.list.changed", stream=f"notify.bell:{member.pk}").count()

    notify(sewn(), guest.actor, SEWN, sender=aizada)
    deliver()
    assert (told(aizada), told(coordinator)) == (1, 0)
    agree_to_show(aizada, False)
    assert told(coordinator) == 1
    mark_sent(coordinator, ToSend.objects.get())
    assert told(coordinator) == 2
    agree_to_show(aizada, True)
    assert (told(aizada), told(coordinator), told(elsewhere)) == (4, 3, 0)
