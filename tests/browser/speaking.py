"""A microphone that beeps, and the finger that holds it."""

SPEAKS = {"permissions": ["microphone"]}
MIC = "[data-press]"


def hold(page, seconds):
    """Press the microphone, and let go after so long."""
    page.locator(MIC).hover()
    page.mouse.down()
    page.wait_for_selector("voice-recorder[data-state=recording]")
    page.wait_for_timeout(seconds * 1000)
    page.mouse.up()
