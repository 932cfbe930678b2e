import type { Device } from 'twin-core';

/** What a panel of live data is given. */
export interface FacilityPanelProps {
  readonly device: Device;
}
