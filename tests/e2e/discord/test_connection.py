"""The life of a connection: cut off, resumed, refused, restarted, ended. And answers that take their time."""

import itertools
import json

import pytest
from quotes import TEXTS, proved
from test_commands import TROOPS, TROOPS_QUOTE


def registrations(world):
    return [call for call in world.rest.calls if call.method == "PUT" and call.path.endswith("/commands")]


def test_a_cut_connection_is_resumed_and_what_was_missed_is_answered(world):
    resumed, identified = world.gateway.count("resume"), world.gateway.count("identify")
    world.run(world.gateway.drop())
    me = f"<@{world.backend.bot_user.id}>"
    answer = world.ask(f"{me} {TROOPS}")
    assert proved(answer.embed["description"]) == [TROOPS_QUOTE]
    assert (world.gateway.count("resume"), world.gateway.count("identify")) == (resumed + 1, identified)


def test_asked_to_reconnect_it_resumes(world):
    resumed = world.gateway.count("resume")
    world.run(world.gateway.ask_to_reconnect())
    world.wait("a resume", lambda: world.gateway.count("resume") == resumed + 1, 20)
    assert proved(world.slash("ask", question=TROOPS).embed["description"]) == [TROOPS_QUOTE]


def test_a_session_that_is_gone_is_begun_anew_and_commands_are_registered_once(world):
    identified = world.gateway.count("identify")
    world.run(world.gateway.invalidate(resumable=False))
    world.wait("an identify", lambda: world.gateway.count("identify") == identified + 1, 20)
    assert proved(world.slash("ask", question=TROOPS).embed["description"]) == [TROOPS_QUOTE]
    assert len(registrations(world)) == 1


def test_an_unknown_error_of_the_gateway_is_survived(world):
    sessions = world.gateway.count("resume") + world.gateway.count("identify")
    world.run(world.gateway.drop(4000))
    both = lambda: world.gateway.count("resume") + world.gateway.count("identify")  # noqa: E731
    world.wait("the bot to come back", lambda: both() == sessions + 1 and world.gateway.connected, 30)
    assert proved(world.slash("ask", question=TROOPS).embed["description"]) == [TROOPS_QUOTE]


@pytest.mark.refused(503)
def test_an_answer_that_discord_fails_to_take_is_sent_again(world):
    world.do(lambda: world.env.inject_error("POST", "/interactions/*", status=503, times=1))
    answer = world.slash("ask", question=TROOPS)
    assert proved(answer.embed["description"]) == [TROOPS_QUOTE]
    assert [call.status for call in answer.calls] == [503, 204]


@pytest.mark.parametrize(
    ("code", "cure"),
    [(4004, "Reset Token"), (4013, "Install a newer version"), (4014, "intents")],
)
def test_what_can_not_mend_itself_ends_the_program_with_the_cure(another, code, cure):
    world, bot = another()
    world.gateway.refuse = code
    bot.start(wait=False)
    assert bot.ends() == 2
    assert cure in bot.log and world.token not in bot.log


@pytest.mark.refused(401)
def test_a_wrong_token_ends_the_program_and_is_not_shown(another):
    world, bot = another()
    bot.token = "not-the-token-of-this-application"
    bot.start(wait=False)
    assert bot.ends() == 2
    assert "Discord refuses the token" in bot.log and bot.token not in bot.log


def test_buttons_and_settings_outlive_a_power_cut(another):
    world, bot = another()
    bot.start()
    answer = world.slash("ask", question=TROOPS)
    pages = world.slash("stance", topic="palestine")
    world.slash("settings", by=world.owner, private=True)
    bot.kill()
    bot.start()
    assert TROOPS_QUOTE in world.press(answer, "Context").embed["description"]
    assert "soldiers" in world.press(answer, "Why this?").text
    (following,) = [label for label in pages.buttons if label.startswith("Next")]
    turned = world.press(pages, following)
    assert turned.callback == 7 and turned.embed["description"] != pages.embed["description"]
    assert world.slash("ask", question=TROOPS).private
    assert len(registrations(world)) == 1, "commands that are the same are not registered again"


def test_it_ends_in_order_when_told_to(another):
    world, bot = another()
    bot.start()
    assert bot.stop() == 0
    assert ("close", 1000) in world.gateway.history
    assert world.token not in bot.log


