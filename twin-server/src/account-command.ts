import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { type Accounts, BY_SYSTEM, createAccess } from './access/access.ts';
import type { Config } from './config.ts';
import { openDatabase } from './engines/database.ts';
import type { Log } from './engines/log.ts';
import { migrate } from './engines/migrate.ts';
import { MIGRATIONS } from './engines/migrations/index.ts';
import { PERMISSIONS, ROLE_NAMES } from './principal.ts';
import { InputError, reasonOf } from './problem.ts';
import { readRunFile } from './run-file.ts';

const USAGE =
  'account add NAME (--role ROLE | --gateway SITE | --device CODE | --api-key) · account reset-password NAME';

/** What an `account` command made: its secret is told here once and never again. */
export interface AccountResult {
  readonly account: string;
  readonly secret: string;
}

/** The `account` commands: on the running server's database where there is one, else on the data folder's own. Throws InputError for wrong usage. */
export async function runAccount(args: string[], config: Config, log: Log): Promise<AccountResult> {
  const act = parse(args);
  const running = await readRunFile(config.dataDir);
  const database = await openDatabase({
    url: running?.databaseUrl ?? config.databaseUrl,
    dataDir: config.dataDir,
    log,
  });
  try {
    await migrate(database.pool, MIGRATIONS);
    const site = running?.site ?? (await onlySite(database.pool));
    const { account, secret } = await act(createAccess(database.pool).accounts, site);
    return { account, secret };
  } finally {
    await database.close();
  }
}

type Act = (accounts: Accounts, site: string | null) => Promise<AccountResult>;

function parse(args: string[]): Act {
  const { values, positionals } = parseOptions(args);
  const [verb, name, ...rest] = positionals;
  const usage = (reason: string) => new InputError(`${reason}; usage: ${USAGE}`, { place: 'account' });
  if (!verb || !name || rest.length > 0) throw usage('expected a verb and one NAME');
  const chosen = (['role', 'gateway', 'device', 'api-key'] as const).filter((key) => values[key] !== undefined);
  if (verb === 'reset-password') {
    if (chosen.length > 0) throw usage(`--${chosen[0]} does not go with reset-password`);
    return (accounts) => accounts.resetPassword(name, BY_SYSTEM);
  }
  if (verb !== 'add') throw usage(`${verb}: unknown verb`);
  if (chosen.length !== 1) throw usage('expected exactly one of --role, --gateway, --device, --api-key');
  if (values.role !== undefined) {
    const role = ROLE_NAMES.find((known) => known === values.role);
    if (!role) throw usage(`--role ${values.role}: expected ${ROLE_NAMES.join(', ')}`);
    return (accounts) => accounts.createUser({ name, role }, BY_SYSTEM);
  }
  if (values.gateway !== undefined) {
    const site = values.gateway;
    return (accounts) => accounts.createGateway({ name, site }, BY_SYSTEM);
  }
  if (values.device !== undefined) {
    const device = values.device;
    return (accounts, site) => {
      if (site === null)
        throw new InputError('there is no site yet that the device could belong to', { place: 'account' });
      return accounts.createDeviceKey({ name, site, device }, BY_SYSTEM);
    };
  }
  // A key for an outside system: it reads the twin and sends observations; it handles no alarms and manages nothing.
  const scopes = PERMISSIONS.filter(
    (permission) => permission === 'twin.view' || permission === 'observations.write' || permission === 'journal.read',
  );
  return (accounts) => accounts.createApiKey({ name, scopes }, BY_SYSTEM);
}

function parseOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        role: { type: 'string' },
        gateway: { type: 'string' },
        device: { type: 'string' },
        'api-key': { type: 'boolean' },
      },
    });
  } catch (cause) {
    throw new InputError(`${reasonOf(cause)}; usage: ${USAGE}`, { place: 'account' });
  }
}

async function onlySite(pool: Pool): Promise<string | null> {
  const { rows } = await pool.query<{ code: string }>('SELECT code FROM site ORDER BY code LIMIT 1');
  return rows[0]?.code ?? null;
}
