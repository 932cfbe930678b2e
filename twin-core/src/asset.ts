import { z } from 'zod';

const STATES = ['planned', 'installed', 'inService', 'repair', 'retired'] as const;

/** States of an asset over its life (8.2.1-4). */
export const AssetState = z.enum(STATES);
export type AssetState = z.infer<typeof AssetState>;

/** What its ledger tells (8.2.1-3): a state it came to, or that it was inspected, which leaves its state as it is. */
export const LedgerStep = z.enum([...STATES, 'inspected']);
export type LedgerStep = z.infer<typeof LedgerStep>;
