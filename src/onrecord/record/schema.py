"""The tables of the record and the numbered steps that lead to them.

A record says what it is in two numbers in the header of its file: `application_id`, so that another
program's database is never taken for a record, and `user_version`, the number of the last step.
Steps are only ever added at the end; `tests/record/` keeps a small file of each version.
Comes before `connection`, which runs the steps.
"""

from __future__ import annotations

from dataclasses import dataclass

APPLICATION_ID = 0x6F6E7263
"""The four letters "onrc" in the header of every record."""


@dataclass(frozen=True, slots=True)
class Step:
    """One migration. Its number is its place in `STEPS`, counted from 1.

    `reindex` asks for shingles and utterances to be derived anew from what is held, once and by the
    newest code, when the last step is done; `resettle` for people and occasions across articles likewise,
    `dispute` for what the held articles say against reported words.
    """

    about: str
    sql: str
    reindex: bool = False
    resettle: bool = False
    dispute: bool = False


# FTS5 with external content reads the text from a view that shows current versions only: the words
# are kept once, a rebuild gives exactly what adding gave, and history is never found by a search.
_FIRST = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
);
CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    version TEXT NOT NULL,
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    digest TEXT NOT NULL,
    url TEXT, outlet TEXT, headline TEXT, byline TEXT, published TEXT,
    text TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (article, version)
);
CREATE UNIQUE INDEX versions_current ON versions (article) WHERE current;
CREATE TABLE statements (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    form TEXT NOT NULL, act TEXT NOT NULL,
    speaker_name TEXT, speaker_kind TEXT,
    medium TEXT, said TEXT, earliest TEXT, latest TEXT,
    text TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX statements_version ON statements (version, ordinal);
CREATE INDEX statements_speaker ON statements (speaker_name);
CREATE TABLE statement_works (
    work TEXT NOT NULL,
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    PRIMARY KEY (work, statement)
) WITHOUT ROWID;
CREATE INDEX statement_works_statement ON statement_works (statement);
CREATE TABLE statement_topics (
    topic TEXT NOT NULL,
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    PRIMARY KEY (topic, statement)
) WITHOUT ROWID;
CREATE INDEX statement_topics_statement ON statement_topics (statement);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    voice TEXT NOT NULL,
    spoiler INTEGER NOT NULL,
    text TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX passages_version ON passages (version, ordinal);
CREATE TABLE passage_works (
    work TEXT NOT NULL,
    passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
    PRIMARY KEY (work, passage)
) WITHOUT ROWID;
CREATE INDEX passage_works_passage ON passage_works (passage);
CREATE TABLE passage_topics (
    topic TEXT NOT NULL,
    passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
    PRIMARY KEY (topic, passage)
) WITHOUT ROWID;
CREATE INDEX passage_topics_passage ON passage_topics (passage);
CREATE TABLE works (
    row INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    work TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX works_version ON works (version, ordinal);
CREATE TABLE people (
    row INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL, kind TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX people_version ON people (version, ordinal);
CREATE TABLE chores (name TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE VIEW current_statements AS
    SELECT s.row, s.text FROM statements s JOIN versions v ON v.id = s.version WHERE v.current;
CREATE VIEW current_passages AS
    SELECT p.row, p.text FROM passages p JOIN versions v ON v.id = p.version WHERE v.current;
CREATE VIEW current_articles AS
    SELECT id AS row, text FROM versions WHERE current;
CREATE VIRTUAL TABLE statements_words USING fts5 (
    text, content='current_statements', content_rowid='row',
    tokenize='porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE passages_words USING fts5 (
    text, content='current_passages', content_rowid='row',
    tokenize='porter unicode61 remove_diacritics 2'
);
"""

# Utterances and rare words need shingles: hashes of four normalised words in a row. They make half
# of a record, so that there is no second index to find those of one version or stretch: the text
# tells which they are, the count kept beside it whether that is still all of them.
_SECOND = """
CREATE VIRTUAL TABLE articles_words USING fts5 (
    text, content='current_articles', content_rowid='row',
    tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TABLE article_shingles (
    hash INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (hash, version)
) WITHOUT ROWID;
ALTER TABLE versions ADD COLUMN shingles INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statements ADD COLUMN utterance TEXT;
CREATE INDEX statements_utterance ON statements (utterance);
CREATE TABLE stretches (
    row INTEGER PRIMARY KEY,
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    text TEXT NOT NULL,
    shingles INTEGER NOT NULL
);
CREATE INDEX stretches_statement ON stretches (statement);
CREATE TABLE stretch_shingles (
    hash INTEGER NOT NULL,
    stretch INTEGER NOT NULL,
    PRIMARY KEY (hash, stretch)
) WITHOUT ROWID;
CREATE TABLE links (
    low INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    high INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    firm INTEGER NOT NULL CHECK (firm IN (0, 1)),
    PRIMARY KEY (low, high)
) WITHOUT ROWID;
CREATE INDEX links_high ON links (high);
"""

# A wire story's words stand in hundreds of papers, each linked with each. Whether any of these links is
# loose must not take a look at all of them.
_THIRD = """
CREATE INDEX links_loose_low ON links (low) WHERE firm = 0;
CREATE INDEX links_loose_high ON links (high) WHERE firm = 0;
"""

# Who is one person across articles, and what was said on one occasion, are decided anew for the neighbours of
# an article when it comes or goes. What the user has corrected or supplied is never derived: it is
# kept by the keys of articles and by names, so that it outlives what is read anew.
_FOURTH = """
CREATE TABLE sightings (
    row INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL, kind TEXT NOT NULL,
    block TEXT NOT NULL,
    roles TEXT NOT NULL, credits TEXT NOT NULL, about TEXT NOT NULL,
    statements INTEGER NOT NULL,
    person TEXT, basis TEXT, reason TEXT,
    UNIQUE (version, name, kind)
);
CREATE INDEX sightings_block ON sightings (block);
CREATE INDEX sightings_person ON sightings (person);
ALTER TABLE statements ADD COLUMN person TEXT;
ALTER TABLE statements ADD COLUMN occasion TEXT;
ALTER TABLE statements ADD COLUMN outlet TEXT;
ALTER TABLE statements ADD COLUMN programme TEXT;
CREATE INDEX statements_person ON statements (person);
CREATE INDEX statements_occasion ON statements (occasion);
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY,
    action TEXT NOT NULL,
    value TEXT NOT NULL,
    who TEXT NOT NULL, made TEXT NOT NULL, why TEXT NOT NULL,
    undone TEXT
);
CREATE TABLE listed_people (
    row INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    block TEXT NOT NULL,
    name TEXT NOT NULL, id TEXT NOT NULL, description TEXT NOT NULL,
    works TEXT NOT NULL
);
CREATE INDEX listed_people_block ON listed_people (block);
CREATE TABLE listed_credits (
    row INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    block TEXT NOT NULL,
    work TEXT NOT NULL, title TEXT NOT NULL, year INTEGER,
    name TEXT NOT NULL, role TEXT NOT NULL, id TEXT
);
CREATE INDEX listed_credits_block ON listed_credits (block);
"""

# What an article says against words: its editors' notices, and denials. Kept with the names of those whose
# words they are; who these are across articles is kept beside, as for statements. Which utterances they are
# against is looked up when one is shown, so that nothing is left behind when an article comes or goes.
_FIFTH = """
CREATE TABLE disputes (
    row INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX disputes_version ON disputes (version, ordinal);
CREATE TABLE dispute_names (
    dispute INTEGER NOT NULL REFERENCES disputes ON DELETE CASCADE,
    version INTEGER NOT NULL,
    name TEXT NOT NULL, kind TEXT NOT NULL,
    person TEXT,
    PRIMARY KEY (dispute, name, kind)
) WITHOUT ROWID;
CREATE INDEX dispute_names_version ON dispute_names (version, name, kind);
CREATE INDEX dispute_names_person ON dispute_names (person);
"""

# Of an article's shingles two in seven are enough to find it by, and four bytes for each; and which outlets
# are held must not take a look at every article.
_SIXTH = """
DELETE FROM article_shingles;
DELETE FROM stretch_shingles;
CREATE INDEX versions_outlet ON versions (outlet) WHERE current;
"""

# What a user corrects of an article's statements is kept as corrections; the account as it was read stands
# beside the corrected one, so that each can be taken back. Statements that nobody has looked at are reviewed
# in the order of certainty.
_SEVENTH = """
CREATE TABLE accounts_read (
    version INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
    value TEXT NOT NULL
);
ALTER TABLE statements ADD COLUMN certainty REAL NOT NULL DEFAULT 0;
ALTER TABLE statements ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0;
UPDATE statements SET certainty = COALESCE(
    json_extract(value, '$.confidence') * json_extract(value, '$.speaker.confidence'), 0);
CREATE INDEX statements_certainty ON statements (certainty, id) WHERE NOT corrected;
"""

# A quotation that many articles copy is kept and compared once: its wording, by words and name. Statements
# point to it by their stretches; links are between wordings, `above` being the fuller. `rank` puts the fuller
# first. What an article itself relates, ties its statements.
_EIGHTH = """
DROP TABLE links;
DROP TABLE stretches;
DROP TABLE stretch_shingles;
CREATE TABLE wordings (
    row INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    words INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    shingles INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX wordings_words ON wordings (words);
CREATE TABLE wording_shingles (
    hash INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    wording INTEGER NOT NULL,
    PRIMARY KEY (hash, rank, wording)
) WITHOUT ROWID;
CREATE TABLE links (
    below INTEGER NOT NULL REFERENCES wordings ON DELETE CASCADE,
    above INTEGER NOT NULL REFERENCES wordings ON DELETE CASCADE,
    joins INTEGER NOT NULL CHECK (joins IN (0, 1)),
    PRIMARY KEY (below, above)
) WITHOUT ROWID;
CREATE INDEX links_above ON links (above, below);
CREATE TABLE stretches (
    row INTEGER PRIMARY KEY,
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    wording INTEGER NOT NULL REFERENCES wordings,
    published TEXT, earliest TEXT, latest TEXT
);
CREATE INDEX stretches_statement ON stretches (statement);
CREATE INDEX stretches_wording ON stretches (wording, published);
CREATE TABLE ties (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    PRIMARY KEY (statement, other)
) WITHOUT ROWID;
CREATE INDEX ties_other ON ties (other);
"""

# What has been read of which input, so that a run that was stopped goes on where it stopped, and a second run
# over the same files reads none of them. `reader` is the onrecord and the model that read; an input without a
# digest is not done.
_LEDGER = """
ALTER TABLE versions ADD COLUMN reader TEXT NOT NULL DEFAULT '';
CREATE TABLE inputs (
    id INTEGER PRIMARY KEY,
    place TEXT NOT NULL UNIQUE,
    digest TEXT,
    reader TEXT NOT NULL,
    told TEXT NOT NULL DEFAULT '[]'
);
CREATE TABLE input_articles (
    input INTEGER NOT NULL REFERENCES inputs ON DELETE CASCADE,
    key TEXT NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (input, key)
) WITHOUT ROWID;
CREATE INDEX input_articles_key ON input_articles (key);
CREATE TABLE jobs (
    number INTEGER PRIMARY KEY,
    paths TEXT NOT NULL,
    inputs INTEGER NOT NULL,
    done INTEGER NOT NULL
);
"""

# Plain words of one interview, or of days that are told, are one however late an article repeats them.
_TENTH = """
ALTER TABLE stretches ADD COLUMN venue TEXT NOT NULL DEFAULT '';
ALTER TABLE stretches ADD COLUMN since TEXT;
ALTER TABLE stretches ADD COLUMN until TEXT;
CREATE INDEX stretches_since ON stretches (wording, since);
CREATE INDEX stretches_venue ON stretches (wording, venue) WHERE venue <> '';
"""

# What statements and passages mean, as vectors: one row a version, a byte a number, in the order of its
# statements and passages. `model` tells which vectors they are; others are made anew when first asked.
_VECTORS = """
CREATE TABLE vectors (
    version INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
    model TEXT NOT NULL,
    statements BLOB NOT NULL,
    passages BLOB NOT NULL
);
"""

STEPS = (
    Step("articles, statements, passages, works, people and their search index", _FIRST),
    Step("word shingles, utterances across articles", _SECOND, reindex=True),
    Step("indexes of loose links", _THIRD),
    Step(
        "people and occasions across articles, corrections, tables of the user's",
        _FOURTH,
        resettle=True,
    ),
    Step("corrections, editor's notes and denials", _FIFTH, dispute=True),
    Step("fewer and shorter word shingles, outlets by name", _SIXTH, reindex=True),
    Step("corrections of statements, statements by certainty", _SEVENTH),
    Step("wordings, each kept and linked once", _EIGHTH, reindex=True),
    Step("which inputs have been read, by which onrecord and model", _LEDGER),
    Step("where and when quoted words were said", _TENTH, reindex=True),
    Step("what statements and passages mean", _VECTORS),
)
NEWEST = len(STEPS)
