/** What heights are counted from: the WGS 84 ellipsoid, the EGM96 geoid, or China's National Vertical Datum 1985. */
export type VerticalDatum = 'ellipsoid' | 'egm96' | '1985';

/** How the vertical datums lie to each other at a site. */
export interface SiteHeights {
  /** Geoid of EGM96 above the ellipsoid, metres: −18.4 at Taiyuan. */
  readonly geoidM: number;
  /** Height above EGM96 of a point that has height 0 in the 1985 datum, metres: levelled by the site, 0 where unknown. */
  readonly offset1985M: number;
  /** How well offset1985M is known, metres, one standard deviation. */
  readonly uncertainty1985M: number;
}

/**
 * How far the 1985 datum may lie from EGM96 where a site has not levelled its own offset, metres, one standard deviation: its zero
 * at Qingdao stands 0.246 m ± 0.054 m above the global geoid (doi:10.1007/bf02826693), which is taken as the spread, not corrected.
 */
export const UNLEVELLED_1985_M = 0.25;

/** A height above the ellipsoid and how well it is known, metres. */
export interface EllipsoidalHeight {
  readonly heightM: number;
  /** One standard deviation that the datum adds; 0 for ellipsoidal input. */
  readonly uncertaintyM: number;
}

// The accuracy that EGM96 was made for and states of itself: ±0.5 to ±1 m (Lemoine et al., NASA/TP-1998-206861).
const EGM96_UNCERTAINTY_M = 0.5;

/** A height of a datum, above the WGS 84 ellipsoid. */
export function toEllipsoid(height: number, datum: VerticalDatum, site: SiteHeights): EllipsoidalHeight {
  switch (datum) {
    case 'ellipsoid':
      return { heightM: height, uncertaintyM: 0 };
    case 'egm96':
      return { heightM: height + site.geoidM, uncertaintyM: EGM96_UNCERTAINTY_M };
    case '1985':
      return {
        heightM: height + site.offset1985M + site.geoidM,
        uncertaintyM: Math.hypot(EGM96_UNCERTAINTY_M, site.uncertainty1985M),
      };
  }
}

/** A height above the WGS 84 ellipsoid in a datum; the inverse of toEllipsoid. */
export function fromEllipsoid(heightM: number, datum: VerticalDatum, site: SiteHeights): number {
  switch (datum) {
    case 'ellipsoid':
      return heightM;
    case 'egm96':
      return heightM - site.geoidM;
    case '1985':
      return heightM - site.geoidM - site.offset1985M;
  }
}
