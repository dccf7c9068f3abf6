-- The level of an item (STANDARD, PORTFOLIO, ...): what was done long ago is counted without its body. Rows without one are derived anew.
ALTER TABLE item_flow ADD COLUMN level TEXT NOT NULL DEFAULT '';
