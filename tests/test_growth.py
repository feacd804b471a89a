"""The question about time can be answered with no: quadratic work fails it, work in proportion does not."""

import pytest

from tests.growth import QUICK, SHARE, assert_in_proportion


@pytest.mark.parametrize("seconds", [lambda n: n / 1000, lambda n: n * n / 1e9], ids=["in proportion", "quick"])
def test_passes(seconds):
    assert_in_proportion(seconds, 10_000)


def test_quadratic_work_fails():
    with pytest.raises(pytest.fail.Exception, match="worse than in proportion"):
        assert_in_proportion(lambda n: 0.1 + n * n / 1e7, 10_000)


def test_one_slow_moment_is_forgiven():
    moments = iter([SHARE * 4 * QUICK, QUICK, SHARE * QUICK, QUICK])
    assert_in_proportion(lambda _: next(moments), 10_000)
