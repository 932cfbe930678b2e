import { type BuildingOutline, type BuildingRecord, localToGeo, type Placement, type StoreyModel } from 'twin-core';
import { type PlanRing, planOutline } from './plan-outline.ts';

/** A storey whose floor lies further than this below the ground of the building frame, in metres, is underground. */
const BELOW_GROUND_M = -1.5;
/** Storeys from the ground up whose spaces are the building's outline: the one at the ground may be a few steps alone. */
const OUTLINE_STOREYS = 2;

/** What the model says of a building's record; null or absent where it does not. */
export interface ModelFacts {
  readonly storeyCount: number;
  readonly undergroundStoreyCount: number;
  /** From the ground to the highest point, metres. */
  readonly heightM: number;
  /** Within the outlines of its storeys' spaces, square metres. */
  readonly grossFloorAreaM2: number | null;
  /** In the building frame, metres. */
  readonly footprint: PlanRing;
}

/** Reads from a model what a building's record needs; null where nothing of it has a shape. */
export function factsOfModel({ storeys, spaces, doors, box }: BuildingOutline): ModelFacts | null {
  if (!box) return null;
  const used = new Set([...spaces, ...doors].flatMap(({ storey }) => storey ?? []));
  // A level without a space or a door is a help of the drawing: foundation, roof edge, ceiling.
  const counted = used.size > 0 ? storeys.filter(({ globalId }) => used.has(globalId)) : storeys.filter(hasProducts);
  const above = counted
    .filter(({ elevation }) => elevation >= BELOW_GROUND_M)
    .sort((a, b) => a.elevation - b.elevation);
  const ground = above[0]?.elevation ?? Math.max(box.min[2], 0);
  const ringsOf = ({ globalId }: StoreyModel): PlanRing[] =>
    spaces.flatMap(({ storey, footprint }) => (storey === globalId && footprint.length > 2 ? [footprint] : []));
  const areas = counted.flatMap((storey) => planOutline(ringsOf(storey))?.areaM2 ?? []);
  const lowest = (above.length > 0 ? above : counted).slice(0, OUTLINE_STOREYS);
  return {
    storeyCount: Math.max(1, above.length),
    undergroundStoreyCount: counted.length - above.length,
    heightM: rounded(Math.max(0.1, box.max[2] - Math.max(box.min[2], ground)), 2),
    grossFloorAreaM2:
      areas.length > 0
        ? rounded(
            areas.reduce((sum, area) => sum + area, 0),
            1,
          )
        : null,
    footprint:
      planOutline(lowest.flatMap(ringsOf))?.ring ??
      rectangle(
        lowest.flatMap(({ box: of }) => of ?? []),
        box,
      ),
  };
}

const hasProducts = ({ products }: StoreyModel) => products > 0;

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

type Box = NonNullable<BuildingOutline['box']>;

/** The rectangle around boxes, or around the whole where there are none; never without area. */
function rectangle(boxes: readonly Box[], whole: Box): PlanRing {
  const of = boxes.length > 0 ? boxes : [whole];
  const from = (axis: 0 | 1) => Math.min(...of.map(({ min }) => min[axis]));
  const to = (axis: 0 | 1) => Math.max(...of.map(({ max }) => max[axis]), from(axis) + 0.1);
  return [
    [from(0), from(1)],
    [to(0), from(1)],
    [to(0), to(1)],
    [from(0), to(1)],
  ];
}

export interface RecordOptions {
  readonly code: string;
  /** Name asked for, or null for the model's own. */
  readonly name: string | null;
  readonly fileName: string;
  readonly placement: Placement;
  /** The record as it stands; null for a new building. */
  readonly present: BuildingRecord | null;
}

/** The record of a building after an import: what the model says is taken from it, all else stays, or is not recorded. */
export function recordOfModel(outline: BuildingOutline, facts: ModelFacts, options: RecordOptions): BuildingRecord {
  const { code, name, fileName, placement, present } = options;
  const unknown = {
    builtYear: null,
    status: null,
    serviceLifeYears: null,
    mainUse: null,
    structureType: null,
    grossFloorAreaM2: null,
    districtCode: null,
    streetCode: null,
    estateCode: null,
    doorNumber: null,
    placeKind: null,
  };
  return {
    ...unknown,
    ...present,
    code,
    name: name ?? present?.name ?? nameOf(outline, fileName),
    footprint: facts.footprint.map(([x, y]) => {
      const { longitude, latitude } = localToGeo(placement, [x, y, 0]);
      return [longitude, latitude];
    }),
    storeyCount: facts.storeyCount,
    undergroundStoreyCount: facts.undergroundStoreyCount,
    heightM: facts.heightM,
    grossFloorAreaM2: present?.grossFloorAreaM2 ?? facts.grossFloorAreaM2,
    placement,
    ifc: fileName,
  };
}

/** Names that authoring tools write where nobody gave one. */
const NO_NAME =
  /^(default( building)?|building( name)?|gebäude|untitled|unnamed|project( name| number)?|undefined|\W*|\d+)$/i;

function nameOf({ building, projectName }: BuildingOutline, fileName: string): string {
  const given = [building?.name, projectName].find((name) => name && !NO_NAME.test(name.trim()));
  return (given ?? fileName.replace(/\.[^.]*$/, '')).trim().slice(0, 200);
}
