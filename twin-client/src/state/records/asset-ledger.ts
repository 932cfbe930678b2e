import { z } from 'zod';

/** States of an asset over its life (8.2.1-4). */
const ASSET_STATES = ['planned', 'installed', 'inService', 'repair', 'retired'] as const;
/** What may be entered: a state it came to, or that it was inspected. */
export const LEDGER_STEPS = [...ASSET_STATES, 'inspected'] as const;
export type LedgerStep = (typeof LEDGER_STEPS)[number];

/** GET /api/v1/devices/{code}/ledger */
export const AssetLedger = z.object({
  state: z.enum(ASSET_STATES),
  items: z.array(
    z.object({
      step: z.enum(LEDGER_STEPS),
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
