import { Cartesian3 } from '@cesium/engine';
import { toCartesian } from './site-camera.ts';

/** Azimuth between the first view and the light, radians, and the light's rise over the horizon. */
const ASIDE = 0.9;
const RISE = 0.75;
/** Light from the viewer's left in the first view, so that roofs, left and right facades differ. */
export function lightingOf(site) {
  const [fx, fy] = site.view.from;
  const [tx, ty] = site.view.to;
  const bearing = Math.atan2(fx - tx, fy - ty) + ASIDE;
  const origin = toCartesian(site.frame, [0, 0, 0]);
  const unit = (x, y, z) =>
    Cartesian3.normalize(
      Cartesian3.subtract(toCartesian(site.frame, [x, y, z]), origin, new Cartesian3()),
      new Cartesian3(),
    );
  return { up: unit(0, 0, 100), toLight: unit(Math.sin(bearing) * 100, Math.cos(bearing) * 100, RISE * 100) };
}
