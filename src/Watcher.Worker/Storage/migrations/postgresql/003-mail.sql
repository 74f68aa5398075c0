-- Alerts, mutes, pauses, unsubscriptions, what operators were told, and since when a name is watched.
-- The same tables and columns as sqlite/003-mail.sql.

alter table outbox add column findings bigint not null default 0;   -- told in it, counted ones included
alter table outbox add column is_rollup bigint not null default 0;  -- an alert mail of the storm rule
alter table outbox add column is_flood bigint not null default 0;  -- a digest that the flood guard cut short
alter table outbox add column reduced bigint not null default 0;    -- 0 whole, 1 without images, 2 text only
create index outbox_kind on outbox (kind, recipient_id, created_at);

alter table owed_finding add column alert_id text references outbox (id);  -- the alert it stands in; it stays owed to the digest
alter table owed_finding add column silenced_at bigint;                   -- muted when it was due: told to nobody
create index owed_finding_alert on owed_finding (alert_id) where alert_id is not null;

create table mute (
  recipient_id text not null,
  claim_id text not null,
  muted_at bigint not null,
  until_at bigint not null,
  told_at bigint,                  -- the digest has said that it is over
  primary key (recipient_id, claim_id)
);

create table pause (
  recipient_id text not null primary key,
  paused_at bigint not null,
  until_at bigint not null
);

create table unsubscription (
  recipient_id text not null,
  list_id text not null,
  made_at bigint not null,
  primary key (recipient_id, list_id)
);

-- A contradiction that was told and is over: told once to each who heard of it.
create table resolution (
  recipient_id text not null,
  list_id text not null,
  finding_id bigint not null references finding (id),    -- the contradiction
  ended_by bigint not null references finding (id),
  outbox_id text not null references outbox (id),
  primary key (recipient_id, list_id, finding_id)
);
create index resolution_outbox on resolution (outbox_id);

create table ops_notice (
  kind text not null,
  notice_key text not null,         -- what makes it one notice: a feed and the begin of its failure, a set of problems
  operator_id text not null,
  told_at bigint not null,
  primary key (kind, notice_key, operator_id)
);

create table watched_name (
  list_id text not null,
  subject_id text not null,
  name text not null,               -- folded
  first_seen_at bigint not null,
  primary key (list_id, subject_id, name)
);

-- Signs the links with which readers pause and unsubscribe, when the operator names no key.
create table signing_key (
  id bigint not null primary key,
  secret text not null,
  made_at bigint not null
);
