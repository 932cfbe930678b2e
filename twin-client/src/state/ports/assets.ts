import type { AssetRights, AssetState, LedgerStep, OrganisationRecord } from 'twin-core';
import type { AssetLedger } from '../records/asset-ledger.ts';

/** A line to be entered; `day` as YYYY-MM-DD. */
export interface NewLedgerLine {
  readonly step: LedgerStep;
  readonly day: string;
  readonly note: string | null;
}

/** The ledger of devices over their life (8.2.1-3). Every method rejects with a Problem. */
export interface AssetsPort {
  /** States of assets by the code of their device; those that are not named are in service (8.2.1-4). */
  states(signal?: AbortSignal): Promise<ReadonlyMap<string, AssetState>>;
  ledger(device: string, signal?: AbortSignal): Promise<AssetLedger>;
  enter(device: string, line: NewLedgerLine): Promise<void>;
  /** Who owns, uses and runs a device, or what of a facility has no rights of its own (8.2.1-2). */
  setRights(rights: AssetRights): Promise<void>;
  /** Takes back what was said of a device or of a facility. */
  dropRights(of: Pick<AssetRights, 'scope' | 'code'>): Promise<void>;
  organisations(signal?: AbortSignal): Promise<readonly OrganisationRecord[]>;
}
