-- By whom an item was written (human, assisted, agent, automation, unknown). Rows without one are derived anew.
ALTER TABLE item_flow ADD COLUMN origin TEXT NOT NULL DEFAULT '';
