/** Going through the past event by event; and instants that people marked in it. */
export const sql = `
CREATE INDEX journal_noted ON journal (site, branch, seq) WHERE kind IN ('alarm.raised', 'alarm.recurred', 'alarm.returned',
  'alarm.sourceNormal', 'alarm.handled', 'alarm.escalated', 'alarm.closed', 'action.asked', 'device.silent', 'device.heard');

CREATE TABLE bookmark (
  site text NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  label text NOT NULL,
  account text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, id)
);
CREATE INDEX bookmark_at ON bookmark (site, at);
`;
