import type { Medium } from 'twin-core';

/** Colors of media on dark ground, near those that pipes and cables are painted in and drawn as tubes. */
export const MEDIUM_COLORS: Readonly<Record<Medium, string>> = {
  water: '#3f9bf0',
  sewage: '#a9794f',
  gas: '#f2c321',
  power: '#ef4a42',
  heat: '#f08a24',
  telecom: '#39b56b',
};
