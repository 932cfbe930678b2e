import type { Pool, PoolClient } from 'pg';

/** Reads sums over many alarms at one moment. Statements are not compiled: that would take longer than running them. */
export async function summing<T>(pool: Pool, read: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let fault: Error | undefined;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off');
    const result = await read(client);
    await client.query('COMMIT');
    return result;
  } catch (cause) {
    fault = cause as Error;
    throw cause;
  } finally {
    client.release(fault);
  }
}
