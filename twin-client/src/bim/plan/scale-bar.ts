/** A bar of a round length that takes between 70 and 175 pixels. */
export interface ScaleBar {
  readonly metres: number;
  readonly widthPx: number;
}

const LEAST_PX = 70;

/** The scale bar of a plan. pixelsPerMetre: CSS pixels. */
export function scaleBar(pixelsPerMetre: number): ScaleBar {
  const least = LEAST_PX / pixelsPerMetre;
  const power = 10 ** Math.floor(Math.log10(least));
  const metres = ([1, 2, 5, 10].find((times) => times * power >= least * (1 - 1e-9)) ?? 10) * power;
  return { metres: Number(metres.toPrecision(6)), widthPx: metres * pixelsPerMetre };
}
