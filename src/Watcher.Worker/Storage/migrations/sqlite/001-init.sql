-- Instants are Unix milliseconds (UTC), claimed numbers decimal text, as-of bounds ISO wall-clock text, yes and no 1 and 0.
-- The same tables and columns as postgresql/001-init.sql.

create table feed (
  id text not null primary key,
  url text not null,
  first_polled_at integer,          -- first successful poll: what was published before is baseline
  next_poll_at integer not null,
  not_before integer,               -- Retry-After of the server
  last_polled_at integer,
  last_success_at integer,
  failing_since integer,
  failures integer not null default 0,
  last_error text,
  etag text,
  last_modified text,
  moved_to text,                    -- permanent redirect, reported and never followed into the file
  is_gone integer not null default 0,
  items integer not null default 0,
  lease_owner text,
  lease_until integer
);

create table feed_item (
  feed_id text not null,
  item_key text not null,
  first_seen_at integer not null,
  is_first_poll integer not null,
  attempts integer not null default 0,
  last_error text,
  seen_at integer,                  -- null: unread, comes back
  outcome text,
  article_id text,
  primary key (feed_id, item_key)
);

create table article (
  id text not null primary key,
  canonical_url text unique,
  feed_id text not null,
  outlet text not null,             -- JSON, as it was when the article was read
  title text not null,
  language text,
  published_at integer not null,
  published_offset integer not null, -- minutes
  is_publication_known integer not null,
  recorded_at integer not null,
  is_baseline integer not null,
  fingerprint text not null,
  claims integer not null,
  body text                         -- JSON of the cleaned article; null after its retention
);
create index article_recorded on article (recorded_at);

create table dropped_block (
  article_id text not null references article (id),
  ordinal integer not null,
  marker text not null,
  text text not null,
  primary key (article_id, ordinal)
);

create table ledger_entry (
  id integer not null primary key,
  claim_id text not null unique,
  article_id text not null references article (id),
  comparison_key text not null,
  kind text not null,
  subject_id text not null,
  predicate text not null,
  value_low text,
  value_high text,
  unit text,
  as_of_from text,
  as_of_to text,
  origin_key text not null,
  voice text not null,              -- who speaks, whatever the matter: what origins are counted by
  supersedes integer references ledger_entry (id),
  recorded_at integer not null,
  fingerprint text not null,
  claim text not null               -- JSON, the whole claim
);
create index ledger_entry_key on ledger_entry (comparison_key, id);
create index ledger_entry_subject on ledger_entry (subject_id, kind);
create index ledger_entry_supersedes on ledger_entry (supersedes);
create index ledger_entry_article on ledger_entry (article_id);

create table sighting (
  id integer not null primary key,
  entry_id integer not null references ledger_entry (id),
  article_id text not null references article (id),
  claim_id text not null unique,
  recorded_at integer not null,
  claim text not null
);
create index sighting_entry on sighting (entry_id);

create table finding (
  id integer not null primary key,
  claim_id text not null unique,
  entry_id integer not null references ledger_entry (id),   -- its own entry; the sighted one for a repeat
  article_id text not null references article (id),
  verdict text not null,
  rule text not null,
  is_baseline integer not null,
  recorded_at integer not null,
  fingerprint text not null,
  body text not null                -- JSON: verdict, why, comparisons
);
create index finding_recorded on finding (recorded_at);
create index finding_entry on finding (entry_id);

create table finding_subject (
  finding_id integer not null references finding (id),
  subject_id text not null,
  primary key (finding_id, subject_id)
);
create index finding_subject_subject on finding_subject (subject_id, finding_id);

create table comparison (
  finding_id integer not null references finding (id),
  ordinal integer not null,
  earlier_id integer not null references ledger_entry (id),
  verdict text not null,
  rule text not null,
  backs integer not null,            -- a strong corroboration: the two entries count as one statement's backing
  primary key (finding_id, ordinal)
);
create index comparison_earlier on comparison (earlier_id);

create table list_state (
  list_id text not null primary key,
  first_seen_at integer not null
);

create table subscription (
  recipient_id text not null,
  list_id text not null,
  first_seen_at integer not null,
  last_slot_at integer not null,    -- newest slot decided; the next window begins here
  last_digest_at integer,
  primary key (recipient_id, list_id)
);

create table outbox (
  id text not null primary key,     -- ULID
  kind text not null,
  recipient_id text not null,
  list_id text,
  address text not null,
  sender text not null,
  dedup_key text not null unique,
  message_id text not null,
  name text not null,               -- digest id; also begins the file name in a pickup folder
  subject text not null,
  rendered blob not null,           -- Brotli
  state text not null,
  attempts integer not null default 0,
  resends integer not null default 0,
  may_be_out integer not null default 0, -- an attempt ended without an answer: the transport may have it
  next_at integer not null,
  not_after integer not null,
  created_at integer not null,
  window_from integer not null,
  window_to integer not null,
  sent_at integer,                  -- accepted by the transport
  closed_at integer,                -- reached a final state
  fault text,                       -- of a mail that failed
  last_code integer,
  last_enhanced text,
  last_text text,
  lease_owner text,
  lease_until integer
);
create index outbox_due on outbox (state, next_at);
create index outbox_sent on outbox (sent_at);

create table owed_finding (
  recipient_id text not null,
  list_id text not null,
  finding_id integer not null references finding (id),
  recorded_at integer not null,
  outbox_id text references outbox (id),   -- the mail it stands in; null: owed
  primary key (recipient_id, list_id, finding_id)
);
create index owed_finding_outbox on owed_finding (outbox_id);
create index owed_finding_owed on owed_finding (recipient_id, list_id, recorded_at) where outbox_id is null;

-- The ledger is append-only: a revision is a new entry that points at the one it supersedes.
create trigger ledger_entry_no_update before update on ledger_entry begin select raise(abort, 'the ledger is append-only'); end;
create trigger ledger_entry_no_delete before delete on ledger_entry begin select raise(abort, 'the ledger is append-only'); end;
create trigger sighting_no_update before update on sighting begin select raise(abort, 'the ledger is append-only'); end;
create trigger sighting_no_delete before delete on sighting begin select raise(abort, 'the ledger is append-only'); end;
create trigger finding_no_update before update on finding begin select raise(abort, 'the ledger is append-only'); end;
create trigger finding_no_delete before delete on finding begin select raise(abort, 'the ledger is append-only'); end;
create trigger comparison_no_update before update on comparison begin select raise(abort, 'the ledger is append-only'); end;
create trigger comparison_no_delete before delete on comparison begin select raise(abort, 'the ledger is append-only'); end;
