/** How much of the estate is drawn at a zoom: what would only be noise from afar comes when there is room for it. */
export interface Detail {
  /** Ground markings and trees. */
  readonly markings: boolean;
  /** Every device outdoors as a symbol. */
  readonly symbols: boolean;
  /** Devices indoors one by one, instead of one figure a building. */
  readonly indoors: boolean;
}

/** Zooms from which each is drawn; 18 is about 0.24 m to the pixel at 38° north. */
const MARKINGS_FROM = 17.6;
export const SYMBOLS_FROM = 18;
export const INDOORS_FROM = 19;

/** The detail drawn at a zoom. */
export function detailAt(zoom: number): Detail {
  return { markings: zoom >= MARKINGS_FROM, symbols: zoom >= SYMBOLS_FROM, indoors: zoom >= INDOORS_FROM };
}