@pytest.fixture
def hurried(another):
    """A bot that acknowledges whatever is not ready at once, and a way to keep it busy meanwhile."""
    world, bot = another(acknowledge_after_ms=0)
    bot.start()
    text = TEXTS["news-az"].decode()
    numbers = itertools.count()

    def long():
        return f"{next(numbers)}. {text}"[:6000]

    def deferred(act, tries=40):
        """Does it while the bot checks long texts, until it could not answer at once."""
        for _ in range(tries):
            world.slash_without_waiting("verify", *({"text": long()} for _ in range(8)))
            answer = act()
            if answer.callback in (5, 6):
                return answer
        raise AssertionError(f"answered at once {tries} times")

    yield world, long, deferred
    loading = lambda: any(record.loading for record in world.backend.interactions.values())  # noqa: E731
    world.wait("all that was deferred", lambda: not loading())


def test_an_answer_that_is_not_ready_is_acknowledged_and_sent_later(hurried):
    world, long, deferred = hurried
    checked = world.slash("verify", text=long())
    assert (checked.callback, checked.private) == (5, False)
    assert [call.method for call in checked.calls] == ["POST", "PATCH"]
    private = deferred(lambda: world.slash("ask", question=TROOPS, private=True))
    assert (private.callback, private.private) == (5, True)
    assert proved(private.embed["description"]) == [TROOPS_QUOTE]
    assert world.complete("stance", "topic", "pal")[0]["value"] == "palestine"


def test_a_page_that_is_not_ready_comes_into_its_message_later(hurried):
    world, _, deferred = hurried
    pages = [world.slash("stance", topic="palestine")]

    def turn():
        label = next(label for label in pages[-1].buttons if label.startswith(("Next", "Previous")))
        pages.append(world.press(pages[-1], label))
        return pages[-1]

    turned = deferred(turn)
    assert (turned.callback, turned.message["id"]) == (6, pages[0].message["id"])
    assert turned.embed["description"] != pages[-2].embed["description"]


def test_what_a_button_leads_to_is_private_when_it_comes_later_too(hurried):
    world, _, deferred = hurried
    answer = world.slash("ask", question=TROOPS)
    context = deferred(lambda: world.press(answer, "Context"))
    said = context.followups[0] if context.callback == 6 else context.message
    assert said["flags"] & 64 and TROOPS_QUOTE in said["embeds"][0]["description"]
    assert world.see(world.channel.id, answer.message["id"])["embeds"] == answer.message["embeds"]


def test_showing_to_everyone_works_when_it_comes_later_too(hurried):
    world, _, deferred = hurried
    show = lambda: world.press(world.slash("ask", question=TROOPS, private=True), "Show to everyone")  # noqa: E731
    shown = deferred(show)
    assert shown.callback == 6 and "Show to everyone" not in shown.buttons
    (public,) = shown.followups
    assert not public["flags"] & 64 and proved(public["embeds"][0]["description"]) == [TROOPS_QUOTE]


def test_gaps_are_kept_without_names(another):
    world, bot = another()
    bot.start()
    answer = world.slash("ask", question=TROOPS)
    world.press(answer, "Not what I asked")
    world.slash("ask", question="What is the CAPITAL of France?")
    assert bot.stop() == 0
    listed = bot.command("gaps", "--json")
    gaps = {gap["words"]: gap for gap in json.loads(listed.stdout)["gaps"]}
    assert set(gaps) == {"will baku send soldiers to gaza", "what is the capital of france"}
    assert all(set(gap) == {"words", "language", "reason", "count", "day"} for gap in gaps.values())
    stored = b"".join(path.read_bytes() for path in (bot.folder / "state").iterdir())
    for person in (world.reader, world.owner):
        assert str(person.id).encode() not in stored and person.name.encode() not in stored


def test_doctor_finds_all_well_after_the_first_run(another):
    world, bot = another()
    before = bot.command("doctor")
    assert before.returncode == 1 and "the commands that Discord shows are not those of this version" in before.stdout
    bot.start()
    after = bot.command("doctor")
    assert after.returncode == 0, after.stdout + after.stderr
    assert f"client_id={world.backend.application_id}&" in after.stdout
    assert world.token not in before.stdout + after.stdout + after.stderr
