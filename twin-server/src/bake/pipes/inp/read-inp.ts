import { InputError } from '../../../problem.ts';
import { cutInp, type InpLine, type InpText, inpFault } from './inp-text.ts';
import { type InpUnits, inpUnits } from './inp-units.ts';

/** A point in the file's own plan coordinates. */
export type InpPoint = readonly [x: number, y: number];

/** A node of an EPANET network; heights in metres. */
export interface InpNode {
  readonly id: string;
  readonly kind: 'junction' | 'reservoir' | 'tank';
  /** Elevation; of a reservoir its head. */
  readonly elevationM: number;
  readonly at: InpPoint;
  readonly demandLps: number;
  readonly diameterMm: number | null;
}

/** A link of an EPANET network. */
export interface InpLink {
  readonly id: string;
  readonly kind: 'pipe' | 'pump' | 'valve';
  readonly from: string;
  readonly to: string;
  /** Between its nodes. */
  readonly vertices: readonly InpPoint[];
  /** As the file states it; null for pumps and valves. */
  readonly lengthM: number | null;
  readonly diameterMm: number | null;
  /** PRV, FCV … of a valve. */
  readonly valveType: string | null;
  readonly roughness: number | null;
  readonly oneWay: boolean;
  readonly closed: boolean;
}

/** A network as an EPANET file has it, in metres, millimetres and litres a second. */
export interface InpNetwork {
  readonly units: InpUnits;
  readonly nodes: ReadonlyMap<string, InpNode>;
  readonly links: ReadonlyMap<string, InpLink>;
  readonly warnings: readonly string[];
}

/** Valves that pass water one way (EPANET 2.2, 3.1). */
const ONE_WAY_VALVES = new Set(['PRV', 'PSV', 'FCV']);

/** Reads an EPANET input file. Throws InputError with file and line for the first thing that cannot be understood. */
export function readInp(bytes: Uint8Array, name: string): InpNetwork {
  const text = cutInp(bytes, name);
  for (const needed of ['JUNCTIONS', 'PIPES', 'COORDINATES']) {
    if (!text.has(needed)) throw new InputError(`no section [${needed}]`, { place: name });
  }
  const units = inpUnits(text);
  const nodes = readNodes(text, units, readPlaces(text));
  const links = readLinks(text, units, nodes);
  if (links.size === 0) throw new InputError('no pipes', { place: name });
  const warnings = units.isStated ? [] : ['OPTIONS names no Units: taken as GPM (feet, inches), as EPANET does'];
  return { units, nodes, links, warnings };
}

function number(text: InpText, section: string, { line, words }: InpLine, at: number, what: string): number {
  const word = words[at];
  const value = word === undefined ? Number.NaN : Number(word);
  if (Number.isFinite(value)) return value;
  throw inpFault(text.name, line, `[${section}] ${words[0]}: ${what} ${word ?? 'is missing'}: expected a number`);
}

function readPlaces(text: InpText): Map<string, InpPoint> {
  const places = new Map<string, InpPoint>();
  for (const line of text.section('COORDINATES')) {
    const place = [number(text, 'COORDINATES', line, 1, 'X'), number(text, 'COORDINATES', line, 2, 'Y')] as const;
    places.set(line.words[0]!, place);
  }
  return places;
}

function readNodes(text: InpText, units: InpUnits, places: ReadonlyMap<string, InpPoint>): Map<string, InpNode> {
  const nodes = new Map<string, InpNode>();
  const demands = new Map<string, number>();
  for (const line of text.section('DEMANDS')) {
    const id = line.words[0]!;
    demands.set(id, (demands.get(id) ?? 0) + number(text, 'DEMANDS', line, 1, 'demand'));
  }
  const add = (section: string, kind: InpNode['kind'], line: InpLine) => {
    const id = line.words[0]!;
    if (nodes.has(id)) throw inpFault(text.name, line.line, `[${section}] ${id}: the same id a second time`);
    const at = places.get(id);
    if (!at) throw inpFault(text.name, line.line, `[${section}] ${id}: no place in [COORDINATES]`);
    const own = kind === 'junction' && line.words.length > 2 ? number(text, section, line, 2, 'demand') : 0;
    nodes.set(id, {
      id,
      kind,
      at,
      elevationM: number(text, section, line, 1, kind === 'reservoir' ? 'head' : 'elevation') * units.lengthM,
      demandLps: (demands.get(id) ?? own) * units.flowLps,
      diameterMm: kind === 'tank' ? positive(number(text, section, line, 5, 'diameter') * units.lengthM * 1000) : null,
    });
  };
  for (const line of text.section('JUNCTIONS')) add('JUNCTIONS', 'junction', line);
  for (const line of text.section('RESERVOIRS')) add('RESERVOIRS', 'reservoir', line);
  for (const line of text.section('TANKS')) add('TANKS', 'tank', line);
  return nodes;
}

