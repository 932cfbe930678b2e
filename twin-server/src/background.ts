import type { Logger } from 'pino';
import { reasonOf } from './problem.ts';

/** Runs a chore that may fail now and is done again later. */
export async function background(log: Logger, chore: () => Promise<unknown>): Promise<void> {
  await chore().catch((cause: unknown) =>
    log.warn({ reason: reasonOf(cause) }, 'housekeeping failed; it is tried again later'),
  );
}
