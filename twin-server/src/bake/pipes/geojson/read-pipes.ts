import type { FeatureGeometry, Medium, NetworkEdge, NetworkNode } from 'twin-core';
import { checkDegrees, type ToDegrees } from '../place-plan.ts';
import {
  diameterOf,
  edgeKindOf,
  mediumOf,
  nodeKindOf,
  type PipeField,
  type PipeFieldNames,
  readFields,
} from './pipe-words.ts';

/** A feature as a vector file has it, in its own coordinates. */
export interface PipeFeature {
  readonly id: string | null;
  readonly geometry: FeatureGeometry | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Depths below the ground, metres: one for the whole line, or one for each end. */
export type Depths = { readonly along: number } | { readonly start: number; readonly end: number } | null;

/** A line of a file before its heights are known. */
export interface DraftLine
  extends Pick<
    NetworkEdge,
    | 'id'
    | 'name'
    | 'kind'
    | 'medium'
    | 'diameterMm'
    | 'material'
    | 'year'
    | 'owner'
    | 'closed'
    | 'oneWay'
    | 'properties'
  > {
  /** Ids of its nodes where the file names them. */
  readonly from: string | null;
  readonly to: string | null;
  readonly plan: readonly (readonly [longitude: number, latitude: number])[];
  /** Of the file, in its vertical datum; null where it has none. */
  readonly z: readonly number[] | null;
  readonly depths: Depths;
}

/** A point of a file before its height is known. */
export interface DraftNode extends Omit<NetworkNode, 'at' | 'groundHeight'> {
  readonly plan: readonly [longitude: number, latitude: number];
  readonly z: number | null;
  readonly depthM: number | null;
}

/** What a file has, and what of it could not be used. */
export interface PipeDraft {
  readonly lines: readonly DraftLine[];
  readonly nodes: readonly DraftNode[];
  /** One line each: which feature, and why. */
  readonly rejected: readonly string[];
}

/** What is known of the features beside the file. */
export interface ReadPipesOptions {
  readonly file: string;
  /** Of features that name none. */
  readonly medium: Medium | null;
  readonly fields: PipeFieldNames;
}

type Fields = Partial<Record<PipeField, unknown>>;
type Common = Pick<
  NetworkEdge,
  'name' | 'medium' | 'diameterMm' | 'material' | 'year' | 'owner' | 'closed' | 'properties'
>;

/** Reads lines as pipes and points as what stands on them; a feature that cannot be used is left out and told. */
export function readPipes(
  features: readonly PipeFeature[],
  toDegrees: ToDegrees,
  { file, medium, fields: names }: ReadPipesOptions,
): PipeDraft {
  const lines: DraftLine[] = [];
  const nodes: DraftNode[] = [];
  const rejected: string[] = [];
  const ids = new Set<string>();
  for (const [index, feature] of features.entries()) {
    const { fields, rest } = readFields(feature.properties, names);
    const id = textOf(feature.id) ?? textOf(fields.id) ?? String(index + 1);
    const reject = (reason: string) => rejected.push(`feature ${id}: ${reason}`);
    const { geometry } = feature;
    if (!geometry) {
      reject('no geometry');
      continue;
    }
    if (ids.has(id)) {
      reject('the same id a second time');
      continue;
    }
    const common = commonOf(fields, rest, medium);
    if ('reason' in common) {
      reject(common.reason);
      continue;
    }
    ids.add(id);
    const place = ([x, y]: readonly number[]) => {
      const degrees = toDegrees(x!, y!);
      checkDegrees(degrees, `feature ${id}`, file);
      return degrees;
    };
    switch (geometry.type) {
      case 'Point':
        nodes.push(nodeOf(id, common, fields, place(geometry.coordinates), geometry.coordinates[2] ?? null));
        break;
      case 'LineString':
        lines.push(lineOf(id, common, fields, geometry.coordinates, place));
        break;
      case 'MultiLineString':
        for (const [part, line] of geometry.coordinates.entries())
          lines.push(lineOf(`${id}-${part + 1}`, common, fields, line, place));
        break;
      default:
        reject(`${geometry.type}: expected lines for pipes and points for what stands on them`);
    }
  }
  return { lines, nodes, rejected };
}

const textOf = (value: unknown) =>
  typeof value === 'string' && value.trim() !== ''
    ? value.trim().slice(0, 200)
    : typeof value === 'number'
      ? String(value)
      : null;

const numberOf = (value: unknown) => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
};

const flagOf = (value: unknown) => value === true || value === 1 || /^(true|yes|1|closed|关|是)$/i.test(String(value));

function commonOf(
  fields: Fields,
  properties: Record<string, unknown>,
  given: Medium | null,
): Common | { readonly reason: string } {
  const medium = mediumOf(fields.medium) ?? given;
  if (!medium) {
    const word = textOf(fields.medium);
    return { reason: `medium ${word ?? 'is missing'}: expected water, sewage, gas, power, heat or telecom` };
  }
  const diameterMm = diameterOf(fields.diameter);
  if (diameterMm === undefined)
    return { reason: `diameter ${textOf(fields.diameter)}: expected millimetres, DN200 or 600x400` };
  const year = numberOf(typeof fields.year === 'string' ? fields.year.slice(0, 4) : fields.year);
  return {
    name: textOf(fields.name),
    medium,
    diameterMm,
    material: textOf(fields.material),
    year: year !== null && Number.isInteger(year) && year >= 1800 && year <= 2200 ? year : null,
    owner: textOf(fields.owner),
    closed: flagOf(fields.closed),
    properties,
  };
}

function lineOf(
  id: string,
  common: Common,
  fields: Fields,
  coordinates: readonly (readonly number[])[],
  place: (position: readonly number[]) => readonly [number, number],
): DraftLine {
  const [start, end, along] = [numberOf(fields.startDepth), numberOf(fields.endDepth), numberOf(fields.depth)];
  return {
    ...common,
    id,
    kind: edgeKindOf(fields.kind, common.medium),
    oneWay: flagOf(fields.oneWay),
    from: textOf(fields.from),
    to: textOf(fields.to),
    plan: coordinates.map(place),
    z: coordinates.every((position) => position.length > 2) ? coordinates.map((position) => position[2]!) : null,
    depths: start !== null && end !== null ? { start, end } : along !== null ? { along } : null,
  };
}

function nodeOf(
  id: string,
  common: Common,
  fields: Fields,
  plan: readonly [number, number],
  z: number | null,
): DraftNode {
  const building = textOf(fields.building);
  return {
    ...common,
    id,
    kind: nodeKindOf(fields.kind) ?? 'junction',
    plan,
    z,
    depthM: numberOf(fields.depth),
    building: building !== null && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(building) ? building : null,
    unit: textOf(fields.unit)?.slice(0, 64) ?? null,
    demandLps: numberOf(fields.demand),
  };
}
