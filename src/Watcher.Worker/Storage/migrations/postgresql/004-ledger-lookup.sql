-- As sqlite/004-ledger-lookup.sql.
create index ledger_entry_area on ledger_entry (
  comparison_key, (coalesce(claim::jsonb #>> '{scope,area,admin1}', claim::jsonb #>> '{scope,area,country}', '')), id);
create index ledger_entry_origin on ledger_entry (origin_key, comparison_key, id);
