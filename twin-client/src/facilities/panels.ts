import type { ComponentType } from 'react';
import type { Device } from 'twin-core';
import { LiveValues } from './live-values.tsx';

/** What a panel of live data is given. */
export interface FacilityPanelProps {
  readonly device: Device;
}

/** Facilities with a panel of their own; every other one is shown by its declaration alone. */
const OWN_PANELS: Readonly<Record<string, ComponentType<FacilityPanelProps>>> = {};

/** The panel of live data of a facility. */
export function panelOf(facility: string): ComponentType<FacilityPanelProps> {
  return OWN_PANELS[facility] ?? LiveValues;
}
