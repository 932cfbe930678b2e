import type pg from 'pg';
import type {
  BuildingRecord,
  DeviceRecord,
  DutyRecord,
  HouseRecord,
  OrganisationRecord,
  PersonRecord,
  ZoneRecord,
} from 'twin-core';
import { pinyinInitials } from '../search/pinyin-initials.ts';
import { SearchIndex } from '../search/search-index.ts';
import { isOnDuty, localTimeOfDay } from './duty.ts';
import {
  BUILDING_TABLE,
  DEVICE_TABLE,
  HOUSE_TABLE,
  ORGANISATION_TABLE,
  PERSON_TABLE,
  upsertRecords,
  ZONE_TABLE,
} from './record-table.ts';
import { forgetRemoval, removeRecord } from './removed-record.ts';
import type { GroundPlan, SiteBase, SiteRecord } from './site-base.ts';

/** What the rows' `source` says of a device registered over the API. */
const SOURCE = 'api';

/** The base information of one site in memory, indexed; the database keeps it. Lists are in the order of their codes. */
export class BaseRegistry {
  readonly site: SiteRecord;
  readonly ground: GroundPlan;
  readonly #pool: pg.Pool;
  #buildings: ReadonlyMap<string, BuildingRecord>;
  #zones: ReadonlyMap<string, ZoneRecord>;
  #houses: ReadonlyMap<string, HouseRecord>;
  #persons: ReadonlyMap<string, PersonRecord>;
  #organisations: ReadonlyMap<string, OrganisationRecord>;
  readonly #duties: readonly DutyRecord[];
  readonly #devices: Map<string, DeviceRecord>;
  /** The same in the order of codes: going through them must not look up each by its code. */
  #deviceList: DeviceRecord[];
  #residents: ReadonlyMap<string, readonly PersonRecord[]>;
  readonly #deviceSearch = new SearchIndex();
  readonly #houseSearch = new SearchIndex();
  readonly #buildingSearch = new SearchIndex();

  constructor(pool: pg.Pool, base: SiteBase) {
    this.#pool = pool;
    this.site = base.site;
    this.ground = base.ground;
    this.#buildings = byCode(base.buildings);
    this.#zones = byCode(base.zones);
    this.#houses = byCode(base.houses);
    this.#persons = byCode(base.persons);
    this.#organisations = byCode(base.organisations);
    this.#devices = byCode(base.devices);
    this.#deviceList = [...this.#devices.values()];
    this.#duties = base.duties;
    for (const building of base.buildings) this.#indexBuilding(building);
    for (const device of base.devices) this.#indexDevice(device);
    for (const house of base.houses) this.#indexHouse(house);
    this.#residents = residentsByHouse(base.persons);
  }

  building(code: string): BuildingRecord | undefined {
    return this.#buildings.get(code);
  }

  buildings(): Iterable<BuildingRecord> {
    return this.#buildings.values();
  }

