import { basename } from 'node:path';
import { groundProjector } from 'twin-core/crs';
import { InputError } from '../problem.ts';
import { checkPlace } from './check-place.ts';
import { Findings } from './findings.ts';
import { openSource } from './open-source.ts';
import { READ_LIMITS, type ReadLimits } from './read-limits.ts';
import { readShape, ShapeFault } from './repair/geometry.ts';
import { boxAround, distanceM, type SiteGround } from './site-ground.ts';
import { checkCoordinates, sourceCrs } from './source-crs.ts';
import type { FeatureFormat, FeatureSource, GeoFeature, SourceFeature } from './source-feature.ts';
import { type Survey, surveyOf } from './survey.ts';

/** What is known of a file beside it. */
export interface ReadOptions {
  /** Its name for messages: an upload is stored under another. */
  readonly name?: string;
  /** `EPSG:n`, `GCJ-02`, `BD-09`, a proj string or WKT; for a file that names none, or a wrong one. */
  readonly crs?: string;
  /** Whether coordinates come latitude (or northing) first. */
  readonly swapAxes?: boolean;
  /** Where the features ought to be. */
  readonly site?: SiteGround;
  /** Takes the features wherever they are. */
  readonly anywhere?: boolean;
  readonly limits?: Partial<ReadLimits>;
}

/** A file whose features can be used. */
export interface FeatureFile {
  readonly format: FeatureFormat;
  /** Name of the CRS that it was read in. */
  readonly crs: string;
  /** Features in it, usable or not. */
  readonly count: number;
  /** One line each, complete when the features were read: what was assumed, mended, left out. */
  readonly warnings: readonly string[];
  /** Reads from the beginning, each time anew, one feature at a time. Throws InputError where none can be used. */
  features(): AsyncGenerator<GeoFeature>;
}

const ID_KEYS = ['id', 'ID', 'Id', 'gml_id', 'osm_id', 'OBJECTID', 'objectid', 'FID', 'fid', '编号'];
const NAME_KEYS = ['name', 'NAME', 'Name', 'name:zh', '名称', 'title'];
const MAX_ID_LENGTH = 180;
/** What surfaces may be of the site's own buildings, for finding a shift. */
const AROUND_M = 3000;

function textIn(properties: GeoFeature['properties'], keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = properties[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    if (typeof value === 'number') return String(value);
  }
  return null;
}

/** Gives every feature an id of its own: a second one of the same id is `id~2`, as pieces of what was cut at the edge of a tile. */
class IdGiver {
  readonly #given = new Map<string, number>();

  give(wanted: string): { id: string; isRepeated: boolean } {
    const key = wanted.slice(0, MAX_ID_LENGTH);
    const times = (this.#given.get(key) ?? 0) + 1;
    this.#given.set(key, times);
    return times === 1 ? { id: key, isRepeated: false } : { id: `${key}~${times}`, isRepeated: true };
  }
}

/** Surveys a file, keeping for the site's sake only what lies around it. */
function survey(source: FeatureSource, crs: string, swapAxes: boolean, site: SiteGround | undefined): Promise<Survey> {
  if (!site) return surveyOf(source.features());
  const around = boxAround(site.boundary);
  const project = groundProjector(crs);
  return surveyOf(source.features(), (x, y) => {
    const { longitude, latitude } = swapAxes ? project(y, x) : project(x, y);
    return distanceM(around, [longitude, latitude, longitude, latitude]) < AROUND_M;
  });
}

/**
 * Opens a file of features (GeoJSON, ndjson, FlatGeobuf, zipped shapefile, .osm.pbf, .osm, the text ones gzipped too) by what is in it.
 * It is passed over once, so that what breaks off, lies elsewhere than the site or is shifted is refused before anything is used.
 * Throws InputError with file, place and reason.
 */
export async function readFeatures(path: string, options: ReadOptions = {}): Promise<FeatureFile> {
  const { name = basename(path), swapAxes = false, site, anywhere = false } = options;
  const limits = { ...READ_LIMITS, ...options.limits };
  const source = await openSource(path, name, limits);
  const crs = sourceCrs(source, options.crs, name);
  const found = await survey(source, crs.crs, swapAxes, site);
  if (found.count === 0) throw new InputError('no features in it', { place: name });
  if (found.count > limits.maxFeatures) {
    throw new InputError(`${found.count} features, at most ${limits.maxFeatures} are read: cut it into parts`, {
      place: name,
    });
  }
  checkCoordinates(found, crs, swapAxes, name, site);
  if (site && !anywhere) {
    const { reason } = checkPlace(site, found, crs.crs, swapAxes);
    if (reason) throw new InputError(reason, { place: name });
  }
  const notes = [...source.notes];
  if (crs.isAssumed) notes.push('names no CRS: taken as WGS 84');
  let findings = new Findings();
  const project = groundProjector(crs.crs);
  const shape = (findings: Findings, place: string) => ({
    project: swapAxes ? (x: number, y: number) => project(y, x) : project,
    note: (kind: string) => findings.add(kind, place),
    noteTurned: source.format === 'geojson',
  });

  function* usable(feature: SourceFeature, number: number, ids: IdGiver, findings: Findings): Generator<GeoFeature> {
    const { geometry, properties, place } = feature;
    if (!geometry) {
      findings.add('feature without a shape: left out', place);
      return;
    }
    const wanted = feature.id ?? textIn(properties, ID_KEYS) ?? String(number);
    try {
      for (const usableShape of readShape(geometry, shape(findings, place))) {
        const { id, isRepeated } = ids.give(wanted);
        if (isRepeated) findings.add('id that another feature has too: numbered', place);
        yield { id, name: textIn(properties, NAME_KEYS), geometry: usableShape, properties };
      }
    } catch (cause) {
      if (!(cause instanceof ShapeFault)) throw cause;
      findings.add(cause.message, place);
    }
  }

  return {
    format: source.format,
    crs: crs.name,
    count: found.count,
    get warnings() {
      return [...notes, ...findings.lines];
    },
    async *features() {
      findings = new Findings();
      const ids = new IdGiver();
      let [number, given] = [0, 0];
      for await (const feature of source.features()) {
        number += 1;
        for (const one of usable(feature, number, ids, findings)) {
          given += 1;
          yield one;
        }
      }
      if (given === 0) {
        throw new InputError(`none of its ${number} features can be used: ${findings.lines.join('; ')}`, {
          place: name,
        });
      }
    },
  };
}
