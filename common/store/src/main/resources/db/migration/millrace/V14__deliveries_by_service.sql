-- Deliveries are read one service at a time, and the items of one owner without the others. All rows are derived again: bodies of builds have another form.

DROP INDEX delivery_change_arrived;
CREATE INDEX delivery_change_arrived ON delivery_change (service, arrived_at, reverted, codebase, owner);
CREATE INDEX item_flow_owner ON item_flow (stream, cycle, project, team, services);
CREATE INDEX delivery_deployment_service ON delivery_deployment (service);
