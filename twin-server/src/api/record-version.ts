import { createHash } from 'node:crypto';
import { z } from 'zod';
import { text } from './input.ts';
import { Problem } from './problem.ts';

/** What a change was made from: the `version` of the record as it was read. */
const Version = text(64).min(1);
/** The same where the record may be a new one: null then. */
export const VersionOrNew = Version.nullable().describe('`version` of the record as it was read; null for a new one');

/** A word for a record's content: the same content has the same, another content another. */
export function versionOf(record: object): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('base64url').slice(0, 16);
}

/** Refuses a change that was made from something else than what stands now. Throws Problem `conflict`, saying which. */
export function checkVersion(what: string, standing: object | null | undefined, given: string | null): void {
  if (!standing) {
    if (given !== null) throw new Problem('conflict', `${what} was removed since you read it`);
    return;
  }
  if (given === null) throw new Problem('conflict', `${what} exists already`);
  if (given !== versionOf(standing)) throw new Problem('conflict', `${what} was changed by somebody since you read it`);
}

/**
 * The query of a change that programs also make without having read: who gives `version` is refused where somebody was faster, who gives
 * none overwrites whatever stands.
 */
export const ChangeQuery = z.strictObject({
  version: text(64).optional().describe('`version` of the record as it was read; empty for a new one; none: overwrite'),
});

/** The same refusal, where the caller asks for it by a ChangeQuery. */
export function checkIfAsked(what: string, standing: object | null, { version }: z.infer<typeof ChangeQuery>): void {
  if (version !== undefined) checkVersion(what, standing, version || null);
}

/** Runs what it is given one after the other: between a check and its change nothing else happens. */
export function inTurn(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const run = last.then(act);
    last = run.catch(() => undefined);
    return run;
  };
}

/** The query of a removal. */
export const RemovalQuery = z.strictObject({ version: Version.describe('`version` of the record as it was read') });
