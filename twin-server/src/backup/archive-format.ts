import { z } from 'zod';

/**
 * The form of a backup: gzip over entries one after another. An entry is a line of JSON that says what it is, then its content in
 * pieces, each with its length before it as uint32 little-endian; a length of 0 ends it. The first entry is the head, the last the
 * manifest, which proves that nothing is missing or changed.
 */
export const FORMAT = 'twin-backup';
export const FORMAT_VERSION = 1;

/** What an entry is. */
export const EntryHead = z.discriminatedUnion('entry', [
  z.object({ entry: z.literal('head') }),
  /** Rows of one table as COPY writes them in text. */
  z.object({ entry: z.literal('table'), name: z.string() }),
  /** A file of the data folder, by its path in it with `/`. */
  z.object({ entry: z.literal('file'), name: z.string(), mode: z.int() }),
  z.object({ entry: z.literal('manifest') }),
]);
export type EntryHead = z.infer<typeof EntryHead>;

/** A table as it must be to take its rows. */
const TableShape = z.object({
  name: z.string(),
  /** Columns that hold what was written, in the order of the rows: those that are computed are left out. */
  columns: z.array(z.string()),
  /** Of a partition: the table it belongs to, and which of its rows. */
  partition: z.object({ of: z.string(), bound: z.string() }).nullable(),
});
export type TableShape = z.infer<typeof TableShape>;

export const Head = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.int(),
  madeAt: z.iso.datetime(),
  /** Steps of the schema that were applied, in order. */
  migrations: z.array(z.object({ version: z.int(), name: z.string(), checksum: z.string() })),
  /** In an order in which rows find what they refer to. */
  tables: z.array(TableShape),
});
export type Head = z.infer<typeof Head>;

export const Manifest = z.object({
  entries: z.array(
    z.object({
      entry: z.enum(['table', 'file']),
      name: z.string(),
      bytes: z.int(),
      /** Of a table. */
      rows: z.int().nullable(),
      sha256: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
});
export type Manifest = z.infer<typeof Manifest>;
