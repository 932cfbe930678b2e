import { foldText } from '../engines/text-grams.ts';

/**
 * The tokens under which a model's products are listed. A gram is listed twice: under IDENTITY for the products whose
 * class, name, tag or type has it, under ANY for those that have it there or in a property. The others are whole values
 * to filter by.
 */
export const IDENTITY = 'i';
export const ANY = 'a';

/** Buckets that the values of all properties fall into: few enough to list, many enough to tell values apart. */
const VALUE_BUCKETS = 65_536;

export const kindToken = (kind: string) => `=kind:${kind}`;
/** IFC class in any case, with or without its first three letters: IfcDoor, door. */
export const classToken = (ifcClass: string) => `=class:${foldText(ifcClass).replace(/^ifc/, '')}`;
/** A storey by its GlobalId or its name. */
export const storeyToken = (storey: string) => `=storey:${storey}`;
export const spaceToken = (globalId: string) => `=space:${globalId}`;
export const systemToken = (globalId: string) => `=system:${globalId}`;
/** A property as Set.Name, in any case. */
export const propertyToken = (property: string) => `=property:${foldText(property)}`;

/** The bucket of a property's value; both folded the same way, so that TRUE is true. */
export function valueToken(property: string, value: string): string {
  const text = `${foldText(property)}=${foldText(value)}`;
  // FNV-1a, 32 bits.
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `=value:${(hash >>> 0) % VALUE_BUCKETS}`;
}
