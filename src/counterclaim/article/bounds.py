"""Every limit of article extraction in one place, with the reason for each figure.

What is above a hard limit is rejected (the bytes stay in the archive); what is above a soft one is read in a
cheaper way. All are far above real news pages: the largest of 765 measured ones has 4.2 MB and 9,000 elements.
"""

from __future__ import annotations

from typing import Final

#: Hard. Bytes of one capture that are looked at; a 50 MB line would only cost time, no article is that long.
MAX_BYTES: Final = 24_000_000
#: Hard. Characters of an article's text.
MAX_TEXT_CHARS: Final = 4_000_000
#: Hard. Lines or paragraphs of one article.
MAX_BLOCKS: Final = 30_000
#: Soft. HTML elements up to which trafilatura is asked; its time grows with the square on flat pages.
MAX_ELEMENTS: Final = 12_000
#: Share of the densest element's characters, and characters, from which on trafilatura's own answer is believed
#: without the fallbacks it has for pages on which it finds too little: above this they change 1 of 755 pages.
BEYOND_DISPUTE_SHARE: Final = 0.6
BEYOND_DISPUTE_CHARS: Final = 400
#: Soft. HTML elements up to which trafilatura is asked a second time, where its strict answer was empty.
MAX_ELEMENTS_TWICE: Final = 4_000
#: Soft. Bytes of HTML up to which trafilatura and htmldate are asked.
MAX_EXTRACTOR_BYTES: Final = 5_000_000
#: Soft. Blocks of one page that are labelled by the model; the rest are labelled by rules alone.
MAX_MODEL_LINES: Final = 6_000
#: Soft. Characters of one line in which cuts, dates and credits are looked for.
MAX_LINE_CHARS: Final = 20_000
#: Soft. Characters of one attribute, and letters of one word, above which a page is not given to the
#: extractors.
MAX_TOKEN_CHARS: Final = 100_000
#: Soft. Bytes on which the character encoding is guessed where neither mark nor declaration gives it.
ENCODING_SAMPLE_BYTES: Final = 65_536
#: Hard. Share of bytes that may fail to decode (a cut last character, a stray byte) before text is given up.
MAX_UNDECODABLE_SHARE: Final = 0.01
#: Hard. Share of control characters above which decoded bytes are taken for a binary format.
MAX_CONTROL_SHARE: Final = 0.02
#: Soft. Characters of body on which the language is told.
LANGUAGE_SAMPLE_CHARS: Final = 4_000
#: Soft. Days by which a weekday named in the text is trusted to resolve against a stated date.
WEEKDAY_REACH_DAYS: Final = 6
#: Soft. Dates of one text that are looked at; the most on a measured page are 1,100, in a calendar.
MAX_DATES: Final = 5_000
#: Soft. Dates in running text and weekdays that are tried against each other where no day is stated.
MAX_PAIRED_DATES: Final = 1_000
MAX_PAIRED_WEEKDAYS: Final = 40
#: Probability from which on a paragraph of a page is taken for the article's text. Lower than one half, since a lost
#: paragraph costs a reader more than one too many, and best on held-out sites.
TEXT_PROBABILITY: Final = 0.4
#: Soft. Warnings about places in the text of one article that are told one by one; the rest are counted.
MAX_WARNINGS: Final = 200
