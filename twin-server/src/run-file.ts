import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** How a command finds the server of a data folder: written by a running server, readable by its owner alone. */
export const RunFile = z.object({
  pid: z.number().int(),
  url: z.string(),
  mqttUrl: z.string(),
  databaseUrl: z.string(),
  site: z.string(),
});
export type RunFile = z.infer<typeof RunFile>;

const pathIn = (dataDir: string) => join(dataDir, 'run.json');

export async function writeRunFile(dataDir: string, run: RunFile): Promise<void> {
  await writeFile(pathIn(dataDir), `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  // The mode counts only for a new file: one left by a crash keeps its own.
  await chmod(pathIn(dataDir), 0o600);
}

export async function removeRunFile(dataDir: string): Promise<void> {
  await rm(pathIn(dataDir), { force: true });
}

/** The running server of this data folder, or null when there is none: no file, not readable as one, or its process is gone. */
export async function readRunFile(dataDir: string): Promise<RunFile | null> {
  const text = await readFile(pathIn(dataDir), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const run = RunFile.parse(JSON.parse(text));
    process.kill(run.pid, 0);
    return run;
  } catch {
    // Half-written, of another version, or its process is gone: nobody to talk to.
    return null;
  }
}
