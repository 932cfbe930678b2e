/** Red, green, blue and alpha, 0 to 255: what deck.gl draws with. */
export type Rgba = [red: number, green: number, blue: number, alpha: number];

/** A palette's #rrggbb with an opacity from 0 to 1. */
export function rgba(hex: string, opacity = 1): Rgba {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255, Math.round(opacity * 255)];
}

/** The same color as a canvas takes it. */
export function css([red, green, blue, alpha]: Rgba): string {
  return `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
}
