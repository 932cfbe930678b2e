import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCameraServer } from './cameras/camera-server.ts';
import { holdLifeline } from './lifeline.ts';
import { play } from './play.ts';
import { findModels, readEstate } from './read-estate.ts';
import { readSettings, UsageError } from './settings.ts';

const GOODBYE_MS = 3_000;

const log = (line: string) => process.stdout.write(`simulator: ${line}\n`);

function refuse(reason: string): never {
  process.stderr.write(`simulator: ${reason}\n`);
  process.exit(2);
}

async function main(): Promise<void> {
  const { models, seed, url, account, key, asked, cameras } = readSettings(process.env);
  const estate = await readEstate(models ?? (await findModels(dirname(fileURLToPath(import.meta.url)))), seed);
  for (const [kind, count] of estate.unknownKinds) log(`${count} device(s) of unknown kind ${kind} stay silent`);
  const running = play(
    estate,
    { url, account, key, asked },
    { log, refused: (reason) => refuse(`TWIN_SIM_ACCOUNT, TWIN_SIM_KEY: ${reason}`) },
  );
  if (cameras) {
    // Without its pictures the estate still lives.
    openCameraServer({ ...cameras, shown: (camera) => running.shown(camera) }).catch((cause: unknown) =>
      log(`no camera has a picture: ${cause instanceof Error ? cause.message : String(cause)}`),
    );
  }
  holdLifeline((reason) => {
    log(`ends: ${reason}`);
    // A broker that is gone at the same moment must not keep this process waiting for a goodbye.
    setTimeout(() => process.exit(0), GOODBYE_MS).unref();
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) refuse(error.message);
  process.stderr.write(`simulator: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
