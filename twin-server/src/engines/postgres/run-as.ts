import { spawnSync } from 'node:child_process';
import { lstatSync } from 'node:fs';
import { InputError } from '../../problem.ts';

/** Numeric user and group that PostgreSQL runs under; both undefined: the user of this process. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Accounts taken, in this order, when this process is root: PostgreSQL refuses to run as root. `twin-postgres` is for
 * an administrator to make; `nobody` is on every system.
 */
const ACCOUNTS = ['twin-postgres', 'nobody'] as const;

/**
 * Chooses the user for the database folder at `folder`: as root, the folder's owner where it already stands, else an
 * unprivileged account; as anyone else, oneself. Throws InputError where the folder belongs to somebody else.
 */
export function chooseUser(folder: string): RunAs {
  const self = process.getuid?.();
  if (self === undefined) return {};
  const owner = lstatSync(folder, { throwIfNoEntry: false });
  if (self !== 0) {
    if (owner === undefined || owner.uid === self) return {};
    throw new InputError(
      `${folder} belongs to user ${owner.uid}; start as that user or as root, or choose another folder`,
      { place: 'TWIN_DATA' },
    );
  }
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ACCOUNTS) {
    const uid = numericId('-u', name);
    const gid = numericId('-g', name);
    if (uid !== undefined && gid !== undefined && uid !== 0) return { uid, gid };
  }
  throw new InputError(
    'the embedded PostgreSQL cannot run as root and no unprivileged account was found; make an account twin-postgres, start as an ordinary user, or set DATABASE_URL',
  );
}

function numericId(flag: '-u' | '-g', account: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, account], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) : undefined;
}
