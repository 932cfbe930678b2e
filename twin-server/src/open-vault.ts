import type { Pool } from 'pg';
import type { Config } from './config.ts';
import type { Log } from './engines/log.ts';
import { Vault } from './engines/vault.ts';
import { masterKey } from './kept.ts';
import { sealStored } from './seal-stored.ts';

/** Opens the vault that secrets stand sealed in, and seals what was stored before there was one. Throws InputError for a damaged key. */
export async function openVault(
  pool: Pool,
  { masterKey: given, dataDir }: Pick<Config, 'masterKey' | 'dataDir'>,
  log: Log,
): Promise<Vault> {
  const vault = new Vault(given ?? (await masterKey(dataDir)), (place) =>
    log.error(
      { place },
      'a secret cannot be opened with this master key: give the key it was sealed with, or enter it again',
    ),
  );
  await sealStored(pool, vault);
  return vault;
}
