/**
 * What the operation log keeps of whom (8.2.1-6): changes always, reads as each kind of account has it set; and by what it is searched, the newest
 * first.
 */
export const sql = `
ALTER TABLE audit ADD COLUMN kind text NOT NULL DEFAULT 'change' CHECK (kind IN ('change', 'read'));
CREATE INDEX audit_account_name ON audit (account_name, id);

CREATE TABLE audit_policy (
  role text PRIMARY KEY,
  keeps text NOT NULL CHECK (keeps IN ('changes', 'changesAndReads'))
);
`;
