import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from './problem.ts';

const GatewayKey = z.object({ account: z.string(), secret: z.string() });
/** The MQTT account of the demonstration's gateway. */
export type GatewayKey = z.infer<typeof GatewayKey>;

/**
 * The demonstration gateway's key, kept in the data folder (mode 0600) so that it stays the same from start to start: the
 * database holds only its hash. `make` creates it, or gives an existing gateway a new one, when the file is missing.
 */
export async function demoGatewayKey(dataDir: string, make: () => Promise<GatewayKey>): Promise<GatewayKey> {
  const path = join(dataDir, 'demo-gateway.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text !== null) {
    const kept = GatewayKey.safeParse(JSON.parse(text));
    if (kept.success) return kept.data;
  }
  const { account, secret } = await make();
  await writeFile(path, `${JSON.stringify({ account, secret })}\n`, { mode: 0o600 });
  await chmod(path, 0o600);
  return { account, secret };
}

/**
 * The key that secrets at rest are sealed with, 32 bytes: made once where none was given, and kept in the data folder (mode 0600). Throws InputError
 * where what is kept is no such key: with a new one nothing that was sealed could be opened.
 */
export async function masterKey(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, 'master.key');
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    throw cause;
  });
  if (text !== null) {
    if (!/^[0-9a-f]{64}\n?$/.test(text))
      throw new InputError('expected 64 hexadecimal digits; put back the key that secrets were sealed with', {
        place: path,
      });
    return Buffer.from(text.trim(), 'hex');
  }
  const key = randomBytes(32);
  await writeFile(path, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

/** A node keeps its name over restarts, so that it may take its own lease back at once after a crash. */
export async function nodeName(dataDir: string): Promise<string> {
  const path = join(dataDir, 'node-id');
  const kept = (await readFile(path, 'utf8').catch(() => '')).trim();
  if (kept) return kept;
  const name = randomUUID();
  await writeFile(path, `${name}\n`, { mode: 0o600 });
  return name;
}
