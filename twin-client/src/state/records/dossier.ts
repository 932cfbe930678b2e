import { Label } from 'twin-core';
import { z } from 'zod';

/** What came of verifying a dossier. Times are epoch ms. */
export const DossierReport = z.object({
  ok: z.boolean(),
  records: z.number().nullable(),
  firstChanged: z.object({ index: z.number().nullable(), kind: z.string().nullable(), what: z.string() }).nullable(),
  fingerprint: z.string().nullable(),
  /** Signed by the site of this server. */
  ownKey: z.boolean(),
  about: z
    .object({
      id: z.string(),
      site: Label,
      alarm: z.string().nullable(),
      from: z.number(),
      to: z.number(),
      madeAt: z.number(),
      madeBy: z.string(),
    })
    .nullable(),
});
export type DossierReport = z.infer<typeof DossierReport>;
