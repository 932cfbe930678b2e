/** Tags of an element; null where it has none. */
export type OsmTags = Readonly<Record<string, string>> | null;

/** A point of OpenStreetMap, degrees. */
export interface OsmNode {
  readonly kind: 'node';
  readonly id: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly tags: OsmTags;
}

/** A line through nodes. */
export interface OsmWay {
  readonly kind: 'way';
  readonly id: number;
  readonly nodes: readonly number[];
  readonly tags: OsmTags;
}

/** What belongs together. */
export interface OsmRelation {
  readonly kind: 'relation';
  readonly id: number;
  readonly members: readonly {
    readonly kind: 'node' | 'way' | 'relation';
    readonly id: number;
    readonly role: string;
  }[];
  readonly tags: OsmTags;
}

export type OsmElement = OsmNode | OsmWay | OsmRelation;

/** Reads a file from its beginning in lots of elements of the kinds that are wanted. */
export type OpenElements = (wanted: ReadonlySet<OsmElement['kind']>) => AsyncIterable<readonly OsmElement[]>;
