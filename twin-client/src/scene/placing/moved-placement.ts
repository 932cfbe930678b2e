import { geoToLocal, type LocalPoint, localToGeo, type Placement } from 'twin-core';

/** How one placement differs from another: metres and degrees. */
export interface Offset {
  readonly eastM: number;
  readonly northM: number;
  readonly upM: number;
  /** Clockwise, −180 to 180. */
  readonly turnDeg: number;
}

/** An azimuth from −180 (not included) to 180 degrees. */
export function halfTurns(deg: number): number {
  const turned = ((deg % 360) + 360) % 360;
  return turned > 180 ? turned - 360 : turned;
}

/** How far `to` lies from `from`. */
export function offsetBetween(from: Placement, to: Placement): Offset {
  const [eastM, northM] = geoToLocal({ ...from, headingDeg: 0 }, { ...to, height: from.height });
  return { eastM, northM, upM: to.height - from.height, turnDeg: halfTurns(to.headingDeg - from.headingDeg) };
}

/** A placement moved over the ground and up, metres. The height stays over the ellipsoid, not over the tangent plane. */
export function shifted(placement: Placement, eastM: number, northM: number, upM = 0): Placement {
  const { longitude, latitude } = localToGeo({ ...placement, headingDeg: 0 }, [eastM, northM, 0]);
  return { ...placement, longitude, latitude, height: placement.height + upM };
}

/** A placement turned clockwise about a point of the model, metres of the building frame: that point stays where it is. */
export function turnedAbout(placement: Placement, [x, y]: LocalPoint, deg: number): Placement {
  const pivot = localToGeo(placement, [x, y, 0]);
  const headingDeg = halfTurns(placement.headingDeg + deg);
  const { longitude, latitude } = localToGeo({ ...pivot, headingDeg }, [-x, -y, 0]);
  return { longitude, latitude, height: placement.height, headingDeg };
}
