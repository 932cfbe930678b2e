import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildingModel, ElementModel, PropertySets, SpaceModel, StoreyModel } from 'twin-core';

type Box = SpaceModel['box'];

/** For tests: a box of a metre around a place in the building frame. */
export function boxAt(x: number, y: number, z: number): NonNullable<Box> {
  return { min: [x - 0.5, y - 0.5, z - 0.5], max: [x + 0.5, y + 0.5, z + 0.5] };
}

/** For tests: GlobalIds that look like some. */
export function idOf(name: string): string {
  return `0${name.replace(/[^0-9A-Za-z]/g, '_')}`.padEnd(22, '$').slice(0, 22);
}

/** For tests: an element with what every element has. */
export function sampleElement(name: string, given: Partial<ElementModel> = {}): ElementModel {
  return {
    globalId: idOf(given.tag ?? name),
    name,
    tag: null,
    ifcClass: 'IfcWall',
    storey: idOf('1F'),
    space: null,
    part: 'shell',
    type: null,
    systems: [],
    box: boxAt(0, 0, 1),
    ...given,
  };
}

/** For tests: a storey three metres over the one before. */
function storey(name: string, index: number): StoreyModel {
  const content = { shell: [], interior: [], mep: [] };
  return {
    globalId: idOf(name),
    name,
    elevation: index * 3,
    index,
    box: boxAt(0, 0, index * 3 + 1),
    inferred: false,
    content,
    spaceContent: null,
    products: 1,
  };
}

/** For tests: a building of two storeys, 20 m wide and deep around its origin, with a home, a device and a system. */
export function sampleModel(given: Partial<BuildingModel> = {}): BuildingModel {
  const elements: ElementModel[] = [
    sampleElement('外墙', { tag: 'W-1', box: boxAt(-8, 0, 1), type: '钢筋混凝土墙 200' }),
    sampleElement('窗', { tag: 'WIN-7', ifcClass: 'IfcWindow', storey: idOf('2F'), box: boxAt(8, 0, 4) }),
    sampleElement('Basic Door:Fire 30', { tag: '138157', ifcClass: 'IfcDoor', part: 'interior', space: idOf('101') }),
    sampleElement('入户门', {
      tag: 'D-2',
      ifcClass: 'IfcDoor',
      storey: idOf('2F'),
      part: 'interior',
      box: boxAt(2, 2, 4),
    }),
    sampleElement('消防管', { tag: 'P-1', ifcClass: 'IfcPipeSegment', part: 'mep', systems: [idOf('system')] }),
    sampleElement('无层构件', { tag: 'N-1', ifcClass: 'IfcBuildingElementProxy', storey: null, box: null }),
  ];
  const properties: Record<string, PropertySets> = {
    [idOf('W-1')]: { Pset_WallCommon: { IsExternal: true, LoadBearing: false, Reference: '外墙-200' } },
    [idOf('138157')]: { Pset_DoorCommon: { FireRating: 'EI30', IsExternal: false }, Qto: { Width: 0.9, Area: 1.89 } },
    [idOf('D-2')]: { Pset_DoorCommon: { FireRating: 'EI60', Remark: 'replaced the window 2024' }, Qto: { Area: 2.1 } },
    [idOf('101')]: { Pset_SpaceCommon: { Reference: 'HOME' } },
    notInTheBuilding: { Project: { Phase: 'as built' } },
  };
  return {
    version: 2,
    source: { file: 'sample.ifc', schema: 'IFC4', sha256: 'a'.repeat(64), bytes: 1, application: null },
    georeference: {
      source: 'none',
      believed: false,
      reason: '',
      placement: { longitude: 112.55, latitude: 37.87, height: 771.6, headingDeg: 0 },
      findings: [],
      candidates: [],
    },
    projectName: null,
    building: { globalId: idOf('building'), name: '1号楼' },
    box: { min: [-10, -10, 0], max: [10, 10, 6] },
    storeys: [storey('2F', 1), storey('1F', 0)],
    spaces: [
      {
        globalId: idOf('101'),
        name: '101',
        longName: '101室',
        objectType: 'HOME',
        storey: idOf('1F'),
        footprint: [],
        box: boxAt(5, 5, 1),
      },
      {
        globalId: idOf('201'),
        name: '201',
        longName: '201室',
        objectType: 'HOME',
        storey: idOf('2F'),
        footprint: [],
        box: boxAt(5, 5, 4),
      },
    ],
    doors: [],
    stairs: [],
    systems: [
      {
        globalId: idOf('system'),
        name: '消火栓系统',
        ifcClass: 'IfcDistributionSystem',
        predefinedType: null,
        elements: 1,
      },
    ],
    devices: [
      {
        globalId: idOf('FA-1'),
        name: '感烟探测器',
        tag: 'FA-1',
        ifcClass: 'IfcSensor',
        predefinedType: 'SMOKESENSOR',
        storey: idOf('1F'),
        space: idOf('101'),
        position: [5, 5, 2.8],
      },
    ],
    classes: {},
    warnings: [],
    elements,
    properties,
    ...given,
  };
}

/** For tests: writes a model as bake leaves it, in a folder made where it is missing. `bake` tells one making from another. */
export async function writeBaked(folder: string, model: BuildingModel, bake = 1): Promise<void> {
  await mkdir(folder, { recursive: true });
  const extras = { bake, sha256: model.source.sha256, override: {} };
  await writeFile(join(folder, 'tileset.json'), JSON.stringify({ asset: { version: '1.1', extras } }));
  await writeFile(join(folder, 'building.json'), JSON.stringify(model));
}
