import type { DeviceRecord, Placement } from 'twin-core';
import { LOAD_FACILITY, LOAD_KIND } from './facility.ts';

/** Devices of one storey, storeys of one building: what an estate's gateways see. */
const STOREY_DEVICES = 50;
const STOREYS = 20;
/** Degrees between neighbours, about a metre. */
const STEP_DEG = 0.00001;

/** The code of the load-test device number i. */
export const loadCode = (i: number) => `LT-${String(i).padStart(6, '0')}`;

/** The record of the load-test device number i: buildings of twenty storeys, fifty devices each. */
export function loadDevice(i: number, frame: Placement): DeviceRecord {
  const storey = Math.floor(i / STOREY_DEVICES);
  const building = Math.floor(storey / STOREYS);
  return {
    code: loadCode(i),
    name: `负载测试设备 ${i}`,
    kind: LOAD_KIND,
    facility: LOAD_FACILITY.id,
    manufacturer: null,
    model: null,
    installPosition: null,
    installedAt: null,
    location: {
      longitude: frame.longitude + (i % 300) * STEP_DEG,
      latitude: frame.latitude + Math.floor(i / 300) * STEP_DEG,
      height: frame.height,
    },
    building: `LB${String(building + 1).padStart(3, '0')}`,
    storey: `${(storey % STOREYS) + 1}F`,
    space: null,
    zone: null,
    ifcGuid: null,
    owningUnit: null,
    maintainer: null,
    parent: null,
    links: [],
  };
}
