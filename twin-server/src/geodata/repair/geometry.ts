import type { FeatureGeometry, Position } from 'twin-core';
import type { GroundProjector } from 'twin-core/crs';
import type { SourceGeometry } from '../source-feature.ts';
import { type Note, tidyPolygons } from './polygons.ts';

/** Why a shape cannot be used: its feature is left out, the rest still counts. */
export class ShapeFault extends Error {
  override readonly name = 'ShapeFault';
}

const MAX_DEPTH = 4;

const list = (value: unknown): readonly unknown[] => {
  if (!Array.isArray(value)) throw new ShapeFault('coordinates that are no list: left out');
  return value;
};

/** Turns source coordinates into WGS 84 shapes. */
class ShapeReader {
  readonly #project: GroundProjector;
  readonly #note: Note;
  readonly #noteTurned: boolean;

  constructor(project: GroundProjector, note: Note, noteTurned: boolean) {
    this.#project = project;
    this.#note = note;
    this.#noteTurned = noteTurned;
  }

  #position(value: unknown): Position {
    const [x, y, z] = list(value);
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
      throw new ShapeFault('coordinate that is no finite number: feature left out');
    }
    const { longitude, latitude } = this.#project(x, y);
    if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
      throw new ShapeFault('coordinate outside of the world: feature left out');
    }
    if (z === undefined || z === null) return [longitude, latitude];
    if (typeof z === 'number' && Number.isFinite(z)) return [longitude, latitude, z];
    this.#note('height that is no number: left out');
    return [longitude, latitude];
  }

  #positions(value: unknown): Position[] {
    return list(value).map((position) => this.#position(position));
  }

  #line(value: unknown): Position[] | null {
    const all = this.#positions(value);
    const line = all.filter((point, i) => i === 0 || point.some((part, axis) => part !== all[i - 1]![axis]));
    if (line.length >= 2) return line;
    this.#note('line of a single place: left out');
    return null;
  }

  #surface(polygons: readonly unknown[]): FeatureGeometry[] {
    const read = polygons.map((rings) => list(rings).map((ring) => this.#positions(ring)));
    const tidy = tidyPolygons(read, this.#note, this.#noteTurned);
    if (tidy.length === 0) return [];
    return tidy.length === 1
      ? [{ type: 'Polygon', coordinates: tidy[0]! }]
      : [{ type: 'MultiPolygon', coordinates: tidy }];
  }

  /** The shapes of a source shape: one, none where nothing of it can be used, several of a collection. Throws ShapeFault. */
  read({ type, coordinates, geometries }: SourceGeometry, depth = 0): FeatureGeometry[] {
    switch (type) {
      case 'Point':
        return [{ type, coordinates: this.#position(coordinates) }];
      case 'MultiPoint':
        return [{ type, coordinates: this.#positions(coordinates) }];
      case 'LineString': {
        const line = this.#line(coordinates);
        return line ? [{ type, coordinates: line }] : [];
      }
      case 'MultiLineString': {
        const lines = list(coordinates).flatMap((line) => {
          const read = this.#line(line);
          return read ? [read] : [];
        });
        if (lines.length === 1) return [{ type: 'LineString', coordinates: lines[0]! }];
        return lines.length === 0 ? [] : [{ type, coordinates: lines }];
      }
      case 'Polygon':
        return this.#surface([coordinates]);
      case 'MultiPolygon':
        return this.#surface(list(coordinates));
      case 'GeometryCollection':
        if (depth > MAX_DEPTH) throw new ShapeFault('collection in collections: left out');
        return list(geometries).flatMap((part) => (part ? this.read(part as SourceGeometry, depth + 1) : []));
      default:
        throw new ShapeFault(`shape of the type ${JSON.stringify(type)}: left out`);
    }
  }
}

/** How shapes are read. */
export interface ShapeOptions {
  readonly project: GroundProjector;
  readonly note: Note;
  /** Whether the format says how rings run, so that others are worth a word. */
  readonly noteTurned: boolean;
}

/** The usable WGS 84 shapes of a source shape. Throws ShapeFault where it is damaged as a whole. */
export function readShape(geometry: SourceGeometry, { project, note, noteTurned }: ShapeOptions): FeatureGeometry[] {
  return new ShapeReader(project, note, noteTurned).read(geometry);
}
