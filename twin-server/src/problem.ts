/**
 * A fault of whoever called, configured or supplied a file: told in one line and answered with exit code 2,
 * never with a stack trace. Faults of the program itself are ordinary errors.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** Exit code of a command that ends with this error. */
  readonly exitCode = 2;
  readonly place: string | null;
  readonly reason: string;

  /** `place` is the setting, the file, or the file and the place in it that the reason speaks of. */
  constructor(reason: string, options: { place?: string; cause?: unknown } = {}) {
    const line = options.place === undefined ? reason : `${options.place}: ${reason}`;
    super(line.replace(/\s*[\r\n]+\s*/g, '; ').trim(), { cause: options.cause });
    this.place = options.place ?? null;
    this.reason = reason;
  }
}

/** Something that this needs is away for now: nothing was done, and it may be asked again. The API answers it with 503. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

/** What went wrong, in words: an error's message (with its parts where it is an aggregate), or the value itself. */
export function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return cause.errors.map(reasonOf).join('; ');
  if (cause instanceof Error) return cause.message || codeOf(cause) || cause.name;
  return String(cause);
}

/** The code of a system or database error (`ECONNREFUSED`, `53100`), where there is one. */
export function codeOf(cause: unknown): string | undefined {
  if (cause instanceof AggregateError && cause.errors.length > 0) return codeOf(cause.errors[0]);
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
