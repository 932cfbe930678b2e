import { InputError } from '../../problem.ts';
import type { OpenBytes } from '../open-bytes.ts';
import type { OpenElements, OsmElement, OsmRelation } from './osm-element.ts';

const LOT = 5000;
/** Longer than any tag of OpenStreetMap, whose values are at most 255 characters long. */
const MAX_TAG_LENGTH = 2 ** 20;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function attributesOf(tag: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name, double, single] of tag.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[name!] = plain(double ?? single ?? '');
  }
  return attributes;
}

/** An element that has begun and may yet get tags, nodes and members. */
interface Open {
  readonly kind: OsmElement['kind'];
  readonly attributes: Readonly<Record<string, string>>;
  tags: Record<string, string> | null;
  readonly nodes: number[];
  readonly members: OsmRelation['members'][number][];
}

/** The element at its end; null for one that was deleted. Throws Error where its numbers are none. */
function elementOf({ kind, attributes, tags, nodes, members }: Open): OsmElement | null {
  if (attributes.action === 'delete' || attributes.visible === 'false') return null;
  const id = Number(attributes.id);
  if (!Number.isFinite(id)) throw new Error(`a ${kind} with the id ${attributes.id}`);
  if (kind === 'way') return { kind, id, nodes, tags };
  if (kind === 'relation') return { kind, id, members, tags };
  const [latitude, longitude] = [Number(attributes.lat ?? Number.NaN), Number(attributes.lon ?? Number.NaN)];
  return { kind, id, latitude, longitude, tags };
}

/** Takes the tags of an OSM file as they come, and gives its elements. */
class OsmTagReader {
  readonly #wanted: ReadonlySet<OsmElement['kind']>;
  #open: Open | null = null;
  #state: 'before' | 'inside' | 'after' = 'before';
  lot: OsmElement[] = [];

  constructor(wanted: ReadonlySet<OsmElement['kind']>) {
    this.#wanted = wanted;
  }

  get isWhole(): boolean {
    return this.#state === 'after';
  }

  /** One tag without its brackets. */
  take(tag: string): void {
    if (tag.startsWith('?') || tag.startsWith('!')) return;
    const name = /^\/?[\w:-]+/.exec(tag)?.[0] ?? '';
    if (this.#state === 'before') {
      if (name !== 'osm') throw new Error(`XML, but its outermost element is ${name || 'none'}, expected osm`);
      this.#state = tag.endsWith('/') ? 'after' : 'inside';
      return;
    }
    switch (name) {
      case '/osm':
        this.#state = 'after';
        break;
      case 'node':
      case 'way':
      case 'relation':
        if (!this.#wanted.has(name)) break;
        this.#open = { kind: name, attributes: attributesOf(tag), tags: null, nodes: [], members: [] };
        if (tag.endsWith('/')) this.#end();
        break;
      case '/node':
      case '/way':
      case '/relation':
        this.#end();
        break;
      default:
        if (this.#open) this.#inner(this.#open, name, attributesOf(tag));
    }
  }

  #inner(open: Open, name: string, attributes: Readonly<Record<string, string>>): void {
    const { k, v, ref, type, role } = attributes;
    if (name === 'tag' && k !== undefined && v !== undefined) {
      open.tags ??= {};
      open.tags[k] = v;
    } else if (name === 'nd') open.nodes.push(Number(ref));
    else if (name === 'member' && (type === 'node' || type === 'way' || type === 'relation')) {
      open.members.push({ kind: type, id: Number(ref), role: role ?? '' });
    }
  }

  #end(): void {
    const element = this.#open && elementOf(this.#open);
    this.#open = null;
    if (element) this.lot.push(element);
  }
}

/** The elements of an .osm file. Reading throws InputError where it is other XML, damaged, or breaks off. */
export function osmXmlElements(open: OpenBytes, place: string): OpenElements {
  return async function* (wanted) {
    const reader = new OsmTagReader(wanted);
    const decoder = new TextDecoder();
    let [text, passed] = ['', 0];
    for await (const chunk of open()) {
      text += decoder.decode(chunk, { stream: true });
      let at = 0;
      for (;;) {
        const begin = text.indexOf('<', at);
        if (begin < 0) {
          at = text.length;
          break;
        }
        const comment = text.startsWith('<!--', begin);
        const end = comment ? text.indexOf('-->', begin) : text.indexOf('>', begin);
        if (end < 0 || (begin + 4 > text.length && text[begin + 1] === '!')) {
          at = begin;
          break;
        }
        try {
          if (!comment) reader.take(text.slice(begin + 1, end));
        } catch (cause) {
          throw new InputError((cause as Error).message, { place: `${place}: character ${passed + begin}`, cause });
        }
        at = end + (comment ? 3 : 1);
      }
      passed += at;
      text = text.slice(at);
      if (text.length > MAX_TAG_LENGTH)
        throw new InputError('a tag without end', { place: `${place}: character ${passed}` });
      if (reader.lot.length >= LOT) {
        yield reader.lot;
        reader.lot = [];
      }
    }
    if (!reader.isWhole) throw new InputError(`ends at character ${passed} without </osm>: truncated`, { place });
    yield reader.lot;
  };
}
