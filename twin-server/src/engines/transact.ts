import type pg from 'pg';

/** Runs statements in one transaction on one connection: all of them, or none where `act` rejects. */
export async function transact<T>(pool: pg.Pool, act: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let fault: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await act(client);
    await client.query('COMMIT');
    return result;
  } catch (cause) {
    fault = cause instanceof Error ? cause : new Error(String(cause));
    throw cause;
  } finally {
    // A connection whose transaction failed is closed, which also rolls back.
    client.release(fault);
  }
}
