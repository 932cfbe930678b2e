import { z } from 'zod';
import { Georeference } from './building.ts';
import { Code } from './code.ts';
import { Placement } from './place.ts';

/** Where an import is: the file arrives, waits its turn, is read, meshed, tiled and indexed; the last three are final. */
export const ImportStage = z.enum([
  'upload',
  'queued',
  'parse',
  'mesh',
  'tile',
  'index',
  'done',
  'failed',
  'cancelled',
]);
export type ImportStage = z.infer<typeof ImportStage>;

/** Whether an import in this stage is over. */
export function isFinal(stage: ImportStage): boolean {
  return stage === 'done' || stage === 'failed' || stage === 'cancelled';
}

/**
 * Where the building is to stand. `file`: by the file's own georeference if it is believed, else where it stands already, else at the
 * site's middle. `keep`: where it stands already. `site`: at the site's middle. Or the place told.
 */
export const ImportPlacement = z.union([z.enum(['file', 'keep', 'site']), Placement]);
export type ImportPlacement = z.infer<typeof ImportPlacement>;

/** Why a model stands where it stands: by its file, where it stood before, at the site's middle, or where the caller told. */
export const Standing = z.enum(['file', 'kept', 'site', 'told']);
export type Standing = z.infer<typeof Standing>;

/** What is asked of an import: for a building that exists, or a new one, whose name is the model's own where none is given. */
export const ImportRequest = z.strictObject({
  /** Id of an upload, finished or under way. */
  upload: z.uuid(),
  building: z.union([
    z.strictObject({ code: Code }),
    z.strictObject({ code: Code, new: z.literal(true), name: z.string().trim().min(1).max(200).optional() }),
  ]),
  placement: ImportPlacement.optional(),
});
export type ImportRequest = z.infer<typeof ImportRequest>;

/** What came of an import. */
export const ImportReport = z.object({
  /** Number of the building's version that it made. */
  version: z.int(),
  stands: Standing,
  placement: Placement,
  georeference: Georeference,
  schema: z.string(),
  application: z.string().nullable(),
  counts: z.object({
    products: z.int(),
    withGeometry: z.int(),
    triangles: z.int(),
    storeys: z.int(),
    spaces: z.int(),
    doors: z.int(),
    stairs: z.int(),
    systems: z.int(),
    devices: z.int(),
    /** Elements and spaces that can be searched. */
    indexed: z.int(),
  }),
  /** Bytes of tiles and model. */
  bytes: z.number(),
  /** Wall time from the queue to the last byte. */
  seconds: z.number(),
  /** Lines that say what and where; the first of `warningCount`. */
  warnings: z.array(z.string()),
  warningCount: z.int(),
});
export type ImportReport = z.infer<typeof ImportReport>;

/** What stopped an import, so that a page can say it in its language; `detail` says it in English with its place. */
export const ImportFailureCode = z.enum([
  'empty',
  'notIfc',
  'schema',
  'truncated',
  'archive',
  'tooLarge',
  'tooSlow',
  'noGeometry',
  'uploadExpired',
  'interrupted',
  'unreadable',
  'internal',
]);
export type ImportFailureCode = z.infer<typeof ImportFailureCode>;
export const ImportFailure = z.object({ code: ImportFailureCode, detail: z.string() });
export type ImportFailure = z.infer<typeof ImportFailure>;

/** A stage that an import reached, and when, epoch ms: it took until the next one. */
export const ReachedStage = z.object({ stage: ImportStage, at: z.number() });
export type ReachedStage = z.infer<typeof ReachedStage>;

/** An import as everybody with the right sees it. Times are epoch ms. */
export const ImportJob = z.object({
  id: z.string(),
  building: z.string(),
  /** Name asked for a new building; null where it exists or the model's own is taken. */
  name: z.string().nullable(),
  isNew: z.boolean(),
  fileName: z.string(),
  bytes: z.number(),
  stage: ImportStage,
  /** Of the stage, 0 to 1. */
  fraction: z.number(),
  /** The stages so far in their order, the present one last; those of an attempt that was broken off are forgotten. */
  stages: z.array(ReachedStage),
  /** How many imports are before it while it is queued. */
  ahead: z.int(),
  requestedBy: z.string(),
  requestedAt: z.number(),
  finishedAt: z.number().nullable(),
  report: ImportReport.nullable(),
  failure: ImportFailure.nullable(),
  /** The upload it waits for, while it does: a sender that lost its connection goes on with it. */
  upload: z.string().nullable(),
  /** It can be tried again: the file is still here. */
  repeatable: z.boolean(),
});
export type ImportJob = z.infer<typeof ImportJob>;

/** A model that a building had or has (clause 6.4.1-2-5). */
export const BuildingVersion = z.object({
  version: z.int(),
  fileName: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  /** What the record's source said. */
  source: z.string(),
  /** Who imported it; null for a model that came with the site. */
  storedBy: z.string().nullable(),
  /** When it was stored, epoch ms. */
  storedAt: z.number(),
  current: z.boolean(),
});
export type BuildingVersion = z.infer<typeof BuildingVersion>;
