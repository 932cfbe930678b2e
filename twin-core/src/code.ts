import { z } from 'zod';

/** The code of a record: what people, messages and addresses call it by. */
export const Code = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dot, underscore or hyphen, at most 64');
