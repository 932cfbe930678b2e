import pino from 'pino';
import { BY_SYSTEM, createAccess } from '../../twin-server/src/access/access.ts';
import { openDatabase } from '../../twin-server/src/engines/database.ts';
import { readRunFile } from '../../twin-server/src/run-file.ts';
import type { TwinProcess } from '../twin-process.ts';

/** An API key that may do what tests and benchmarks do, and a gateway's MQTT account of a site, made as the command line makes them. */
export async function machineKey(
  twin: TwinProcess,
  site: string,
): Promise<{ readonly key: string; readonly gateway: { readonly account: string; readonly secret: string } }> {
  const running = await readRunFile(twin.dataDir);
  if (!running) throw new Error('the server has no run.json');
  const database = await openDatabase({
    url: running.databaseUrl,
    dataDir: twin.dataDir,
    log: pino({ level: 'silent' }),
  });
  try {
    const { accounts } = createAccess(database.pool);
    const { secret: key } = await accounts.createApiKey(
      { name: 'tests', scopes: ['device.manage', 'twin.view', 'observations.write', 'journal.read'] },
      BY_SYSTEM,
    );
    const { account, secret } = await accounts.createGateway({ name: 'tests-gateway', site }, BY_SYSTEM);
    return { key, gateway: { account, secret } };
  } finally {
    await database.close();
  }
}
