import { AssetRights, AssetState, LedgerStep } from 'twin-core';
import { z } from 'zod';

const Unit = z.object({ code: z.string(), name: z.string() });

/** GET /api/v1/devices/{code}/ledger */
export const AssetLedger = z.object({
  state: AssetState,
  /** Null where nobody said: then nothing can be entered. */
  rights: z.object({ scope: AssetRights.shape.scope, ownerRight: Unit, useRight: Unit, opsRight: Unit }).nullable(),
  items: z.array(
    z.object({
      step: LedgerStep,
      /** YYYY-MM-DD. */
      day: z.string(),
      note: z.string().nullable(),
      by: z.string(),
      /** Epoch ms. */
      enteredAt: z.number(),
    }),
  ),
});
export type AssetLedger = z.infer<typeof AssetLedger>;

/** GET /api/v1/asset-states: those in another state than in service. */
export const AssetStates = z.object({ items: z.array(z.object({ device: z.string(), state: AssetState })) });
