-- Items wait for their turn in the store: a feed may drop them before they are read.
-- The same tables and columns as postgresql/005-unread-items.sql.

alter table feed add column last_body_at integer;        -- last poll that brought the whole feed; after a day a 304 is believed no more

alter table feed_item add column url text;            -- address of the page without what only tracks: ids change, addresses stay
alter table feed_item add column listed text;         -- JSON of the item as the feed lists it; null once it is read as it stands
alter table feed_item add column retry_at integer;       -- when an item whose page could not be fetched is tried again

create index feed_item_url on feed_item (feed_id, url) where url is not null;
create index feed_item_listed on feed_item (feed_id) where listed is not null;
