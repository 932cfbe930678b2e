/** raw × scale + offset without the digits that binary fractions leave behind (3 × 0.1 is 0.3); exact where nothing is to be done. */
export function linear(raw: number, scale: number, offset: number): number {
  return scale === 1 && offset === 0 ? raw : Number((raw * scale + offset).toPrecision(12));
}
