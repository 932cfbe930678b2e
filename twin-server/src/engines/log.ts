import type { Logger } from 'pino';

/** Where the engines report what they do: the part of a pino logger they use. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error'>;
