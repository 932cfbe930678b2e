/** What a site has otherwise than declared for alarm kinds, and when its fence zones are armed. */
export const sql = `
CREATE TABLE alarm_rule (
  site text NOT NULL,
  code text NOT NULL,
  settings jsonb NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, code)
);

-- periods: [{"days": [1..7, Monday first], "from": "22:00", "to": "06:00"}], local time of the site; armed inside them, disarmed outside.
CREATE TABLE arm_schedule (
  site text NOT NULL,
  zone text NOT NULL,
  periods jsonb NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, zone)
);
`;
