import pg from 'pg';
import { z } from 'zod';

/** The database's channel on which changed layers are told. */
export const CHANNEL = 'twin_layer';

/** Which layer of which site changed. */
const LayerNotice = z.object({ site: z.string(), layer: z.string() });
export type LayerNotice = z.infer<typeof LayerNotice>;

/** A database that is away is asked again after this. */
const RETRY_MS = 1_000;

/**
 * Follows the layers of a site, whichever process changes them: `onChange` is told the layer, or null after the database was away, when
 * any may have changed. Resolves when it listens; the returned function ends it.
 */
export async function followLayerChanges(
  pool: pg.Pool,
  site: string,
  onChange: (layer: string | null) => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | null = null;
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;

  const listen = async () => {
    const opened = new pg.Client(pool.options);
    opened.on('notification', ({ payload = '' }) => {
      const notice = LayerNotice.safeParse(parsed(payload));
      if (notice.success && notice.data.site === site) onChange(notice.data.layer);
    });
    opened.on('error', () => undefined);
    opened.once('end', () => {
      client = null;
      if (!stopped) retry = setTimeout(() => void again(), RETRY_MS);
    });
    await opened.connect();
    await opened.query(`LISTEN ${CHANNEL}`);
    client = opened;
  };
  const again = async () => {
    try {
      await listen();
      onChange(null);
    } catch {
      // Still away: a connection that never stood also ends, which asks again.
    }
  };
  const stop = async () => {
    stopped = true;
    clearTimeout(retry);
    await client?.end();
  };
  try {
    await listen();
  } catch (cause) {
    await stop();
    throw cause;
  }
  return stop;
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return null;
  }
}
