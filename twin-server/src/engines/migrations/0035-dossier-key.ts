/** The key pair that a site's dossiers are signed with: made once. `sealed` is the private half, which the vault alone opens. */
export const sql = `
CREATE TABLE dossier_key (
  site text PRIMARY KEY,
  public_key text NOT NULL,
  sealed text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);
`;
