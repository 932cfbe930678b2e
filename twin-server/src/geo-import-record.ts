import { type GeoImportRequest, type LayerKind, LayerRecord } from 'twin-core';
import type { PipesOptions } from './bake/pipes/index.ts';
import type { SiteGround } from './geodata/index.ts';
import type { Imagery } from './imagery/imagery.ts';
import type { Layers } from './layers/layers.ts';

/** Where what is imported goes. */
export interface GeoImportPlaces {
  readonly layers: Layers;
  readonly imagery: Pick<Imagery, 'putArchive'>;
  readonly site: SiteGround;
  /** Heights of the ground, which depths are counted from; null where there is no elevation model. */
  readonly ground: PipesOptions['ground'];
  readonly dataDir: string;
}

/** How a file is imported. */
export interface GeoImportOptions {
  readonly path: string;
  /** As it came. */
  readonly fileName: string;
  readonly request: GeoImportRequest;
  /** Reads and checks everything, and stores nothing. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  readonly onStage?: (stage: 'read' | 'store', fraction: number) => void;
}

/** Of a meridian, near enough to say what lies near. */
const METRES_PER_DEGREE = 111_320;

/** Words of a report: enough to know what is wrong, and no more than can be read. */
export const MOST_WARNINGS = 60;

/** The layer as it will be: what the request says, else what it was, else what follows from the file. */
export function recordOf(
  {
    layer: code,
    kind,
    name,
    group,
    classCode,
    rights,
    source,
    accuracyM,
    surveyDate,
    heightDatum,
    style,
  }: GeoImportRequest,
  file: { readonly fileName: string; readonly crs: string; readonly kind: LayerKind },
  present: LayerRecord | null,
): LayerRecord {
  const title = name ?? file.fileName.replace(/\.[^.]+$/, '');
  return LayerRecord.parse({
    visible: true,
    order: file.kind === 'features' ? 500 : 0,
    ...present,
    code,
    kind: file.kind === 'features' ? (kind ?? present?.kind ?? file.kind) : file.kind,
    name: name !== undefined || !present ? { zh: title, en: title } : present.name,
    group: group ?? present?.group ?? (file.kind === 'terrain' ? 'base' : 'surroundings'),
    classCode: classCode ?? present?.classCode ?? null,
    rights: rights ?? present?.rights ?? null,
    source: source ?? file.fileName,
    accuracyM: accuracyM ?? present?.accuracyM ?? null,
    surveyDate: surveyDate ?? present?.surveyDate ?? null,
    crs: file.crs,
    heightDatum: heightDatum ?? present?.heightDatum ?? null,
    style: { ...present?.style, ...style },
  });
}

/** Whether a box of degrees (west, south, east, north) and the site's own come as near to each other as `withinM` metres. */
export function meets(
  [west, south, east, north]: readonly [number, number, number, number],
  boundary: SiteGround['boundary'],
  withinM = 0,
): boolean {
  const [xs, ys] = [boundary.map(([x]) => x), boundary.map(([, y]) => y)];
  const dy = withinM / METRES_PER_DEGREE;
  const dx = dy / Math.cos((ys[0]! * Math.PI) / 180);
  return (
    Math.min(...xs) - dx <= east &&
    Math.max(...xs) + dx >= west &&
    Math.min(...ys) - dy <= north &&
    Math.max(...ys) + dy >= south
  );
}
