"""The bench itself: that every figure is still measured, not how large it is."""

import subprocess
import sys

from tests.bench.grounds import ROOT
from tests.bench.report import Line


def test_the_quick_bench_measures_every_figure_of_ours():
    done = subprocess.run([sys.executable, "-m", "tests.bench", "--quick"], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    for figure in (
        "deliveries a core second",
        "one message to the last",
        "acknowledged posts",
        "idle sockets",
        "return, each 50 behind",
        "orders placed",
        "the market's page",
        "a question to every one",
        "moves a second to",
        "cards opens",
    ):
        assert figure in done.stdout


def test_a_figure_says_whether_its_goal_is_reached():
    assert Line(name="fast", ours=500, beside=100, ratio_at_least=5).verdict == "reached"
    assert Line(name="slow", ours=499, beside=100, ratio_at_least=5).verdict == "short"
    assert Line(name="small", ours=39, beside=1000, fewer=True, ratio_at_least=5, at_most=40).verdict == "reached"
    assert Line(name="alone", ours=1, ratio_at_least=5).verdict == "not measured"