  /** Buildings in the order of codes that answer a search text. Throws SearchQueryError. */
  findBuildings(text: string): Iterable<BuildingRecord> {
    return found(this.#buildingSearch, text, this.#buildings);
  }

  zone(code: string): ZoneRecord | undefined {
    return this.#zones.get(code);
  }

  zones(): Iterable<ZoneRecord> {
    return this.#zones.values();
  }

  house(code: string): HouseRecord | undefined {
    return this.#houses.get(code);
  }

  houses(): Iterable<HouseRecord> {
    return this.#houses.values();
  }

  /** Houses in the order of codes, after one, whose code, building or address answers a search text. Throws SearchQueryError. */
  findHouses(text: string, after?: string): Iterable<HouseRecord> {
    return found(this.#houseSearch, text, this.#houses, { after });
  }

  /** Personal data: never given out but through viewPerson. */
  person(code: string): PersonRecord | undefined {
    return this.#persons.get(code);
  }

  /** How many people live in the homes. */
  get residentCount(): number {
    return [...this.#residents.values()].reduce((sum, residents) => sum + residents.length, 0);
  }

  /** Personal data: never given out but through viewPerson. */
  residentsOf(house: string): readonly PersonRecord[] {
    return this.#residents.get(house) ?? [];
  }

  organisation(code: string): OrganisationRecord | undefined {
    return this.#organisations.get(code);
  }

  organisations(): Iterable<OrganisationRecord> {
    return this.#organisations.values();
  }

  /** The duties that run at an instant (epoch ms), by the site's local time. */
  dutiesAt(instant: number): DutyRecord[] {
    const time = localTimeOfDay(instant, this.site.timeZone);
    return this.#duties.filter((duty) => isOnDuty(duty, time));
  }

  device(code: string): DeviceRecord | undefined {
    return this.#devices.get(code);
  }

  /** Every device in the order of codes; with `after`, those whose code follows it. */
  *devices(after?: string): Iterable<DeviceRecord> {
    const list = this.#deviceList;
    for (let i = after === undefined ? 0 : firstAfter(list, after, codeOf); i < list.length; i++) yield list[i]!;
  }

  /**
   * Devices in the order of codes, after one, that pass `accepts` and answer a search text over code, name, position,
   * manufacturer, model, kind, building, storey, space, and the pinyin initials of name and building. Throws SearchQueryError.
   */
  findDevices(text: string, after?: string, accepts?: (device: DeviceRecord) => boolean): Iterable<DeviceRecord> {
    return found(this.#deviceSearch, text, this.#devices, { after, accepts, ordered: this.devices(after) });
  }

  /** Stores a device, new or changed. Throws the database's error when it cannot; then the registry is as before. */
  addDevice(device: DeviceRecord): Promise<void> {
    return this.putDevices([device], SOURCE);
  }

  /** Stores devices, new or changed, all of them or none; `source` as putBuilding has it. */
  async putDevices(devices: readonly DeviceRecord[], source: string): Promise<void> {
    await upsertRecords(this.#pool, DEVICE_TABLE, this.site.code, source, devices);
    const fresh = devices.filter(({ code }) => !this.#devices.has(code)).length;
    for (const device of devices) {
      // Put in its place: sorting anew would cost 100,000 devices registered one by one an hour.
      if (fresh <= 1) {
        const at = firstAfter(this.#deviceList, device.code, codeOf);
        const known = this.#devices.has(device.code);
        this.#deviceList.splice(known ? at - 1 : at, known ? 1 : 0, device);
      }
      this.#devices.set(device.code, device);
      this.#indexDevice(device);
    }
    if (fresh > 1) this.#deviceList = [...this.#devices.values()].sort((a, b) => byCodeUnit(a.code, b.code));
  }

  /**
   * Stores a building, new or changed; `source` says where the record comes from (clause 6.4.1-2-4) and keeps an import of
   * another source from undoing it. Throws the database's error when it cannot; then the registry is as before.
   */
  putBuilding(building: BuildingRecord, source: string): Promise<void> {
    return this.putBuildings([building], source);
  }

  /** Stores buildings, all of them or none. */
  async putBuildings(buildings: readonly BuildingRecord[], source: string): Promise<void> {
    await upsertRecords(this.#pool, BUILDING_TABLE, this.site.code, source, buildings);
    const renamed = new Set(
      buildings.flatMap(({ code, name }) => (this.#buildings.get(code)?.name === name ? [] : [code])),
    );
    this.#buildings = withRecords(this.#buildings, buildings);
    for (const building of buildings) this.#indexBuilding(building);
    // Homes and devices are found by their building's name too.
    if (renamed.size === 0) return;
    for (const house of this.#houses.values()) if (renamed.has(house.building)) this.#indexHouse(house);
    for (const device of this.#devices.values()) if (renamed.has(device.building ?? '')) this.#indexDevice(device);
  }

  /** Stores a house as putBuilding stores a building. */
  putHouse(house: HouseRecord, source: string): Promise<void> {
    return this.putHouses([house], source);
  }

  /** Stores houses, all of them or none. */
  async putHouses(houses: readonly HouseRecord[], source: string): Promise<void> {
    await upsertRecords(this.#pool, HOUSE_TABLE, this.site.code, source, houses);
    this.#houses = withRecords(this.#houses, houses);
    for (const house of houses) this.#indexHouse(house);
  }

  /** Stores people, all of them or none. */
  async putPersons(persons: readonly PersonRecord[], source: string): Promise<void> {
    await upsertRecords(this.#pool, PERSON_TABLE, this.site.code, source, persons);
    this.#persons = withRecords(this.#persons, persons);
    this.#residents = residentsByHouse(this.#persons.values());
  }

  /** Stores organisations, all of them or none. */
  async putOrganisations(organisations: readonly OrganisationRecord[], source: string): Promise<void> {
    await upsertRecords(this.#pool, ORGANISATION_TABLE, this.site.code, source, organisations);
    this.#organisations = withRecords(this.#organisations, organisations);
  }

  /** Stores a zone as putBuilding stores a building. */
  async putZone(zone: ZoneRecord, source: string): Promise<void> {
    await upsertRecords(this.#pool, ZONE_TABLE, this.site.code, source, [zone]);
    await forgetRemoval(this.#pool, 'zone', this.site.code, zone.code);
    this.#zones = withRecords(this.#zones, [zone]);
  }

  /** Removes a zone for good: an import does not bring it back. */
  async removeZone(code: string): Promise<void> {
    await removeRecord(this.#pool, 'zone', this.site.code, code);
    this.#zones = new Map([...this.#zones].filter(([kept]) => kept !== code));
  }

  #indexBuilding({ code, name, doorNumber, mainUse, structureType }: BuildingRecord): void {
    this.#buildingSearch.set(code, code, name, pinyinInitials(name), doorNumber, mainUse, structureType);
  }

  #indexHouse(house: HouseRecord): void {
    const building = this.#buildings.get(house.building)?.name ?? null;
    const { unitNumber, roomNumber } = house;
    // The address as people write it: building-unit-room.
    const address = `${house.building}-${unitNumber}-${roomNumber}`;
    this.#houseSearch.set(house.code, house.code, building, building && pinyinInitials(building), address);
  }

  #indexDevice(device: DeviceRecord): void {
    const building = device.building === null ? null : (this.#buildings.get(device.building)?.name ?? null);
    const { code, name, installPosition, manufacturer, model, kind, storey, space } = device;
    // Most names tell the building already.
    const initials = pinyinInitials(building === null || name.startsWith(building) ? name : `${building} ${name}`);
    const words = [code, name, initials, installPosition, manufacturer, model, kind, building, storey, space];
    this.#deviceSearch.set(code, ...words);
  }
}

interface FoundOptions<T> {
  readonly after?: string | undefined;
  /** Asked before texts are compared, which costs more. */
  readonly accepts?: ((record: T) => boolean) | undefined;
  /** The records after `after` in the order of codes, where the map has another. */
  readonly ordered?: Iterable<T>;
}

/** Records of an index's findings in the order of their codes. */
function* found<T extends { readonly code: string }>(
  index: SearchIndex,
  text: string,
  records: ReadonlyMap<string, T>,
  { after, accepts = () => true, ordered = records.values() }: FoundOptions<T> = {},
): Iterable<T> {
  const { listed, has } = index.find(text);
  if (listed) {
    for (let i = after === undefined ? 0 : firstAfter(listed, after, (code) => code); i < listed.length; i++) {
      const record = records.get(listed[i]!)!;
      if (accepts(record)) yield record;
    }
    return;
  }
  for (const record of ordered)
    if ((after === undefined || record.code > after) && accepts(record) && has(record.code)) yield record;
}

// Not the database's order nor a locale's: a cursor must mean the same everywhere.
const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function byCode<T extends { readonly code: string }>(records: readonly T[]): Map<string, T> {
  return new Map([...records].sort((a, b) => byCodeUnit(a.code, b.code)).map((record) => [record.code, record]));
}

const codeOf = ({ code }: { readonly code: string }) => code;

/** Records with some more, new or in place of what stood under their codes. */
function withRecords<T extends { readonly code: string }>(
  before: ReadonlyMap<string, T>,
  records: readonly T[],
): ReadonlyMap<string, T> {
  const after = new Map(before);
  for (const record of records) after.set(record.code, record);
  return after.size === before.size ? after : byCode([...after.values()]);
}

function residentsByHouse(persons: Iterable<PersonRecord>): ReadonlyMap<string, readonly PersonRecord[]> {
  const residents = new Map<string, PersonRecord[]>();
  for (const person of persons) {
    if (person.house === null) continue;
    const together = residents.get(person.house);
    if (together) together.push(person);
    else residents.set(person.house, [person]);
  }
  return residents;
}

/** Index of the first entry of a sorted list whose code follows `after`. */
function firstAfter<T>(list: readonly T[], after: string, code: (entry: T) => string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (code(list[middle]!) <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}
