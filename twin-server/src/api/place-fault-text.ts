import type { PlaceFault } from 'twin-core/geometry';

/** Why a shape cannot stand on the ground, in words for whoever sent it. */
export function placeFaultText(fault: PlaceFault): string {
  switch (fault.reason) {
    case 'tooFewPoints':
      return `expected at least ${fault.least} different points`;
    case 'tooManyPoints':
      return `expected at most ${fault.most} points`;
    case 'notClosed':
      return 'expected every ring to end where it begins';
    case 'crossing':
      return `its sides from point ${fault.point} and from point ${fault.other} cross or touch`;
    case 'noArea':
      return 'it encloses less than half a square metre';
    case 'outsideSite':
      return `point ${fault.point} lies ${fault.byM} m outside the site: expected longitude, latitude in degrees, WGS 84`;
    case 'holeOutside':
      return 'expected holes inside the outer ring';
    case 'wrongShape':
      return `expected ${fault.expected.join(' or ')}`;
  }
}
