import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from './engines/database.ts';
import { AllowedServers } from './engines/outside/allowed-servers.ts';
import { isSealed } from './engines/vault.ts';
import { testDatabase } from './fixtures/database.ts';
import { testVault } from './fixtures/vault.ts';
import { masterKey } from './kept.ts';
import { Receivers } from './outlets/notify/receivers.ts';
import { sealStored } from './seal-stored.ts';
import { readConnections } from './sense/connection-table.ts';
import { MediaTable } from './video/media/media-table.ts';
import { readOnvif } from './video/onvif/onvif-table.ts';

const SITE = 'sample';

let database: Database;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'twin-vault-'));
  // As stored before there was a vault.
  await database.pool.query(`
    INSERT INTO connection VALUES ('${SITE}', 'PLC-1', '{"adapter":"modbus","name":"","enabled":false,"settings":{},"points":[]}', '{"password":"one"}', now());
    INSERT INTO receiver VALUES ('${SITE}', 'R-1', 'webhook', 'Desk', 'zh', true, '{}', '{}', '{"key":"two"}', now());
    INSERT INTO media_server VALUES ('${SITE}', 'srs', 'http://127.0.0.1:1985', NULL, 'three');
    INSERT INTO camera_feed VALUES ('${SITE}', 'C-1', 'main', 'live', 'c1', 'rtsp://u:four@127.0.0.1/1'), ('${SITE}', 'C-2', 'main', 'live', 'c2', NULL);
    INSERT INTO onvif_camera VALUES ('${SITE}', 'C-3', 'http://127.0.0.1/onvif', 'admin', 'five', 'P', 'rtsp://127.0.0.1', NULL, '{}')`);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const STORED = `SELECT secrets #>> '{}' AS value FROM connection UNION ALL SELECT secrets #>> '{}' FROM receiver UNION ALL SELECT secret FROM media_server
  UNION ALL SELECT source FROM camera_feed WHERE source IS NOT NULL UNION ALL SELECT password FROM onvif_camera ORDER BY 1`;
const stored = async () => (await database.pool.query<{ value: string }>(STORED)).rows.map(({ value }) => value);

test('8.1.3-3 secrets of a database from before are sealed at the start, once, and used as before', async () => {
  const { pool } = database;
  const vault = testVault();
  await sealStored(pool, vault);
  const sealed = await stored();
  expect(sealed.map(isSealed)).toEqual([true, true, true, true, true]);
  await sealStored(pool, vault);
  expect(await stored()).toEqual(sealed);
  expect(await readConnections(pool, vault, SITE)).toMatchObject([{ code: 'PLC-1', secrets: { password: 'one' } }]);
  const receivers = new Receivers(pool, vault, SITE, new AllowedServers([]));
  expect(await receivers.get('R-1')).toMatchObject({ secrets: { key: 'two' } });
  const media = new MediaTable(pool, vault, SITE);
  expect(await media.server()).toMatchObject({ secret: 'three' });
  expect((await media.feeds()).map(({ source }) => source)).toEqual(['rtsp://u:four@127.0.0.1/1', null]);
  expect(await readOnvif(pool, vault, SITE)).toMatchObject([{ password: 'five' }]);
});

test('8.1.3-3 the master key is made once, for its owner alone; one that is damaged is told, not replaced', async () => {
  const key = await masterKey(folder);
  expect(key).toHaveLength(32);
  expect(await masterKey(folder)).toEqual(key);
  const path = join(folder, 'master.key');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.slice(0, 40));
  await expect(masterKey(folder)).rejects.toThrow('expected 64 hexadecimal digits');
  expect(await readFile(path, 'utf8')).toBe(text.slice(0, 40));
});
