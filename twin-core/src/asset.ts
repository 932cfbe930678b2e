import { z } from 'zod';
import { Code } from './code.ts';

const STATES = ['planned', 'installed', 'inService', 'repair', 'retired'] as const;

/** States of an asset over its life (8.2.1-4). */
export const AssetState = z.enum(STATES);
export type AssetState = z.infer<typeof AssetState>;

/** What its ledger tells (8.2.1-3): a state it came to, or that it was inspected, which leaves its state as it is. */
export const LedgerStep = z.enum([...STATES, 'inspected']);
export type LedgerStep = z.infer<typeof LedgerStep>;

/** Whose assets are (8.2.1-2): codes of organisations that own, use and run them. Of one device, or of all of a facility that have none of their own. */
export const AssetRights = z.object({
  scope: z.enum(['facility', 'device']),
  /** Id of the facility, or code of the device. */
  code: Code,
  ownerRight: Code,
  useRight: Code,
  opsRight: Code,
});
export type AssetRights = z.infer<typeof AssetRights>;
