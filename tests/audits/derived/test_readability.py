"""Syllables, sentences and what is no sentence."""

import pytest

from audits.derived.readability import counted, prose, sentences_of, syllables
from audits.specimen import page_of

SYLLABLES = """
make 1 table 2 hole 1 camping 2 boated 2 jumped 1 wanted 2 beautiful 3 idea 3 area 3 radio 3 nation 2 national 3 education 4
create 2 created 3 museum 3 video 3 people 2 little 2 because 2 sometimes 2 activities 4 organisation 5 organised 3 changes 2
pages 2 places 2 houses 2 boats 1 times 1 scouts 1 million 2 union 2 lion 2 previous 3 various 3 serious 3 experience 4 science 2
quiet 2 violin 3 community 4 safely 2 hopeful 2 movement 2 association 5 volunteer 3 material 4 special 2 social 2 initial 3
period 3 year 1 usually 4 actual 3 continue 3 value 2 tourism 3 the 1 be 1 every 2 evening 2 business 2 Wednesday 2 youth 1 eye 1
area's 3 o'clock 2 used 1 needed 2 closed 1 leader 2 leaders 2 society 4 being 2 doing 2 playing 2 going 2 theatre 3 I 1 a 1
""".split()


def test_syllables():
    wrong = [
        (word, number, syllables(word))
        for word, number in zip(SYLLABLES[::2], map(int, SYLLABLES[1::2]), strict=True)
        if syllables(word) != number
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("One is here. Two is there! Is three? Yes…", 4),
        ("Mr. Smith and Dr. Jones came. They stayed.", 2),
        ("We meet at 7.30 p.m. Bring a coat.", 1),
        ("He said “Come in.” We went.", 2),
        ("Das ist z.B. ein Satz. Und noch einer.", 2),
        ("no end", 1),
        ("", 0),
    ],
)
def test_sentences(text, number):
    assert len(sentences_of(text)) == number


def test_counts():
    found = counted("We meet on Fridays. Word " + "word " * 25 + "end.")
    assert (found.sentences, found.words, found.long_sentences, found.long_words) == (2, 31, 1, 1)


def test_only_whole_sentences_of_the_body_count():
    html = "<nav>Come in. Go out.</nav><h1>A heading of words.</h1><ul><li>Bread and butter<li>Milk</ul><p>This is a whole sentence.</p>"
    assert prose(page_of(f"<html><body>{html}</body></html>")).words == 5


def test_a_wall_of_abbreviations_takes_no_time():
    assert counted("Mr. " * 50_000).sentences <= 1
