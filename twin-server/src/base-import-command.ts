import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { request } from 'node:http';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import { BY_SYSTEM, createAccess } from './access/access.ts';
import { KIND_NAMES, type KindName } from './base/files/kinds.ts';
import { BaseImportReport } from './base/files/report.ts';
import type { Config } from './config.ts';
import { openDatabase } from './engines/database.ts';
import { openBaseImports } from './open-base-imports.ts';
import { openStoppedTwin } from './open-stopped-twin.ts';
import { InputError, reasonOf } from './problem.ts';
import { type RunFile, readRunFile } from './run-file.ts';

export interface BaseImportOptions {
  readonly config: Config;
  /** Folder with the demonstration's site.json. */
  readonly models: string;
  readonly log: Logger;
}

/** Whether `import` and `template` know a word as a kind of base data. */
export function isBaseKind(word: string): word is KindName {
  return KIND_NAMES.some((kind) => kind === word);
}

/**
 * Imports a file of base data: by the running server of the data folder where there is one, so that its screens follow, else by
 * a pipeline of this process. Throws InputError for a file that cannot be read.
 */
export async function importBaseFile(
  kind: KindName,
  path: string,
  dryRun: boolean,
  { config, models, log }: BaseImportOptions,
): Promise<BaseImportReport> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new InputError(reasonOf(cause), { place: path, cause });
  });
  if (!found.isFile()) throw new InputError('is no file', { place: path });
  const running = await readRunFile(config.dataDir);
  if (running) return importThere(running, kind, path, dryRun, config, log);
  const twin = await openStoppedTwin({ config, models, log });
  try {
    return await openBaseImports(twin).run(kind, { path, name: basename(path) }, dryRun);
  } finally {
    await twin.close();
  }
}

/** Hands the file to a running server under a key that is made for this and gone after it. */
async function importThere(
  { url, databaseUrl, site }: RunFile,
  kind: KindName,
  path: string,
  dryRun: boolean,
  { dataDir }: Config,
  log: Logger,
): Promise<BaseImportReport> {
  const database = await openDatabase({ url: databaseUrl, dataDir, log });
  const { accounts } = createAccess(database.pool);
  const name = `import-${randomBytes(6).toString('hex')}`;
  try {
    const { secret } = await accounts.createApiKey({ name, scopes: ['base.manage'], site }, BY_SYSTEM);
    try {
      const query = new URLSearchParams({ dryRun: String(dryRun), name: basename(path) });
      return await post(`${url}/api/v1/base-imports/${kind}?${query}`, secret, path);
    } finally {
      await accounts.remove(name, BY_SYSTEM);
    }
  } finally {
    await database.close();
  }
}

/** Not by fetch, which gives an answer up after five minutes. */
async function post(url: string, key: string, path: string): Promise<BaseImportReport> {
  const sent = request(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' },
  });
  const answered = new Promise<{ status: number; body: string }>((resolve, reject) => {
    sent.once('error', reject);
    sent.once('response', (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    });
  });
  // A server that refuses a file early closes the connection: what it says counts, not that it was closed.
  const [{ status, body }] = await Promise.all([
    answered,
    pipeline(createReadStream(path), sent).catch(() => undefined),
  ]);
  if (status === 200) return BaseImportReport.parse(JSON.parse(body));
  const { detail } = JSON.parse(body) as { detail?: string };
  if (status < 500) throw new InputError(detail ?? `refused with status ${status}`);
  throw new Error(`the server at ${url} answered ${status}: ${detail}`);
}
