import type { ComponentType } from 'react';
import { ChargingPanel } from './charging/charging-panel.tsx';
import { LiveValues } from './live-values.tsx';
import type { FacilityPanelProps } from './panel-props.ts';

/** Facilities with a panel of their own; every other one is shown by its declaration alone. */
const OWN_PANELS: Readonly<Record<string, ComponentType<FacilityPanelProps>>> = { charging: ChargingPanel };

/** The panel of live data of a facility. */
export function panelOf(facility: string): ComponentType<FacilityPanelProps> {
  return OWN_PANELS[facility] ?? LiveValues;
}
