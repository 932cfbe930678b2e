import type { Medium } from 'twin-core';

/**
 * sRGB by medium, after how pipes and cables are painted and marked in China: water blue, drainage brown, gas yellow, power red, heat
 * orange, telecom green. (Survey drawings by CJJ 61 take the same but for gas, which is pink there.)
 */
const COLORS: Readonly<Record<Medium, number>> = {
  water: 0x2f8fe0,
  sewage: 0x7d5a3c,
  gas: 0xf2c321,
  power: 0xd8342c,
  heat: 0xf08a24,
  telecom: 0x2fa560,
};

const linear = (value: number) => {
  const share = (value & 255) / 255;
  return Math.round(255 * (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
};

/** Packs sRGB 0xRRGGBB as opaque linear 0xAABBGGRR; `shade` under 1 darkens. */
function packed(rgb: number, shade: number): number {
  const part = (shift: number) => Math.round(linear(rgb >> shift) * shade);
  return ((255 << 24) | (part(0) << 16) | (part(8) << 8) | part(16)) >>> 0;
}

/** Color of a medium's pipes, 0xAABBGGRR linear. */
export const pipeColor = (medium: Medium): number => packed(COLORS[medium], 1);

/** Color of what stands on a medium's pipes: darker, so that it is told from them. */
export const fittingColor = (medium: Medium): number => packed(COLORS[medium], 0.45);

/** Concrete of shafts, 0xAABBGGRR linear. */
export const SHAFT_COLOR = packed(0x8b8f94, 1);
/** Cast iron of covers. */
export const COVER_COLOR = packed(0x4b5057, 1);
