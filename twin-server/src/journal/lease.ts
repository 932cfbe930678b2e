import type { Pool } from 'pg';
import { InputError } from '../problem.ts';

/** How long a lease lasts without renewal, and how often it is renewed. */
const LEASE_MS = 10_000;
const RENEW_MS = 3_000;

/** The right to evaluate one site, with the fencing token that every journal transaction checks. */
export interface Lease {
  readonly token: bigint;
  release(): Promise<void>;
}

/**
 * Takes the site's lease for this node, and keeps renewing it. A node takes its own lease back at once, after a crash too.
 * Throws InputError when another node holds it. onLost is called when a renewal finds it gone.
 */
export async function takeLease(
  pool: Pool,
  site: string,
  node: string,
  onLost: (reason: string) => void,
): Promise<Lease> {
  const { rows } = await pool.query<{ token: string }>(
    `INSERT INTO lease (site, node, token, expires_at) VALUES ($1, $2, 1, now() + make_interval(secs => $3))
     ON CONFLICT (site) DO UPDATE SET node = excluded.node, token = lease.token + 1, expires_at = excluded.expires_at
     WHERE lease.node = excluded.node OR lease.expires_at < now()
     RETURNING token`,
    [site, node, LEASE_MS / 1000],
  );
  if (!rows[0])
    throw new InputError(`site ${site} is evaluated by another node now; try again in ${LEASE_MS / 1000} s`);
  const token = BigInt(rows[0].token);
  const renew = async () => {
    const renewed = await pool.query(
      'UPDATE lease SET expires_at = now() + make_interval(secs => $3) WHERE site = $1 AND token = $2',
      [site, token, LEASE_MS / 1000],
    );
    if (renewed.rowCount !== 1) onLost(`the lease of ${site} was taken by another node`);
  };
  // A renewal that fails because the database is away says nothing of the lease: the next transaction finds out.
  const timer = setInterval(() => void renew().catch(() => undefined), RENEW_MS);
  return {
    token,
    release: async () => {
      clearInterval(timer);
      await pool.query('DELETE FROM lease WHERE site = $1 AND token = $2', [site, token]);
    },
  };
}
