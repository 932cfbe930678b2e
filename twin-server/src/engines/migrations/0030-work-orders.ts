/**
 * Work orders (8.2.1): what is to be done about an alarm, a device or a place, who does it until when, and every step of it in a log that is
 * only added to. Photos are files in the data folder. People are account ids, never names.
 */
export const sql = `
CREATE TABLE work_order (
  site text NOT NULL,
  number bigserial,
  title text NOT NULL,
  kind text NOT NULL,
  priority int NOT NULL CHECK (priority BETWEEN 1 AND 4),
  alarm text COLLATE "C",
  device text COLLATE "C",
  place text,
  owner text,
  due_at timestamptz,
  state text NOT NULL,
  opened_by text NOT NULL,
  opened_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (site, number),
  CHECK (alarm IS NOT NULL OR device IS NOT NULL OR place IS NOT NULL)
);
CREATE INDEX work_order_alarm ON work_order (site, alarm) WHERE alarm IS NOT NULL;
CREATE INDEX work_order_device ON work_order (site, device) WHERE device IS NOT NULL;
-- Those that are not over are few and asked for most.
CREATE INDEX work_order_standing ON work_order (site, number) WHERE state IN ('open', 'inProgress', 'done');

CREATE TABLE work_photo (
  site text NOT NULL,
  id uuid NOT NULL,
  work_order bigint,
  type text NOT NULL,
  bytes bigint NOT NULL,
  taken_by text NOT NULL,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (site, id),
  FOREIGN KEY (site, work_order) REFERENCES work_order (site, number)
);
CREATE INDEX work_photo_order ON work_photo (site, work_order) WHERE work_order IS NOT NULL;

CREATE TABLE work_order_step (
  site text NOT NULL,
  number bigint NOT NULL,
  id bigserial,
  step text NOT NULL,
  by text NOT NULL,
  at timestamptz NOT NULL,
  comment text,
  owner text,
  due_at timestamptz,
  photo uuid,
  PRIMARY KEY (site, number, id),
  FOREIGN KEY (site, number) REFERENCES work_order (site, number)
);
CREATE TRIGGER work_order_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON work_order_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;
