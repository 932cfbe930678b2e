import type { BuildingModel } from 'twin-core';

/**
 * A building's model as JSON: whole, and as the outline that leaves out elements and properties. What both have is written once, and so is
 * each property set, however many objects share it: a type's sets belong to all of its uses.
 */
export function buildingJson(building: BuildingModel): { readonly outline: string; readonly whole: string } {
  const { elements, properties, ...rest } = building;
  const outline = JSON.stringify(rest);
  const textOf = new Map<object, string>();
  const objects = Object.entries(properties).map(([globalId, sets]) => {
    const named = Object.entries(sets).map(([name, set]) => {
      let text = textOf.get(set);
      if (text === undefined) {
        text = JSON.stringify(set);
        textOf.set(set, text);
      }
      return `${JSON.stringify(name)}:${text}`;
    });
    return `${JSON.stringify(globalId)}:{${named.join(',')}}`;
  });
  const members = `"elements":${JSON.stringify(elements)},"properties":{${objects.join(',')}}`;
  return { outline, whole: `${outline.slice(0, -1)},${members}}` };
}
