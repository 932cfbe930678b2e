import type { Migration } from '../migrate.ts';
import { sql as journal } from './0001-journal.ts';

/** Every step of the schema, in order. Once released a step is never changed, only followed by another. */
export const MIGRATIONS: readonly Migration[] = [{ version: 1, name: 'journal', sql: journal }];
