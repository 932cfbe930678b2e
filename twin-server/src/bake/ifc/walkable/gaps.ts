import { type Bounds, emptyBounds, joinBounds } from '../../tiles/bounds.ts';
import { PLACE, RELATION } from '../attribute-places.ts';
import type { MeshStream } from '../meshes.ts';
import type { IfcModel } from '../model.ts';
import { eachRelation } from '../relations.ts';
import { textOf } from '../values.ts';
import { ifc } from '../web-ifc.ts';
import type { Box } from './plan-shapes.ts';

/** What a file says of the ways between its spaces besides its products; ids are GlobalIds. */
export interface Gaps {
  /** Doors, openings and virtual elements → the spaces they bound (IfcRelSpaceBoundary). */
  readonly bounds: ReadonlyMap<string, ReadonlySet<string>>;
  /** Openings of walls that nothing fills. */
  readonly openings: readonly { readonly id: string; readonly box: Box }[];
  /** Door → box of the opening that it fills: a door that is drawn open has a box that says nothing. */
  readonly doorways: ReadonlyMap<string, Box>;
  /** Boundaries between two spaces with nothing there (IfcVirtualElement). */
  readonly virtual: readonly string[];
}

const meters = (bounds: Readonly<Bounds>): Box => {
  const [a, b, c, d, e, f] = bounds.map((mm) => mm / 1000) as [number, number, number, number, number, number];
  return { min: [a, b, c], max: [d, e, f] };
};

/** Reads them; the meshes of the openings that matter are streamed, which no other part of the bake asks for. */
export function readGaps(model: IfcModel, stream: MeshStream): Gaps {
  const globalIds = new Map<number, string>();
  const globalIdOf = (id: number) => {
    const known = globalIds.get(id) ?? textOf(model.step.attributes(id)?.[PLACE.globalId]) ?? `#${id}`;
    globalIds.set(id, known);
    return known;
  };
  const doors = new Set(model.ids(ifc.IFCDOOR));
  const virtual = new Set(model.ids(ifc.IFCVIRTUALELEMENT));
  const openings = new Set(model.ids(ifc.IFCOPENINGELEMENT));
  const bounds = new Map<string, Set<string>>();
  for (const type of ['IFCRELSPACEBOUNDARY', 'IFCRELSPACEBOUNDARY1STLEVEL', 'IFCRELSPACEBOUNDARY2NDLEVEL']) {
    eachRelation(model.step, { type, one: 4, many: 5 }, (space, elements) => {
      for (const element of elements) {
        if (!doors.has(element) && !virtual.has(element) && !openings.has(element)) continue;
        const id = globalIdOf(element);
        bounds.set(id, (bounds.get(id) ?? new Set()).add(globalIdOf(space)));
      }
    });
  }
  const filledBy = new Map<number, number>();
  eachRelation(model.step, RELATION.fills, (opening, fillings) => {
    for (const filling of fillings) filledBy.set(opening, filling);
  });
  const inWalls = new Set<number>();
  eachRelation(model.step, RELATION.voids, (element, cuts) => {
    if (model.step.typeOf(element)?.includes('WALL')) for (const cut of cuts) inWalls.add(cut);
  });
  const wanted = [...openings].filter((id) => {
    const filling = filledBy.get(id);
    return inWalls.has(id) && (filling === undefined || doors.has(filling));
  });
  const boxes = new Map<number, Bounds>();
  stream.ofProducts(wanted, ({ product, bounds: one }) => {
    const whole = boxes.get(product) ?? emptyBounds();
    joinBounds(whole, one);
    boxes.set(product, whole);
  });
  const open: { id: string; box: Box }[] = [];
  const doorways = new Map<string, Box>();
  for (const [id, box] of boxes) {
    const filling = filledBy.get(id);
    if (filling === undefined) open.push({ id: globalIdOf(id), box: meters(box) });
    else doorways.set(globalIdOf(filling), meters(box));
  }
  return { bounds, openings: open, doorways, virtual: [...virtual].map(globalIdOf) };
}