const positive = (value: number) => (value > 0 ? value : null);

function readLinks(text: InpText, units: InpUnits, nodes: ReadonlyMap<string, InpNode>): Map<string, InpLink> {
  const links = new Map<string, InpLink>();
  const vertices = new Map<string, InpPoint[]>();
  const vertexLines: InpLine[] = [];
  for (const line of text.section('VERTICES')) {
    const point = [number(text, 'VERTICES', line, 1, 'X'), number(text, 'VERTICES', line, 2, 'Y')] as const;
    const list = vertices.get(line.words[0]!);
    if (list) list.push(point);
    else {
      vertices.set(line.words[0]!, [point]);
      vertexLines.push(line);
    }
  }
  const status = statusOf(text);
  const add = (section: string, line: InpLine, more: Omit<InpLink, 'id' | 'from' | 'to' | 'vertices' | 'closed'>) => {
    const [id = '', from, to] = line.words;
    if (links.has(id)) throw inpFault(text.name, line.line, `[${section}] ${id}: the same id a second time`);
    for (const end of [from, to]) {
      if (end === undefined || !nodes.has(end))
        throw inpFault(text.name, line.line, `[${section}] ${id}: node ${end ?? 'is missing'}: no such node`);
    }
    const own = line.words.at(-1)?.toUpperCase() === 'CLOSED' ? 'CLOSED' : 'OPEN';
    const closed = (status.get(id) ?? own) === 'CLOSED';
    links.set(id, { id, from: from!, to: to!, vertices: vertices.get(id) ?? [], closed, ...more });
  };
  for (const line of text.section('PIPES')) {
    add('PIPES', line, {
      kind: 'pipe',
      lengthM: number(text, 'PIPES', line, 3, 'length') * units.lengthM,
      diameterMm: positive(number(text, 'PIPES', line, 4, 'diameter') * units.diameterMm),
      roughness: number(text, 'PIPES', line, 5, 'roughness'),
      valveType: null,
      oneWay: line.words.at(-1)?.toUpperCase() === 'CV',
    });
  }
  const none = { lengthM: null, roughness: null };
  for (const line of text.section('PUMPS'))
    add('PUMPS', line, { ...none, kind: 'pump', diameterMm: null, valveType: null, oneWay: true });
  for (const line of text.section('VALVES')) {
    const valveType = line.words[4]?.toUpperCase() ?? null;
    const diameterMm = positive(number(text, 'VALVES', line, 3, 'diameter') * units.diameterMm);
    add('VALVES', line, { ...none, kind: 'valve', diameterMm, valveType, oneWay: ONE_WAY_VALVES.has(valveType ?? '') });
  }
  const stray = vertexLines.find(({ words }) => !links.has(words[0]!));
  if (stray) throw inpFault(text.name, stray.line, `[VERTICES] ${stray.words[0]}: no such pipe, pump or valve`);
  return links;
}

/** OPEN or CLOSED by link, where [STATUS] says so; a number there is a setting. */
function statusOf(text: InpText): Map<string, string> {
  return new Map(
    text.section('STATUS').flatMap(({ words: [id, word] }) => {
      const status = word?.toUpperCase();
      return id !== undefined && (status === 'OPEN' || status === 'CLOSED') ? [[id, status] as const] : [];
    }),
  );
}
