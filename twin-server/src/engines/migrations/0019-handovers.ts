/**
 * Shifts handed over: what the outgoing person wrote with the sheet as it stood, and who signed it, each by a row that is never changed.
 * Account ids, never names.
 */
export const sql = `
CREATE TABLE handover (
  site text NOT NULL,
  id uuid NOT NULL,
  written_at timestamptz NOT NULL,
  written_by uuid NOT NULL,
  notes text NOT NULL,
  sheet jsonb NOT NULL,
  PRIMARY KEY (site, id)
);
CREATE INDEX handover_newest ON handover (site, written_at DESC, id DESC);

CREATE TABLE handover_signature (
  site text NOT NULL,
  handover uuid NOT NULL,
  signed_at timestamptz NOT NULL,
  signed_by uuid NOT NULL,
  remark text,
  PRIMARY KEY (site, handover),
  FOREIGN KEY (site, handover) REFERENCES handover (site, id)
);

CREATE TRIGGER handover_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON handover
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handover_signature_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON handover_signature
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;
