/**
 * What alarms are searched by, beside them: a row is written once, a little after its alarm, so that the journal's transaction
 * and the many updates of an alarm do not pay for it. Dead letters get the order of their lists.
 */
export const sql = `
CREATE TABLE alarm_text (
  site text NOT NULL,
  id text NOT NULL,
  raised_at timestamptz NOT NULL,
  -- Folded, every part on a line of its own, as search/text-match.ts says.
  text text NOT NULL,
  -- Grams of the text and "field=value" tokens, each hashed to 4 bytes: alarm/alarm-tokens.ts.
  tokens int[] NOT NULL,
  PRIMARY KEY (site, id)
);
CREATE INDEX alarm_text_raised ON alarm_text (site, raised_at DESC, id DESC);
CREATE INDEX alarm_text_tokens ON alarm_text USING gin (tokens);
-- The planner must not take a frequent token for a rare one: its own list of frequent elements is as long as this says.
ALTER TABLE alarm_text ALTER COLUMN tokens SET STATISTICS 1000;

-- How many alarms have a token: the plan of a search is chosen by it. Token 0 counts them all.
CREATE TABLE alarm_token (
  site text NOT NULL,
  token int NOT NULL,
  alarms bigint NOT NULL,
  PRIMARY KEY (site, token)
) WITH (fillfactor = 60);

CREATE INDEX alarm_condition ON alarm (site, condition, raised_at DESC, id DESC);
CREATE INDEX alarm_case ON alarm (site, case_state, raised_at DESC, id DESC);

DROP INDEX dead_letter_recent;
CREATE INDEX dead_letter_newest ON dead_letter (site, id DESC);
CREATE INDEX dead_letter_device ON dead_letter (site, device, id DESC);
`;
