import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOSSIER_FORMAT, DOSSIER_VERSION, type DossierContent } from 'twin-core/dossier';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageDigest, readDossierFile } from './dossier/dossier-file.ts';
import { type DossierKey, openDossierKey } from './dossier/dossier-key.ts';
import { writeDossier } from './dossier/write-dossier.ts';
import { runVerifyDossier } from './dossier-command.ts';
import type { Database } from './engines/database.ts';
import { Vault } from './engines/vault.ts';
import { testDatabase } from './fixtures/database.ts';
import { testVault } from './fixtures/vault.ts';
import { UnavailableError } from './problem.ts';

const PAGE = readDossierFile(
  Buffer.from('<p>page</p><script type="application/vnd.twin.dossier" id="records">\n</script></html>'),
)!;
const SPOKEN: string[] = [];

let database: Database;
let folder: string;
let key: DossierKey;
let dossier: Buffer;
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'twin-dossier-'));
  key = await openDossierKey(database.pool, testVault(), 'S');
  const pieces: Buffer[] = [];
  for await (const piece of writeDossier(PAGE, key, contents())) pieces.push(Buffer.from(piece));
  dossier = Buffer.concat(pieces);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

async function* contents(): AsyncGenerator<DossierContent> {
  yield {
    kind: 'header',
    format: DOSSIER_FORMAT,
    version: DOSSIER_VERSION,
    id: 'D',
    site: { code: 'S', name: { zh: '样例', en: 'Sample' }, timeZone: 'Asia/Shanghai' },
    subject: { alarm: 'A1' },
    from: 0,
    to: 1,
    madeAt: 2,
    madeBy: { account: 'wang', displayName: '王' },
    publicKey: key.publicKey,
    page: pageDigest(PAGE),
  };
  yield { kind: 'leftOut', what: 'clips', count: 3, reason: 'size' };
}

const verify = async (bytes: Buffer, ...more: string[]) => {
  const file = join(folder, 'dossier.html');
  await writeFile(file, bytes);
  SPOKEN.length = 0;
  return runVerifyDossier([file, ...more], (line) => SPOKEN.push(line));
};

test('issue 9.6 a dossier is verified without a server, by its own key, and by the one that is expected', async () => {
  const { fingerprint } = key;
  const about = { site: 'S', alarm: 'A1', madeBy: 'wang', madeAt: '1970-01-01T00:00:00.002Z' };
  expect(await verify(dossier)).toMatchObject({ ok: true, records: 3, firstChanged: null, fingerprint, ...about });
  expect(SPOKEN).toEqual([]);
  expect(await verify(dossier, '--key', fingerprint.toUpperCase())).toMatchObject({ ok: true });
  expect(await verify(dossier, '--key', 'ab:cd')).toMatchObject({ ok: false, firstChanged: null });
  expect(SPOKEN[0]).toContain('signed by another key than ab:cd');
});

test('issue 9.6 the first changed record is named in one line', async () => {
  const changed = Buffer.from(dossier.toString().replace('"size"', '"sizE"'));
  const firstChanged = { index: 1, kind: 'leftOut', what: 'content' };
  expect(await verify(changed)).toMatchObject({ ok: false, records: null, firstChanged, madeBy: 'wang' });
  expect(SPOKEN).toEqual([expect.stringMatching(/: record 1 \(leftOut\) is the first changed one: its content is/)]);
  const cut = dossier.toString().split('\n').toSpliced(-2, 1).join('\n');
  expect(await verify(Buffer.from(cut))).toMatchObject({ firstChanged: { index: 2, kind: null, what: 'missing' } });
  const page = Buffer.from(dossier.toString().replace('<p>page</p>', '<p>Page</p>'));
  expect(await verify(page)).toMatchObject({ ok: false, firstChanged: { index: null, kind: 'page', what: 'page' } });
});

test.each([
  [[], /^verify-dossier: no FILE; usage: verify-dossier FILE/],
  [['a', 'b'], /b: one FILE at a time/],
  [['/nowhere/x'], /^\/nowhere\/x: /],
  [['--all'], /--all/],
])('verify-dossier %j is refused in one line', async (argv, reason) => {
  await expect(runVerifyDossier(argv, () => undefined)).rejects.toThrow(reason);
});

test('8.1.3-3 the key pair is made once, its private half sealed; with another master key nothing is signed and no other pair is made', async () => {
  const again = await openDossierKey(database.pool, testVault(), 'S');
  expect(again.publicKey).toBe(key.publicKey);
  expect(again.pem).toMatch(/^-----BEGIN PUBLIC KEY-----\n[\w+/=\n]+-----END PUBLIC KEY-----\n$/);
  const { rows } = await database.pool.query('SELECT sealed FROM dossier_key');
  expect(rows).toEqual([{ sealed: expect.stringMatching(/^sm4\./) }]);
  const other = new Vault(Buffer.alloc(32, 8), () => undefined);
  await expect(openDossierKey(database.pool, other, 'S')).rejects.toThrow(UnavailableError);
});
