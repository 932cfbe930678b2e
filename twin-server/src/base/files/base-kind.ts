import type { Label } from 'twin-core';
import type { z } from 'zod';
import type { Field } from './field.ts';

/** Lists of records that others refer to. */
export type Referred = 'building' | 'house' | 'person' | 'organisation' | 'device' | 'zone';

/** One kind of base data that is imported from files: what its columns are and what makes a record right. */
export interface BaseKind {
  /** As in the data dictionary. */
  readonly name: string;
  readonly label: Label;
  readonly schema: z.ZodType<Record<string, unknown>>;
  readonly fields: readonly Field[];
  /** Fields that tell records apart; a row with the same is the same record, new or changed. */
  readonly key: readonly string[];
  /** Fields that name another record, by list. */
  readonly references?: Readonly<Record<string, Referred>>;
  /** A field through which records of the kind belong to each other as a tree. */
  readonly tree?: string;
  /** Fills in what follows from what is given, before the record is checked. */
  readonly complete?: (draft: Record<string, unknown>) => void;
}
