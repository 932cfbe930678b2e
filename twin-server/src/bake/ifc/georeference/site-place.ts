import type { GeoreferenceFinding, GeoreferenceReading } from 'twin-core';
import type { LongitudeLatitude } from 'twin-core/crs';
import type { Vector3 } from '../frame.ts';
import type { IfcModel } from '../model.ts';
import type { SpatialTree } from '../spatial-tree.ts';
import { type Line, numberOf, refOf } from '../values.ts';
import { ifc } from '../web-ifc.ts';
import { defaultPlaceOf } from './default-places.ts';
import { finding } from './finding.ts';
import { plausibleHeight } from './height-datum.ts';
import { readPlaneAngle } from './plane-angle.ts';

/** What IfcSite says of its place. */
export interface SitePlace extends LongitudeLatitude {
  /** Orthometric, metres; null where it is not given. */
  readonly elevation: number | null;
  /** The point that the coordinates are of, metres in the project's axes. */
  readonly reference: Vector3;
  /** To how many metres the coordinates are given. */
  readonly precisionM: number;
  readonly believed: boolean;
  readonly findings: readonly GeoreferenceFinding[];
  /** Other places that the same numbers may mean. */
  readonly alternatives: readonly (LongitudeLatitude & {
    readonly reading: GeoreferenceReading;
    readonly reason: string;
  })[];
}

/** Metres in a degree of latitude, to 1 %: for how finely a place is given. */
const DEGREE_M = 111_320;
/** Coarser than this is a doubt, not a remark. */
const COARSE_M = 100;
/** Finer than this nobody needs to be told. */
const FINE_M = 5;

/** Azimuth of +Y by TrueNorth of the model's 3D context, degrees clockwise from true north; null where it is not given. */
export function trueNorthHeadingDeg(model: IfcModel): number | null {
  for (const context of model.all(ifc.IFCGEOMETRICREPRESENTATIONCONTEXT)) {
    const direction = model.line(refOf(context.TrueNorth));
    const ratios = direction?.DirectionRatios;
    const [x, y] = Array.isArray(ratios) ? ratios.map(numberOf) : [];
    if (typeof x === 'number' && typeof y === 'number' && Math.hypot(x, y) > 0) {
      return (Math.atan2(-x, y) * 180) / Math.PI || 0;
    }
  }
  return null;
}

/** Whether a pair of degrees is a latitude and a longitude. */
export const isOnEarth = ({ longitude, latitude }: LongitudeLatitude) =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;

function readSite(model: IfcModel, site: Line): SitePlace | null {
  const [north, east] = [readPlaneAngle('latitude', site.RefLatitude), readPlaneAngle('longitude', site.RefLongitude)];
  if (!north || !east) return null;
  const place = { latitude: north.degrees, longitude: east.degrees };
  const findings = [...north.findings, ...east.findings];
  const alternatives: SitePlace['alternatives'][number][] = [];
  if (north.alternative !== null || east.alternative !== null) {
    const latitude = north.alternative ?? north.degrees;
    const longitude = east.alternative ?? east.degrees;
    const reason = 'the parts of IfcSite’s latitude and longitude read otherwise';
    if (isOnEarth({ latitude, longitude })) alternatives.push({ latitude, longitude, reading: 'otherwise', reason });
  }
  let believed = north.believed && east.believed;
  const swapped = { latitude: place.longitude, longitude: place.latitude };
  if (!isOnEarth(place)) {
    believed = false;
    const turned = isOnEarth(swapped);
    findings.push(finding(turned ? 'site.swapped' : 'site.outside', 'refused', place));
    if (turned)
      alternatives.push({ ...swapped, reading: 'exchanged', reason: 'latitude and longitude of IfcSite exchanged' });
  }
  const tool = believed ? defaultPlaceOf(place) : null;
  if (tool !== null) findings.push(finding('site.default', 'refused', { ...place, tool }));
  // The finer of the two shows what the exporter writes: the other may be a round number by chance.
  const precisionM = Math.min(north.precisionDeg, east.precisionDeg) * DEGREE_M;
  if (believed && tool === null) {
    findings.push(finding('site.read', 'ok', place));
    if (precisionM > FINE_M)
      findings.push(
        finding('site.precision', precisionM > COARSE_M ? 'doubt' : 'note', { precisionM: Math.round(precisionM) }),
      );
  }
  const elevation = numberOf(site.RefElevation);
  const height = elevation === null ? null : plausibleHeight(elevation * model.metersPerUnit);
  return {
    ...place,
    elevation: height?.meters ?? null,
    reference: model.placementOrigin(site) ?? [0, 0, 0],
    precisionM,
    believed: believed && tool === null,
    findings: height?.finding ? [...findings, height.finding] : findings,
    alternatives,
  };
}

/** The first IfcSite that gives coordinates; null where none does. */
export function readSitePlace(model: IfcModel, tree: SpatialTree): SitePlace | null {
  const sites: Line[] = [...(tree.site ? [tree.site] : []), ...model.all(ifc.IFCSITE)];
  for (const site of sites) {
    const place = readSite(model, site);
    if (place) return place;
  }
  return null;
}
