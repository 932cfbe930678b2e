import { InputError } from '../problem.ts';

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u;

/** A usable account name, without the space around it. Throws InputError for another. */
export function checkName(name: string): string {
  const trimmed = name.normalize('NFC').trim();
  if (!NAME.test(trimmed))
    throw new InputError(
      'expected letters, digits, dot, underscore, @ or hyphen, at most 64, beginning with a letter or digit',
      {
        place: `account name ${JSON.stringify(name.slice(0, 80))}`,
      },
    );
  return trimmed;
}

/** Shortest and longest password; no rule about its characters (NIST SP 800-63B 3.1.1.2). */
const PASSWORD_LENGTH = { min: 8, max: 256 } as const;

/** Throws InputError for a password that is too short, too long, or the account's own name. */
export function checkPassword(password: string, name: string): void {
  if (password.length < PASSWORD_LENGTH.min || password.length > PASSWORD_LENGTH.max)
    throw new InputError(`expected ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters`, { place: 'password' });
  if (password.toLowerCase() === name.toLowerCase())
    throw new InputError('must not be the account name', { place: 'password' });
}
