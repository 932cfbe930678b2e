/** Share of the light tone a class of element is drawn in, by IFC class. Vertical parts recede, slabs and rails come forward. */
const TONES = [
  [['IfcWindow', 'IfcPlate'], 'glass'],
  [['IfcSlab', 'IfcRoof', 'IfcCovering', 'IfcRailing'], 'light'],
  [['IfcDoor', 'IfcMember', 'IfcColumn', 'IfcBeam'], 'dark'],
];
/** Mixes two #rrggbb colors; share 0 gives the first. */
export function mixColors(from, to, share) {
  const channel = (color, at) => Number.parseInt(color.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(channel(from, at) * (1 - share) + channel(to, at) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
const quoted = (text) => `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
function anyOf(property, values) {
  return values.map((value) => `\${${property}} === ${quoted(value)}`).join(' || ');
}
/** Colors of a building's elements: alarmed storeys in their alarm's color, the rest by class in slate. */
export function storeyColors(storeys, look, palette) {
  const { dark, light, glass } = palette.building;
  const tones = { light, middle: mixColors(dark, light, 0.6), dark: mixColors(dark, light, 0.25), glass };
  const conditions = [];
  for (const [name, color] of look.alarmed) {
    const ids = storeys.filter((storey) => storey.name === name).map(({ globalId }) => globalId);
    if (ids.length === 0) continue;
    const storey = anyOf('storey', ids);
    if (name !== look.isolated) conditions.push([storey, `color('${color}')`]);
    else {
      // Seen from near the storey is only tinted, so that the symbol in it stays the most saturated thing.
      const floor = anyOf('class', ['IfcSlab', 'IfcCovering']);
      conditions.push([`(${storey}) && (${floor})`, `color('${mixColors(tones.dark, color, 0.16)}')`]);
      conditions.push([storey, `color('${mixColors(tones.middle, color, 0.38)}')`]);
    }
  }
  for (const [classes, tone] of TONES) conditions.push([anyOf('class', classes), `color('${tones[tone]}')`]);
  conditions.push(['true', `color('${tones.middle}')`]);
  return conditions;
}
/** Storeys hidden while one is isolated: those above it. Empty where nothing is isolated or its name is unknown. */
export function storeysAbove(storeys, isolated) {
  const index = storeys.find(({ name }) => name === isolated)?.index;
  return index === undefined ? [] : storeys.filter((storey) => storey.index > index);
}
/** Whether an element is drawn: a `show` expression over the element's storey. */
export function storeyVisibility(storeys, look) {
  const above = storeysAbove(storeys, look.isolated).map(({ globalId }) => globalId);
  if (above.length === 0) return 'true';
  return `!(${anyOf('storey', above)})`;
}
/** An isolated storey is cut this much under its top, and at most this much over its lowest part, metres: what closes it goes. */
const LID_M = 0.7;
const SECTION_M = 2.9;
/** Height in metres of the building frame over which an isolated storey is cut off; null where none is isolated. */
export function storeyCut(storeys, isolated) {
  const storey = storeys.find(({ name }) => name === isolated);
  return storey ? Math.max(storey.bottom + 1, Math.min(storey.top - LID_M, storey.bottom + SECTION_M)) : null;
}
