import {
  Catalogue,
  type DeviceRecord,
  FACILITIES,
  geoToLocal,
  type KindEntry,
  type LocalPoint,
  type SiteFile,
} from 'twin-core';
import { hash32 } from './noise.ts';

/** The air a device stands in: heated rooms, the garage below ground, or the open (sheds count as open). */
export type Surroundings = 'heated' | 'underground' | 'open';

/** A device as the simulator plays it: its record with everything that does not change worked out once. */
export interface Subject {
  readonly code: string;
  readonly kind: string;
  readonly entry: KindEntry;
  readonly building: string | null;
  readonly zone: string | null;
  readonly links: readonly string[];
  /** Where it stands in the site frame: metres east, north and above the ground. */
  readonly at: LocalPoint;
  readonly surroundings: Surroundings;
  /** Seeds everything about this device. */
  readonly salt: number;
  /** Seeds what it shares with everything below the same substation: the mains line. */
  readonly lineSalt: number;
  /** Devices whose parent it is, in the order of the file. */
  readonly parts: readonly Subject[];
  /** Devices that link to it, in the order of the file. */
  readonly linkedBy: readonly Subject[];
  /** Storeys above the ground of its building; 0 in the open. */
  readonly storeys: number;
}

/** All devices of a site, and the clock and weather they share. */
export interface Estate {
  readonly site: string;
  readonly timeZone: string;
  readonly seed: string;
  /** Seeds the weather. */
  readonly salt: number;
  readonly subjects: readonly Subject[];
  readonly byCode: ReadonlyMap<string, Subject>;
  /** Kinds in the file that the catalogue does not have, with their number of devices. */
  readonly unknownKinds: ReadonlyMap<string, number>;
}

/** Builds the estate of a site file and its devices. The same files and the same seed give the same estate. */
export function buildEstate(site: SiteFile, records: readonly DeviceRecord[], seed: string): Estate {
  const catalogue = new Catalogue(FACILITIES);
  const uses = new Map(site.buildings.map(({ code, mainUse }) => [code, mainUse]));
  const unknownKinds = new Map<string, number>();
  const storeys = new Map(site.buildings.map(({ code, storeyCount }) => [code, storeyCount]));
  const parents = new Map(records.map(({ code, parent }) => [code, parent]));
  const parts = new Map<string, Subject[]>();
  const linkedBy = new Map<string, Subject[]>();
  const subjects: Subject[] = [];
  for (const record of records) {
    const entry = catalogue.kind(record.kind);
    if (!entry) {
      unknownKinds.set(record.kind, (unknownKinds.get(record.kind) ?? 0) + 1);
      continue;
    }
    const own: Subject[] = [];
    const linking: Subject[] = [];
    parts.set(record.code, own);
    linkedBy.set(record.code, linking);
    subjects.push({
      code: record.code,
      kind: record.kind,
      entry,
      building: record.building,
      zone: record.zone,
      links: record.links,
      at: geoToLocal(site.frame, record.location),
      surroundings: surroundingsOf(record, uses),
      salt: hash32(`${seed}/${record.code}`),
      lineSalt: hash32(`${seed}/${topOf(record.code, parents)}/line`),
      parts: own,
      linkedBy: linking,
      storeys: (record.building && storeys.get(record.building)) || 0,
    });
  }
  const byCode = new Map(subjects.map((subject) => [subject.code, subject]));
  for (const { code, parent } of records) {
    const subject = byCode.get(code);
    if (subject && parent) parts.get(parent)?.push(subject);
    for (const link of subject?.links ?? []) linkedBy.get(link)?.push(subject!);
  }
  const salt = hash32(`${seed}/weather`);
  return { site: site.site, timeZone: site.timeZone, seed, salt, subjects, byCode, unknownKinds };
}

/** The device above all others over one: its substation. */
function topOf(code: string, parents: ReadonlyMap<string, string | null>): string {
  const parent = parents.get(code);
  return parent ? topOf(parent, parents) : code;
}

function surroundingsOf({ building, storey }: DeviceRecord, uses: ReadonlyMap<string, string | null>): Surroundings {
  // Charging sheds are roofs without walls.
  if (building === null || uses.get(building)?.includes('充电')) return 'open';
  return storey !== null && /^(B\d|-\d|地下)/.test(storey) ? 'underground' : 'heated';
}
