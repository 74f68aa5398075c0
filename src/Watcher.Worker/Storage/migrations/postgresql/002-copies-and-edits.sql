-- Copies of one text across outlets, and articles that change after they were read.
-- The same tables and columns as sqlite/002-copies-and-edits.sql.

alter table article add column copy_of text;         -- the other outlet's article whose text this one prints
alter table article add column sketch bytea;           -- hashes of its shingles; null once no copy is looked for any more

-- What a copy is looked up by, for some days.
create table article_sketch_key (
  sketch_key bigint not null,
  article_id text not null references article (id),
  recorded_at bigint not null,
  primary key (sketch_key, article_id)
);
create index article_sketch_key_recorded on article_sketch_key (recorded_at);

-- Later versions of an article, as they were read; the article row keeps the first.
create table article_edit (
  article_id text not null references article (id),
  version bigint not null,           -- from 2 on
  read_at bigint not null,
  fingerprint text not null,
  body text,                        -- JSON of the cleaned article; null after its retention
  primary key (article_id, version)
);

alter table feed_item add column mark text;          -- of title and date of change: when the feed changes it, the page is read again
alter table feed_item add column page_url text;      -- null: the article did not come from a page
alter table feed_item add column page_etag text;
alter table feed_item add column page_last_modified text;
alter table feed_item add column reread_at bigint;    -- when the page is looked at again; null: never
create index feed_item_reread on feed_item (reread_at) where reread_at is not null;
