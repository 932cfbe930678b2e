/**
 * Accounts of people, programs, gateways and devices; their sessions; the brake on guessing; and the audit.
 * No secret stands here in the clear: passwords as argon2id, random keys as salted SHA-256, session tokens as SHA-256.
 */
export const sql = `
CREATE TABLE account (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  display_name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('user', 'apiKey', 'gateway', 'device')),
  role text CHECK ((role IS NOT NULL) = (kind = 'user')),
  site text CHECK (site IS NOT NULL OR kind IN ('user', 'apiKey')),
  device text CHECK ((device IS NOT NULL) = (kind = 'device')),
  scopes text[] CHECK ((scopes IS NOT NULL) = (kind = 'apiKey')),
  secret_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  disabled_at timestamptz,
  signed_in_at timestamptz
);
-- One name, whatever the case of its letters, over all kinds.
CREATE UNIQUE INDEX account_name ON account (lower(name));
CREATE UNIQUE INDEX account_device ON account (site, device) WHERE kind = 'device';

CREATE TABLE session (
  token_hash bytea PRIMARY KEY,
  account uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  address text,
  user_agent text
);
CREATE INDEX session_account ON session (account);
CREATE INDEX session_expiry ON session (expires_at);

-- Failed attempts to sign in, by account name and by network address.
CREATE TABLE sign_in_failure (
  subject text PRIMARY KEY,
  failures int NOT NULL,
  last_at timestamptz NOT NULL,
  locked_until timestamptz
);
CREATE INDEX sign_in_failure_last ON sign_in_failure (last_at);

-- Who did what, when, from where, with what result. Only ever appended to.
CREATE TABLE audit (
  id bigserial PRIMARY KEY,
  at timestamptz NOT NULL,
  account uuid,
  account_name text,
  action text NOT NULL,
  subject text,
  result text NOT NULL CHECK (result IN ('done', 'refused', 'failed')),
  address text,
  detail jsonb
);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_account ON audit (account, id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;
