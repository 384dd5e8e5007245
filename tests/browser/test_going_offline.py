"""What she writes without a network waits on her phone, and goes once and in order when it is back."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

THREE = ["Биринчи", "Экинчи", "Үчүнчү"]
KEPT = """() => new Promise((resolve) => {
  const asking = indexedDB.open("birge");
  asking.onsuccess = () => {
    const shelves = [...asking.result.objectStoreNames];
    if (!shelves.length) return resolve(0);
    const count = asking.result.transaction(shelves).objectStore(shelves[0]).count();
    count.onsuccess = () => resolve(count.result);
  };
})
"""  # how many words wait on this phone


def test_three_messages_written_offline_arrive_once_and_in_order_in_both(served, window, talk, network, aizada, begimai):
    osh, batken = (talk(window(one, served)).open_live(network) for one in (aizada, begimai))
    osh.page.context.set_offline(True)
    served.kill()
    for words in THREE:
        osh.write(words)
    assert osh.waiting() == THREE
    expect(osh.page.locator("connection-state")).to_be_visible()
    expect(osh.page.locator("textarea")).to_be_enabled()
    served.start()
    osh.page.context.set_offline(False)
    for one in (osh, batken):
        one.sees(THREE[2])
        expect(one.page.locator(".said > li[data-key]")).to_have_count(0)
        assert one.said() == THREE
    expect(osh.page.locator("connection-state")).to_be_hidden()


def test_what_waits_survives_a_reload(served, window, talk, network, aizada, begimai):
    osh = talk(window(aizada, served)).open_live(network)
    osh.page.route_web_socket("**/ws/", lambda line: line.close())
    osh.page.reload()
    osh.write("Күтөм")
    expect(osh.page.locator(".said > li.waiting")).to_have_count(1)
    osh.page.reload()
    expect(osh.page.locator(".said > li.waiting")).to_have_count(1)
    again = talk(osh.page.context.new_page()).open_live(network)
    again.sees("Күтөм")
    assert again.said() == ["Күтөм"]
    assert talk(window(begimai, served)).open(network).said() == ["Күтөм"]


def test_a_lost_acknowledgement_doubles_nothing(served, window, talk, network, aizada):
    page = window(aizada, served)
    lost = []

    def lose_the_first_answer(line):
        server = line.connect_to_server()

        def pass_on(text):
            if not lost and ('"op":"ack"' in text or '"key"' in text):
                lost.append(text)
                server.close()
                line.close()
            else:
                line.send(text)

        server.on_message(pass_on)

    page.route_web_socket("**/ws/", lose_the_first_answer)
    osh = talk(page).open_live(network)
    osh.write("Бир жолу")
    osh.sees("Бир жолу")
    expect(page.locator(".said > li[data-key]")).to_have_count(0)
    assert lost
    assert osh.said() == ["Бир жолу"]


def test_what_is_refused_says_why_and_can_be_tried_again_or_discarded(served, window, talk, network, aizada):
    page = window(aizada, served)
    refusals = iter([("forbidden", "Болбойт."), ("forbidden", "Дагы болбойт.")])

    def refuse(line):
        server = line.connect_to_server()

        def pass_on(text):
            import json

            frame = json.loads(text)
            refusal = next(refusals, None) if frame["op"] == "do" and frame["verb"] == "chat.post" else None
            if refusal:
                line.send(json.dumps({"op": "nack", "key": frame["key"], "code": refusal[0], "message": refusal[1], "retry_in": None}))
            else:
                server.send(text)

        line.on_message(pass_on)

    page.route_web_socket("**/ws/", refuse)
    osh = talk(page).open_live(network)
    osh.write("Бир")
    expect(page.locator(".refusal")).to_contain_text("Болбойт.")
    page.click("[data-discard]")
    assert osh.waiting() == []
    osh.write("Эки")
    expect(page.locator(".refusal")).to_contain_text("Дагы болбойт.")
    page.click("[data-again]")
    osh.sees("Эки")
    assert osh.said() == ["Эки"]


def test_what_is_discarded_while_it_waits_its_turn_is_not_sent(served, window, talk, network, aizada):
    osh = talk(window(aizada, served)).open_live(network)
    osh.page.evaluate(
        """async ([stream, member]) => {
          const { outbox } = await import(document.querySelector("link[href*='/outbox.']").href);
          const { key } = outbox.add({ stream, member, verb: "chat.post", args: { body: "Ойлонуп койдум" } });
          await outbox.waiting(stream, member); // by now its turn is set
          outbox.discard(key);
        }""",
        [network.stream, aizada.pk],
    )
    osh.write("Муну айтам")
    osh.sees("Муну айтам")
    assert osh.said() == ["Муну айтам"]


def test_two_hundred_that_wait_go_at_the_pace_the_server_takes(served, window, talk, network, aizada):
    from chat.models import Message, Room

    rooms = [network, *(Room.objects.create(kind="craft", names={"ky": f"Бөлмө {n}"}) for n in range(40))]
    wanted = [(rooms[n % 41 if n < 123 else 0], f"Сөз {n}") for n in range(200)]
    page = window(aizada, served)
    page.goto("/language/")
    page.evaluate(
        """(rows) => new Promise((done) => {
          const asking = indexedDB.open("birge", 1);
          asking.onupgradeneeded = () => asking.result.createObjectStore("outbox", { keyPath: "key" });
          asking.onsuccess = () => {
            const work = asking.result.transaction("outbox", "readwrite");
            for (const row of rows) work.objectStore("outbox").put({ key: crypto.randomUUID(), verb: "chat.post", ...row });
            work.oncomplete = () => { asking.result.close(); done(); };
          };
        })""",
        [{"member": aizada.pk, "stream": room.stream, "args": {"body": body}, "at": n} for n, (room, body) in enumerate(wanted)],
    )
    answers: list[str] = []

    def listen(line):
        server = line.connect_to_server()
        server.on_message(lambda text: (answers.append(text), line.send(text)))

    page.route_web_socket("**/ws/", listen)
    osh = talk(page).open_live(network)
    osh.sees("Сөз 199")
    expect(page.locator(".said > li[data-key]")).to_have_count(0)
    assert [text for text in answers if '"nack"' in text or '"bye"' in text] == []
    for room in rooms:
        said = Message.objects.filter(room=room).order_by("seq").values_list("body", flat=True)
        assert list(said) == [body for where, body in wanted if where == room]


def test_signing_out_leaves_nothing_that_waits(served, window, talk, network, aizada):
    osh = talk(window(aizada, served)).open_live(network)
    osh.page.route_web_socket("**/ws/", lambda line: line.close())
    osh.page.reload()
    osh.write("Купуя сөз")
    expect(osh.page.locator(".said > li.waiting")).to_have_count(1)
    osh.page.fill("textarea[name=body]", "Жарым сөз")
    assert osh.page.evaluate(KEPT) == osh.page.evaluate("sessionStorage.length") == 1
    osh.page.goto("/sign-out/")
    osh.page.locator("form[action$='/sign-out/'] button").click()
    osh.page.wait_for_url(f"{served.url}/")
    assert osh.page.evaluate(KEPT) == 0
    assert osh.page.evaluate("sessionStorage.length") == 0


def test_after_a_restored_backup_the_page_begins_afresh(served, window, talk, network, say, aizada, begimai):
    from commons.journal.reading import renew_epoch

    say(begimai, network, "Мурун")
    osh = talk(window(aizada, served)).open_live(network)
    before = osh.page.locator("html").get_attribute("data-epoch")
    served.kill()
    renew_epoch()
    say(begimai, network, "Кийин")
    served.start()
    osh.sees("Кийин")
    assert osh.said() == ["Мурун", "Кийин"]
    assert osh.page.locator("html").get_attribute("data-epoch") != before
    osh.write("Уландым")
    osh.sees("Уландым")
    assert osh.said() == ["Мурун", "Кийин", "Уландым"]


def test_who_is_shown_out_sees_nothing_of_the_room_any_more(served, window, talk, say, aizada, coordinator, network):
    from chat.actions import remove_member
    from chat.models import Room

    room = Room.objects.get(kind="lab", lab=aizada.lab)
    say(coordinator, room, "Ичтеги сөз")
    osh = talk(window(aizada, served)).open_live(room)
    remove_member(coordinator, room.pk, aizada.pk)
    expect(osh.page.locator("[data-refused]")).to_be_visible()
    expect(osh.page.locator("message-composer")).to_be_hidden()
    assert osh.said() == []


def test_the_banner_has_its_own_place_above_the_first_card(served, window, aizada):
    page = window(aizada, served)
    page.goto("/me/")
    page.context.set_offline(True)
    expect(page.locator("offline-notice")).to_be_visible()
    above, banner, below = (page.locator(one).first.bounding_box() for one in ("header", "offline-notice", "offline-notice + *"))
    assert above["y"] + above["height"] <= banner["y"]
    assert banner["y"] + banner["height"] <= below["y"]
