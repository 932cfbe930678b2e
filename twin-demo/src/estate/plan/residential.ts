import type { BuildingDesign, Element, Palette, Storey } from '../../ifc/design.ts';
import type { Vec2 } from '../../ifc/shape.ts';
import { joinedRing, movedOutline } from './outline.ts';
import { band, floorSlab, parapet, placed, plinth, shell } from './shell.ts';
import type { UnitPlan } from './unit.ts';

/** Makes what stands on the roof of one unit: machine room, tanks, crown. Keys begin with `key`. */
type RoofTop = (key: string, unit: UnitPlan) => readonly Element[];

/** A residential building: units side by side, storeys one like another, a base, a body and a top. */
export interface ResidentialSpec {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly address: string;
  readonly palette: Palette;
  readonly units: readonly { readonly plan: UnitPlan; readonly axisX: number }[];
  readonly storeyCount: number;
  readonly storeyHeightM: number;
  readonly cellarHeightM: number | null;
  /** Ground floor above the ground outside, metres. */
  readonly riseM: number;
  /** Storeys faced in stone, and storeys of the crown, counted from below and from above. */
  readonly baseStoreys: number;
  readonly topStoreys: number;
  readonly roofTop: RoofTop;
}

/** Height from ground to roof slab, metres. */
function roofElevation({ riseM, storeyCount, storeyHeightM }: ResidentialSpec): number {
  return riseM + storeyCount * storeyHeightM;
}

const moved = (element: Element, x: number): Element => placed(element, [x, 0, 0], 0);
const movedRing = (ring: readonly Vec2[], dx: number): Vec2[] => ring.map(([x, y]) => [x + dx, y]);

/** Draws a residential building. */
export function residentialDesign(spec: ResidentialSpec): BuildingDesign {
  const storeys: Storey[] = [];
  if (spec.cellarHeightM !== null) storeys.push(storey(spec, 0, spec.riseM - spec.cellarHeightM, spec.cellarHeightM));
  for (let floor = 1; floor <= spec.storeyCount; floor += 1) {
    storeys.push(storey(spec, floor, spec.riseM + (floor - 1) * spec.storeyHeightM, spec.storeyHeightM));
  }
  storeys.push(roof(spec));
  const { code, name, description, address, palette } = spec;
  const footprint = joinedRing(spec.units.map(({ plan, axisX }) => movedOutline(plan.outline, [axisX, 0])));
  return { code, name, description, address, palette, footprint, storeys };
}

function unitPrefix(spec: ResidentialSpec, index: number): { key: string; unit: string; prefix: string } {
  const single = spec.units.length === 1;
  return { key: `u${index + 1}/`, unit: single ? '' : `${index + 1}单元`, prefix: single ? '' : `${index + 1}-` };
}

function storey(spec: ResidentialSpec, floor: number, elevation: number, height: number): Storey {
  const name = floor === 0 ? 'B1' : `${floor}F`;
  const elements: Element[] = [];
  const spaces: Storey['spaces'][number][] = [];
  const base = floor <= spec.baseStoreys;
  const top = floor > spec.storeyCount - spec.topStoreys;
  spec.units.forEach(({ plan, axisX }, index) => {
    const words = unitPrefix(spec, index);
    const lowest = floor === (spec.cellarHeightM === null ? 1 : 0);
    const interior = plan.interior({ ...words, storey: name, floor, height, lowest, highest: false });
    const outline = movedOutline(plan.outline, [axisX, 0]);
    elements.push(
      ...shell(outline, {
        key: words.key,
        height,
        ground: floor === 1,
        finish: floor === 0 ? 'concrete' : base ? 'base' : top ? 'top' : 'body',
        plain: base,
        blind: floor === 0,
      }),
      floorSlab(outline, {
        key: `${words.key}slab`,
        name: '楼板',
        finish: 'slab',
        holes: interior.holes.map((hole) => movedRing(hole, axisX)),
        predefinedType: lowest ? 'BASESLAB' : 'FLOOR',
        thickness: floor === 1 && lowest ? spec.riseM : undefined,
      }),
      ...interior.elements.map((element) => moved(element, axisX)),
    );
    if (floor === 1) elements.push(plinth(outline, `${words.key}plinth`, spec.riseM));
    if (floor === spec.baseStoreys + 1)
      elements.push(
        band(outline, { key: `${words.key}base-course`, finish: 'trim', z: -0.25, height: 0.4, projection: 0.18 }),
      );
    if (top && floor === spec.storeyCount - spec.topStoreys + 1)
      elements.push(
        band(outline, { key: `${words.key}top-course`, finish: 'trim', z: -0.2, height: 0.3, projection: 0.14 }),
      );
    spaces.push(
      ...interior.spaces.map((space) => ({
        ...space,
        ring: movedRing(space.ring, axisX),
        anchors: Object.fromEntries(
          Object.entries(space.anchors ?? {}).map(([place, [x, y]]) => [place, [x + axisX, y] as const]),
        ),
      })),
    );
  });
  return { name, elevation: Math.round(elevation * 1000) / 1000, height, elements, spaces };
}

function roof(spec: ResidentialSpec): Storey {
  const elements = spec.units.flatMap(({ plan, axisX }, index): Element[] => {
    const { key } = unitPrefix(spec, index);
    const outline = movedOutline(plan.outline, [axisX, 0]);
    const slab = floorSlab(outline, { key: `${key}roof-slab`, name: '屋面板', finish: 'roof', predefinedType: 'ROOF' });
    return [
      slab,
      band(outline, { key: `${key}cornice`, finish: 'trim', z: -0.3, height: 0.5, projection: 0.35 }),
      parapet(outline, `${key}parapet`, 'top', 1.4),
      ...spec.roofTop(key, plan).map((element) => moved(element, axisX)),
    ];
  });
  return { name: 'RF', elevation: Math.round(roofElevation(spec) * 1000) / 1000, height: 4.5, elements, spaces: [] };
}
