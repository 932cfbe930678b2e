/** A thin space between a number and its unit. */
const THIN = '\u2009';

/** A length as it is written on screen: two decimals and the unit. */
export const lengthText = (metres: number): string => `${metres.toFixed(2)}${THIN}m`;

/** An area as it is written on screen: two decimals and the unit. */
export const areaText = (squareMetres: number): string => `${squareMetres.toFixed(2)}${THIN}m²`;
