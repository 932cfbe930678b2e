import type { ZoneRecord } from 'twin-core';
import { checkPlace, checkZone, type PlaceFault } from 'twin-core/geometry';
import type { Format } from '../../../kit/i18n/format.ts';
import type { LonLat } from '../../../state/ground-plan.ts';
import { geometryOf, type PlaceShape } from '../../../state/place/place-shape.ts';
import type { PlaceKind } from './place.ts';

/** Shelters and the ways to them may lie outside the estate, metres. */
const EMERGENCY_MARGIN_M = 5000;
const CAMERA_MARGIN_M = 2000;

/** What is wrong with a shape of a kind on the site, or null: the server's own rules. */
export function faultOf(kind: PlaceKind, shape: PlaceShape, boundary: readonly LonLat[]): PlaceFault | null {
  const geometry = geometryOf(shape);
  if (kind === 'shelter' || kind === 'route') return checkPlace(geometry as never, boundary, EMERGENCY_MARGIN_M);
  if (kind === 'cameraView') return checkPlace(geometry as never, boundary, CAMERA_MARGIN_M);
  return checkZone({ kind, geometry: geometry as ZoneRecord['geometry'] }, boundary);
}

/** A fault in the interface's language. */
export function faultText(format: Format, fault: PlaceFault): string {
  switch (fault.reason) {
    case 'tooFewPoints':
      return format.text('places.fault.tooFewPoints', { least: fault.least });
    case 'tooManyPoints':
      return format.text('places.fault.tooManyPoints', { most: fault.most });
    case 'crossing':
      return format.text('places.fault.crossing', { point: fault.point, other: fault.other });
    case 'outsideSite':
      return format.text('places.fault.outsideSite', { point: fault.point, by: format.number(fault.byM) });
    default:
      return format.text(`places.fault.${fault.reason}`);
  }
}
