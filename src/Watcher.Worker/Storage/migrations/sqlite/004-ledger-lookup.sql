-- Entries of one metric by the oblast (else the country) they speak of, and of one statement: Storage/LedgerLookup.cs asks by these expressions.
create index ledger_entry_area on ledger_entry (
  comparison_key, coalesce(json_extract(claim, '$.scope.area.admin1'), json_extract(claim, '$.scope.area.country'), ''), id);
create index ledger_entry_origin on ledger_entry (origin_key, comparison_key, id);
