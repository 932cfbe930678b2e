import { AssetState, LedgerStep } from 'twin-core';
import { z } from 'zod';

/** GET /api/v1/devices/{code}/ledger */
export const AssetLedger = z.object({
  state: AssetState,
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
