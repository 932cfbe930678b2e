import { type FeatureGeometry, geoToLocal, type LayerFeature, type LayerRecord, type Placement } from 'twin-core';
import { areaLeftM2, type Surface } from 'twin-core/geometry';

/** What clause 5.7.6 asks of an estate's green: its share of the land, and square metres a resident. */
export const GREEN_LIMITS = { ratio: 0.3, perResidentM2: 1 } as const;

/** The green of an estate against the limits of clause 5.7.6. Areas in plan. */
export interface GreenSpace {
  readonly siteM2: number;
  /** Green within the boundary that nothing else covers. */
  readonly greenM2: number;
  readonly ratio: number;
  readonly residents: number;
  /** Null where nobody is registered. */
  readonly perResidentM2: number | null;
  /** Codes of the layers that the green is from. */
  readonly layers: readonly string[];
}

/** GB/T 13923: vegetation of towns. */
const GREEN_CLASS = /^82/;

/** Whether a layer's surfaces are green. */
export function isGreen({ classCode, kind, style }: LayerRecord): boolean {
  return (
    kind === 'features' && (style.plan === 'green' || (style.plan === undefined && GREEN_CLASS.test(classCode ?? '')))
  );
}

/** Whether a layer's surfaces lie over green: what the ground plan paves, floods or builds on. */
export function coversGreen({ kind, style }: LayerRecord): boolean {
  return (
    kind === 'features' && style.plan !== undefined && !['green', 'tree', 'outside', 'boundary'].includes(style.plan)
  );
}

/** What the reckoning needs; rings of longitude and latitude in degrees. */
export interface GreenInputs {
  readonly frame: Placement;
  readonly boundary: readonly (readonly [number, number])[];
  readonly buildings: readonly (readonly (readonly [number, number])[])[];
  readonly residents: number;
  readonly green: readonly LayerFeature[];
  readonly covering: readonly LayerFeature[];
}

/** Reckons the green of an estate from the surfaces of its layers; buildings and paving are not green, trees over them neither. */
export function greenSpaceOf({ frame, boundary, buildings, residents, green, covering }: GreenInputs): GreenSpace {
  const local = (ring: readonly (readonly number[])[]) =>
    ring.map(([longitude, latitude]) => {
      const [x, y] = geoToLocal(frame, { longitude: longitude!, latitude: latitude!, height: frame.height });
      return [x, y] as const;
    });
  const surfaces = (geometry: FeatureGeometry): Surface[] => {
    if (geometry.type === 'Polygon') return [geometry.coordinates.map(local)];
    return geometry.type === 'MultiPolygon' ? geometry.coordinates.map((rings) => rings.map(local)) : [];
  };
  const site = [local(boundary)];
  const siteM2 = areaLeftM2(site, [site], []);
  const greenM2 = areaLeftM2(
    site,
    green.flatMap(({ geometry }) => surfaces(geometry)),
    [...covering.flatMap(({ geometry }) => surfaces(geometry)), ...buildings.map((ring) => [local(ring)])],
  );
  return {
    siteM2,
    greenM2,
    ratio: siteM2 > 0 ? greenM2 / siteM2 : 0,
    residents,
    perResidentM2: residents > 0 ? greenM2 / residents : null,
    layers: [...new Set(green.map(({ layer }) => layer))],
  };
}
