import type { OsmElement, OsmNode, OsmRelation, OsmTags, OsmWay } from './osm-element.ts';
import { Protobuf } from './protobuf.ts';

// osmformat.proto: numbers of the fields are in the cases below.
const KINDS = ['node', 'way', 'relation'] as const;

/** What the elements of one block have in common. */
class BlockFrame {
  strings: string[] = [];
  granularity = 100;
  latitudeOffset = 0;
  longitudeOffset = 0;

  latitude(value: number): number {
    return (this.latitudeOffset + this.granularity * value) / 1e9;
  }

  longitude(value: number): number {
    return (this.longitudeOffset + this.granularity * value) / 1e9;
  }

  text(index: number): string {
    const text = this.strings[index];
    if (text === undefined) throw new RangeError('a text that the block does not have');
    return text;
  }

  tags(keys: readonly number[], values: readonly number[]): OsmTags {
    if (keys.length === 0) return null;
    return Object.fromEntries(keys.map((key, i) => [this.text(key), this.text(values[i] ?? -1)]));
  }
}

function stringsOf(table: Protobuf): string[] {
  const strings: string[] = [];
  while (table.hasMore) {
    if (table.field() === 1) strings.push(table.bytes().toString());
    else table.skip();
  }
  return strings;
}

function* denseNodes(message: Protobuf, frame: BlockFrame): Generator<OsmNode> {
  let [ids, latitudes, longitudes, keysValues]: number[][] = [[], [], [], []];
  while (message.hasMore) {
    switch (message.field()) {
      case 1:
        ids = message.deltas();
        break;
      case 8:
        latitudes = message.deltas();
        break;
      case 9:
        longitudes = message.deltas();
        break;
      case 10:
        keysValues = message.varints();
        break;
      default:
        message.skip();
    }
  }
  let at = 0;
  for (let i = 0; i < ids!.length; i++) {
    let tags: Record<string, string> | null = null;
    // Keys and values of a node alternate, and a zero ends them.
    while (at < keysValues!.length && keysValues![at] !== 0) {
      tags ??= {};
      tags[frame.text(keysValues![at]!)] = frame.text(keysValues![at + 1] ?? -1);
      at += 2;
    }
    at += 1;
    const [latitude, longitude] = [frame.latitude(latitudes![i]!), frame.longitude(longitudes![i]!)];
    yield { kind: 'node', id: ids![i]!, latitude, longitude, tags };
  }
}

function plainNode(message: Protobuf, frame: BlockFrame): OsmNode {
  let [id, latitude, longitude] = [0, 0, 0];
  let [keys, values]: number[][] = [[], []];
  while (message.hasMore) {
    switch (message.field()) {
      case 1:
        id = message.signed();
        break;
      case 2:
        keys = message.varints();
        break;
      case 3:
        values = message.varints();
        break;
      case 8:
        latitude = frame.latitude(message.signed());
        break;
      case 9:
        longitude = frame.longitude(message.signed());
        break;
      default:
        message.skip();
    }
  }
  return { kind: 'node', id, latitude, longitude, tags: frame.tags(keys!, values!) };
}

function way(message: Protobuf, frame: BlockFrame): OsmWay {
  let id = 0;
  let [keys, values, nodes]: number[][] = [[], [], []];
  while (message.hasMore) {
    switch (message.field()) {
      case 1:
        id = message.varint();
        break;
      case 2:
        keys = message.varints();
        break;
      case 3:
        values = message.varints();
        break;
      case 8:
        nodes = message.deltas();
        break;
      default:
        message.skip();
    }
  }
  return { kind: 'way', id, nodes: nodes!, tags: frame.tags(keys!, values!) };
}

function relation(message: Protobuf, frame: BlockFrame): OsmRelation {
  let id = 0;
  let [keys, values, roles, ids, kinds]: number[][] = [[], [], [], [], []];
  while (message.hasMore) {
    switch (message.field()) {
      case 1:
        id = message.varint();
        break;
      case 2:
        keys = message.varints();
        break;
      case 3:
        values = message.varints();
        break;
      case 8:
        roles = message.varints();
        break;
      case 9:
        ids = message.deltas();
        break;
      case 10:
        kinds = message.varints();
        break;
      default:
        message.skip();
    }
  }
  const members = ids!.map((member, i) => ({
    kind: KINDS[kinds![i] ?? 1] ?? 'way',
    id: member,
    role: frame.text(roles![i] ?? 0),
  }));
  return { kind: 'relation', id, members, tags: frame.tags(keys!, values!) };
}

/** The elements of an OSMData block that are wanted. Throws RangeError where it is damaged. */
export function readBlock(bytes: Buffer, wanted: ReadonlySet<OsmElement['kind']>): OsmElement[] {
  const frame = new BlockFrame();
  const groups: Protobuf[] = [];
  const block = new Protobuf(bytes);
  while (block.hasMore) {
    switch (block.field()) {
      case 1:
        frame.strings = stringsOf(block.message());
        break;
      case 2:
        groups.push(block.message());
        break;
      case 17:
        frame.granularity = block.varint();
        break;
      case 19:
        frame.latitudeOffset = block.varint();
        break;
      case 20:
        frame.longitudeOffset = block.varint();
        break;
      default:
        block.skip();
    }
  }
  const elements: OsmElement[] = [];
  for (const group of groups) {
    while (group.hasMore) {
      const field = group.field();
      if (field === 1 && wanted.has('node')) elements.push(plainNode(group.message(), frame));
      else if (field === 2 && wanted.has('node'))
        for (const node of denseNodes(group.message(), frame)) elements.push(node);
      else if (field === 3 && wanted.has('way')) elements.push(way(group.message(), frame));
      else if (field === 4 && wanted.has('relation')) elements.push(relation(group.message(), frame));
      else group.skip();
    }
  }
  return elements;
}
