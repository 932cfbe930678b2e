import { type BuildingOutline, DeviceRecord, localToGeo, type Placement } from 'twin-core';

/** For tests: where the sample building stands. */
export const PLACEMENT: Placement = { longitude: 112.55, latitude: 37.87, height: 771.6, headingDeg: 12.5 };

const space = (name: string, x: number, storey: string, longName: string): BuildingOutline['spaces'][number] => ({
  globalId: `space-${storey}-${name}`,
  name,
  longName,
  objectType: 'HOME',
  storey,
  footprint: [
    [x, 0],
    [x + 10, 0],
    [x + 10, 10],
    [x, 10],
  ],
  box: { min: [x, 0, storey === 's1' ? 0 : 3], max: [x + 10, 10, storey === 's1' ? 2.8 : 5.8] },
});

const storey = (globalId: string, name: string, index: number): BuildingOutline['storeys'][number] => ({
  globalId,
  name,
  index,
  elevation: index * 3,
  box: null,
  inferred: false,
  content: { shell: [], interior: [], mep: [] },
  spaceContent: null,
  products: 1,
});

/** For tests: an element of the model that may be a device, metres of the building frame. */
export function element(
  globalId: string,
  position: [number, number, number],
  more: Partial<BuildingOutline['devices'][number]> = {},
): BuildingOutline['devices'][number] {
  return {
    globalId,
    name: '感烟探测器',
    tag: null,
    ifcClass: 'IfcSensor',
    predefinedType: 'SMOKESENSOR',
    storey: position[2] < 3 ? 's1' : 's2',
    space: null,
    position,
    ...more,
  };
}

/** For tests: two storeys with two homes each, and the devices given. */
export function outlineWith(devices: BuildingOutline['devices']): BuildingOutline {
  return {
    version: 2,
    source: { file: 'sample.ifc', schema: 'IFC4', sha256: '0', bytes: 1, application: null },
    georeference: {
      source: 'none',
      believed: false,
      reason: 'a sample',
      placement: PLACEMENT,
      findings: [],
      candidates: [],
    },
    projectName: null,
    building: null,
    box: null,
    storeys: [storey('s1', '1F', 0), storey('s2', '2F', 1)],
    spaces: [
      space('101', 0, 's1', '101室'),
      space('102', 10, 's1', '102室'),
      space('201', 0, 's2', '201室'),
      space('202', 10, 's2', '202室'),
    ],
    doors: [],
    stairs: [],
    systems: [],
    devices,
    classes: {},
    warnings: [],
  };
}

/** For tests: a device of the registry at a point of the building frame. */
export function deviceAt(code: string, at: [number, number, number], more: Partial<DeviceRecord> = {}): DeviceRecord {
  return DeviceRecord.parse({
    code,
    name: '感烟探测器',
    kind: 'smoke-detector',
    facility: 'fire-alarm',
    location: localToGeo(PLACEMENT, at),
    building: 'B01',
    ...more,
  });
}
