"""The patterns for whole lines of furniture."""

import pytest

from counterclaim.article.furniture import line_rule, rules

LINES = {
    "rules of the comment section": "Please note that comments are moderated and may be removed by our editors.",
    "copyright": "Copyright 2031 The Harbour Post",
    "headline with its 'read more'": "Harbour board meets again over gate seven READ MORE",
}


@pytest.mark.parametrize("why", LINES)
def test_line_is_known_by_its_words(why: str) -> None:
    """A rule that is only tried where one of its words stands still finds its lines, whatever their case."""
    needy = {r.why for r in rules().line if r.needs}

    assert needy == set(LINES)
    for line in (LINES[why], LINES[why].upper()):
        rule = line_rule(line)
        assert rule is not None and rule.why == why


def test_running_text_is_no_furniture() -> None:
    """A sentence that only names what the rules are about is left alone."""
    assert line_rule("The board did not comment on the report, of which it holds a copy, when asked on Monday.") is None
