/**
 * What lists and statistics ask of alarms beyond what stands there: who did something with one, and, made by the database from the
 * alarm's own row, whether it was false, who holds it, whether
 * it is part of another's incident, and how long people and source took. Durations are milliseconds. Alarms are
 * found by kind and storey as well since, so that what they are searched by is entered anew at the next start.
 */
export const sql = `
ALTER TABLE alarm
  ADD COLUMN false_alarm boolean NOT NULL GENERATED ALWAYS AS (coalesce((body->>'falseAlarm')::boolean, false)) STORED,
  ADD COLUMN assignee text GENERATED ALWAYS AS (body->>'assignee') STORED,
  ADD COLUMN acknowledge_ms float8 GENERATED ALWAYS AS ((body->>'acknowledgedAt')::float8 - (body->>'raisedAt')::float8) STORED,
  ADD COLUMN return_ms float8 GENERATED ALWAYS AS ((body->>'returnedAt')::float8 - (body->>'raisedAt')::float8) STORED,
  ADD COLUMN close_ms float8 GENERATED ALWAYS AS ((body->>'closedAt')::float8 - (body->>'raisedAt')::float8) STORED,
  ADD COLUMN joined boolean NOT NULL GENERATED ALWAYS AS (coalesce(jsonb_typeof(body->'group') = 'object', false)) STORED;
CREATE INDEX alarm_false ON alarm (site, raised_at DESC, id DESC) WHERE false_alarm;
CREATE INDEX alarm_assignee ON alarm (site, assignee, raised_at DESC, id DESC) WHERE assignee IS NOT NULL;

-- Statistics are answered from this index alone; it also holds what counts by device asked for.
DROP INDEX alarm_density;
CREATE INDEX alarm_statistics ON alarm (site, raised_at)
  INCLUDE (device, facility, priority, code, building, storey, zone, false_alarm, acknowledge_ms, return_ms, close_ms, joined);

-- Who did something with an alarm; account ids, never names. Written with the journal's event.
CREATE TABLE alarm_handler (
  site text NOT NULL,
  account text NOT NULL,
  alarm text NOT NULL,
  PRIMARY KEY (site, account, alarm)
);
INSERT INTO alarm_handler (site, account, alarm)
SELECT DISTINCT site, body->>'by', alarm FROM journal
WHERE kind = 'alarm.handled' AND branch = 0 AND body->>'by' <> 'system';

-- When sources went into alarm, again and again, what was announced anew, and floods: metrics are found by it.
CREATE INDEX journal_metrics ON journal (site, branch, recorded_at) WHERE kind IN ('alarm.raised', 'alarm.recurred', 'alarm.returned',
  'alarm.sourceNormal', 'alarm.reannounced', 'flood.began', 'flood.ended');

TRUNCATE alarm_text, alarm_token;
`;
