import { z } from 'zod';

/** What is wrong with one row: a heading's fault has the row where it was met, a fault of the whole row no field. */
const RowFaultSchema = z.object({
  row: z.int().describe('as a spreadsheet counts, the heading row is 1; in JSON the place in the list, from 1'),
  field: z.string().nullable().describe('name in the data dictionary'),
  reason: z.string(),
});
export type RowFault = z.infer<typeof RowFaultSchema>;

/** What an import of base data came to. */
export const BaseImportReport = z.object({
  kind: z.string(),
  accepted: z.int().describe('rows taken'),
  rejected: z.int().describe('rows refused'),
  dryRun: z.boolean().describe('everything was checked and nothing changed'),
  errors: z.array(RowFaultSchema).describe('in the order of the file; of several faults of a row, each'),
  errorsLeftOut: z.int().describe('faults beyond those that are listed'),
});
export type BaseImportReport = z.infer<typeof BaseImportReport>;
