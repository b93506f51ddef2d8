#include "store/rows/schema.h"

#include <string>

#include "store/rows/seals.h"

namespace proviso::store {

namespace {

// References are checked by tests (PRAGMA foreign_key_check), not while rows are written: their ids come from
// the rows just written, and a look-up for each would be a twentieth of the work. Texts stand as they are
// shown, so that any SQLite tool can read a store, and once: quote and context of a provision are bytes of
// its passage (see provision_texts). Rows of a document follow each other in the order of its text, and
// search_columns says where they are, so that they need no index of their own. A check with IN and three or
// more values would make SQLite fill a table with them for each row that is inserted.
constexpr const char* kTables = R"sql(
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  program TEXT NOT NULL,
  reading TEXT NOT NULL,                 -- stages of the program: what they are made of
  finding TEXT NOT NULL,
  fingerprint TEXT NOT NULL,             -- of the rules
  versions TEXT NOT NULL,                -- lines
  command TEXT NOT NULL,
  began TEXT NOT NULL,                   -- UTC
  ended TEXT,                            -- NULL: running, or ended by force
  stopped TEXT NOT NULL DEFAULT '',      -- why it ended before its last file
  files INTEGER NOT NULL DEFAULT 0,
  files_read INTEGER NOT NULL DEFAULT 0,
  files_found INTEGER NOT NULL DEFAULT 0,-- again, in what had been read
  files_unchanged INTEGER NOT NULL DEFAULT 0,
  files_refused INTEGER NOT NULL DEFAULT 0,
  pages INTEGER NOT NULL DEFAULT 0,
  provisions INTEGER NOT NULL DEFAULT 0,
  pruned INTEGER NOT NULL DEFAULT 0      -- 1: what was there at its end is given up
) STRICT;

CREATE TABLE rules (                     -- of each fingerprint
  fingerprint TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,                 -- changes with the rule or a word that it uses
  place TEXT NOT NULL,                   -- "rules/figures.yaml:5"
  PRIMARY KEY (fingerprint, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE states (                    -- how provisions of a document came about: a row for each time
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  path TEXT NOT NULL,                    -- of its first file then
  run INTEGER NOT NULL REFERENCES runs,  -- that found them
  read_in INTEGER NOT NULL REFERENCES runs,  -- that read the text they were found in
  ocr TEXT NOT NULL CHECK (ocr = 'auto' OR ocr = 'never' OR ocr = 'always'),  -- mode that it was read in
  since INTEGER NOT NULL REFERENCES runs,  -- run, or a later one that changed the document before it
  until INTEGER REFERENCES runs,         -- the run that replaced or removed them; NULL: they are there
  provisions INTEGER NOT NULL
) STRICT;
CREATE INDEX states_by_document ON states (sha256, run);

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  file TEXT NOT NULL,                    -- base name of path
  path TEXT NOT NULL,                    -- of the first of its files
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  text_digest TEXT NOT NULL,             -- two documents that say the same have the same
  run INTEGER NOT NULL REFERENCES runs,  -- that found its provisions
  state INTEGER NOT NULL REFERENCES states
) STRICT;

CREATE TABLE files (                     -- every file that was given, in exactly one state
  path TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('accepted', 'refused')),
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  modified INTEGER NOT NULL,             -- seconds since 1970, UTC
  document INTEGER REFERENCES documents,
  code TEXT, reason TEXT,                -- of a refusal
  vanished INTEGER REFERENCES runs,      -- that missed it; NULL: it was there when last looked for
  run INTEGER NOT NULL REFERENCES runs,  -- that saw it last in this state
  CHECK ((state = 'accepted') = (document IS NOT NULL)),
  CHECK ((state = 'refused') = (code IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX files_by_document ON files (document);

CREATE TABLE read_forms (                -- extract::pack
  document INTEGER PRIMARY KEY REFERENCES documents,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE warnings (
  document INTEGER NOT NULL REFERENCES documents,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE pages (
  document INTEGER NOT NULL REFERENCES documents,
  number INTEGER NOT NULL,
  label TEXT NOT NULL,
  width REAL NOT NULL, height REAL NOT NULL,
  grade TEXT NOT NULL CHECK (grade = 'good' OR grade = 'poor' OR grade = 'bad'),
  reason TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('text', 'ocr')),
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE sections (                  -- a place among the headings: their texts, a line each
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  heading TEXT NOT NULL,                 -- the nearest
  path TEXT NOT NULL,
  concepts TEXT NOT NULL                 -- of the nearest heading, with a space between
) STRICT;
CREATE INDEX sections_by_document ON sections (document);

CREATE TABLE passages (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  language TEXT NOT NULL,
  countries TEXT NOT NULL,               -- of its provisions, with a space between
  block TEXT NOT NULL,
  page INTEGER NOT NULL,
  section INTEGER REFERENCES sections,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  counted TEXT NOT NULL,                 -- what its figures count and it does not say itself, a line each
  concepts TEXT NOT NULL                 -- that text and counted speak of, with a space between
) STRICT;

CREATE TABLE provisions (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  passage INTEGER NOT NULL REFERENCES passages,
  page INTEGER NOT NULL,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  context_begin INTEGER NOT NULL, context_end INTEGER NOT NULL,
  since INTEGER NOT NULL REFERENCES runs,  -- it has been there, just so, since this run
  hash INTEGER NOT NULL UNIQUE,          -- the digits of text_id
  kind TEXT NOT NULL CHECK (kind = 'figure' OR kind = 'article' OR kind = 'recommendation'),
  language TEXT NOT NULL,
  rule TEXT NOT NULL,
  countries TEXT NOT NULL,               -- with a space between
  boxes TEXT NOT NULL,                   -- "page x0 top x1 bottom" with ; between
  value REAL, value_to REAL, measure TEXT, currency TEXT, qualifier TEXT, time TEXT, counted TEXT, unsure TEXT,
  act TEXT, act_name TEXT, country TEXT, article TEXT, part TEXT, point TEXT, canonical TEXT,
  addressee TEXT, modality TEXT, source TEXT, -- source as countries
  text_id TEXT AS (substr(kind, 1, 1) || printf('-%016x', hash))
) STRICT;
CREATE VIEW provision_texts AS           -- "begin", "end" are bytes; substr of a BLOB counts these
  SELECT p.id, p.document,
         CAST(substr(CAST(q.text AS BLOB), p."begin" - q."begin" + 1, p."end" - p."begin") AS TEXT) AS quote,
         CAST(substr(CAST(q.text AS BLOB), p.context_begin - q."begin" + 1, p.context_end - p.context_begin)
              AS TEXT) AS context
  FROM provisions p JOIN passages q ON q.id = p.passage;

CREATE TABLE search_columns (            -- see store/rows/search_columns.h; rows of a document follow each other
  document INTEGER PRIMARY KEY REFERENCES documents,
  first_provision INTEGER NOT NULL, provisions INTEGER NOT NULL,
  first_passage INTEGER NOT NULL, passages INTEGER NOT NULL,
  provision_words INTEGER NOT NULL, passage_words INTEGER NOT NULL,  -- of all rows together
  provision_columns BLOB NOT NULL, passage_columns BLOB NOT NULL
) STRICT;

CREATE TABLE concepts (                  -- the thesaurus that documents were last indexed with
  concept TEXT NOT NULL,
  position INTEGER NOT NULL,
  language TEXT NOT NULL,                -- empty for countries
  term TEXT NOT NULL,                    -- the first of a language is its label
  begins TEXT NOT NULL,                  -- ConceptTags::first_key
  PRIMARY KEY (concept, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX concepts_by_beginning ON concepts (begins);

CREATE TABLE citations (
  provision INTEGER NOT NULL REFERENCES provisions,
  position INTEGER NOT NULL,
  marker TEXT NOT NULL,
  text TEXT NOT NULL,
  page INTEGER NOT NULL,
  reference TEXT NOT NULL,
  url TEXT NOT NULL,
  call_begin INTEGER NOT NULL, call_end INTEGER NOT NULL,
  note_begin INTEGER NOT NULL, note_end INTEGER NOT NULL,
  reference_begin INTEGER NOT NULL, reference_end INTEGER NOT NULL,
  PRIMARY KEY (provision, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE past_provisions (           -- what was there at the end of older runs and is no longer
  id INTEGER PRIMARY KEY,
  state INTEGER NOT NULL REFERENCES states,  -- the last that had it; gone with its end
  since INTEGER NOT NULL REFERENCES runs,
  text_id TEXT NOT NULL,
  kind TEXT NOT NULL, rule TEXT NOT NULL, language TEXT NOT NULL,
  page INTEGER NOT NULL, "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  value REAL, value_to REAL, measure TEXT, currency TEXT, qualifier TEXT, time TEXT, counted TEXT, unsure TEXT,
  act TEXT, act_name TEXT, country TEXT, article TEXT, part TEXT, point TEXT,
  addressee TEXT, modality TEXT, source TEXT,
  countries TEXT NOT NULL,
  cites TEXT NOT NULL,                   -- markers, a line each
  quote TEXT NOT NULL
) STRICT;
CREATE INDEX past_provisions_by_state ON past_provisions (state, text_id);

CREATE TABLE reviews (                   -- what people say of provisions; a provision never changes by it
  id INTEGER PRIMARY KEY,
  provision TEXT,                        -- text_id of the provision that has these words; NULL: none has now
  made_of TEXT NOT NULL,                 -- text_id of the provision that was looked at
  sha256 TEXT NOT NULL, path TEXT NOT NULL,  -- of its document
  kind TEXT NOT NULL, "begin" INTEGER NOT NULL,
  quote TEXT NOT NULL, context TEXT NOT NULL,
  fields TEXT NOT NULL,                  -- of the provision that was looked at, as JSON
  verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'rejected', 'corrected')),
  field TEXT NOT NULL, value TEXT NOT NULL,  -- of a correction; else empty
  "by" TEXT NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL                       -- UTC
) STRICT;
CREATE INDEX reviews_by_provision ON reviews (provision);
CREATE INDEX reviews_by_document ON reviews (sha256);
CREATE INDEX reviews_by_path ON reviews (path);
)sql";

// What the index holds of each passage: its words, the nearest heading (all headings above would outweigh the
// text itself), what its figures count without the text saying so (the headers of a table), and the concepts
// that all these speak of (tokens of their own, as store/words/indexed_words.h makes them: the thesaurus may
// have changed when a row must be forgotten). A provision is found by the words of its passage that are its
// own: search_columns says which. Lengths of rows stand there too.
constexpr const char* kIndexes = R"sql(
CREATE VIEW passages_indexed AS
  SELECT p.id, p.document, p.text, coalesce(s.heading, '') AS about, p.counted,
         CASE trim(p.concepts || ' ' || coalesce(s.concepts, '')) WHEN '' THEN '' ELSE char(2, 4) ||
           replace(trim(p.concepts || ' ' || coalesce(s.concepts, '')), ' ', char(32, 4)) END AS concepts
  FROM passages p LEFT JOIN sections s ON s.id = p.section;
CREATE VIRTUAL TABLE passages_text USING fts5 (
  text, about, counted, concepts, content = 'passages_indexed', content_rowid = 'id', columnsize = 0,
  tokenize = 'proviso');
INSERT INTO passages_text (passages_text, rank) VALUES ('hashsize', 67108864);
INSERT INTO passages_text (passages_text, rank) VALUES ('automerge', 16);
)sql";

// For people with an SQLite shell or Datasette: they look at no index, so they need nothing of this program.
constexpr const char* kViews = R"sql(
CREATE VIEW v_provisions AS
  SELECT p.text_id AS id, p.kind, d.file, d.title, p.page, g.label AS printed_page, t.quote,
         p.value, p.value_to, p.measure, p.currency, p.qualifier, p.time, p.countries, p.counted, p.unsure,
         p.canonical, p.act, p.act_name, p.country, p.article, p.part, p.point,
         p.addressee, p.modality, p.source,
         replace(s.path, char(10), ' › ') AS section, replace(t.context, char(10), ' | ') AS context,
         (SELECT group_concat('[' || c.marker || '] ' || c.text, char(10)) FROM citations c
          WHERE c.provision = p.id) AS rests_on,
         p.language, p.rule, d.run, d.sha256
  FROM provisions p JOIN provision_texts t ON t.id = p.id JOIN documents d ON d.id = p.document
  JOIN passages q ON q.id = p.passage
  LEFT JOIN pages g ON g.document = p.document AND g.number = p.page
  LEFT JOIN sections s ON s.id = q.section;
CREATE VIEW v_figures AS
  SELECT id, file, title, page, printed_page, quote, value, value_to, measure, currency, qualifier, time,
         countries AS place, counted, unsure, section, context, rests_on, language, rule, run, sha256
  FROM v_provisions WHERE kind = 'figure';
CREATE VIEW v_articles AS
  SELECT id, file, title, page, printed_page, quote, canonical, act, act_name, country, article, part, point,
         section, context, rests_on, language, rule, run, sha256
  FROM v_provisions WHERE kind = 'article';
CREATE VIEW v_recommendations AS
  SELECT id, file, title, page, printed_page, quote, addressee, countries AS country, modality, source,
         section, context, rests_on, language, rule, run, sha256
  FROM v_provisions WHERE kind = 'recommendation';
CREATE VIEW v_countries AS               -- a row for each country of a provision
  SELECT p.text_id AS id, p.kind, c.key AS position, c.value AS country
  FROM provisions p, json_each('["' || replace(p.countries, ' ', '","') || '"]') c WHERE p.countries <> '';
)sql";

}  // namespace

Contents inspect(const Connection& connection) {
  const std::int64_t id = connection.number("PRAGMA application_id");
  const std::int64_t version = connection.number("PRAGMA user_version");
  if (id == application_id) {
    if (version == schema_version && is_sealed(connection)) return Contents::store;
    if (version == schema_version) {
      throw StoreError("damaged", connection.shown() +
                                      " is damaged (its pages are not those of a store); restore it from a "
                                      "copy, or move it away and ingest the files again");
    }
    const bool newer = version > schema_version;
    throw StoreError(newer ? "newer" : "older",
                     connection.shown() + " was written by " + (newer ? "a newer" : "an older") +
                         " version of Proviso (its tables are of version " + std::to_string(version) +
                         ", this is " + std::to_string(schema_version) + "); " +
                         (newer ? "use that version" : "move it away and ingest the files again") +
                         ", or choose another file");
  }
  if (id == 0 && version == 0 && connection.number("SELECT count(*) FROM sqlite_schema") == 0) {
    return Contents::empty;
  }
  throw StoreError(
      "not-a-store",
      connection.shown() + " is a database of another program, not a Proviso store; choose another file");
}

void create_schema(const Connection& connection) {
  connection.run(kTables);
  connection.run(kIndexes);
  connection.run(kViews);
  connection.run(("PRAGMA application_id = " + std::to_string(application_id)).c_str());
  connection.run(("PRAGMA user_version = " + std::to_string(schema_version)).c_str());
}

}  // namespace proviso::store
