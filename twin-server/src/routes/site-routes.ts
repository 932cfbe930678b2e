import { setImmediate as othersFirst } from 'node:timers/promises';
import type { BuildingRecord, Catalogue, DeviceRecord, HouseRecord, Published, TwinState } from 'twin-core';
import { assignShelters, type GroundWay, type Obstruction, type ShelterChoice } from 'twin-core/geometry';
import { BuildingRoutes, type RoutesNow } from './building-routes.ts';
import { type BuildingNow, readObstructions } from './read-obstructions.ts';
import { groundLayers, type Shelter, SiteGround, type SiteGroundParts } from './site-ground.ts';
import type { WalkableBuilding, WalkableFiles } from './walkable-files.ts';

/** People in a home of which nobody knows who lives there: GB 50180-2018 plans for about three in each (3.0.4: 50,000 people, 17,000 homes). */
const ASSUMED_PERSONS = 3;
/** Facilities whose alarms change the ways. */
const FIRE: ReadonlySet<string> = new Set(['fire-alarm', 'fire-facilities']);

/** What the routes are made of; given by the live composition. */
export interface RouteSources {
  readonly files: WalkableFiles;
  readonly catalogue: Catalogue;
  state(): TwinState;
  building(code: string): BuildingRecord | undefined;
  devices(): Iterable<DeviceRecord>;
  houses(): Iterable<HouseRecord>;
  /** How many people live in a house. */
  residents(house: string): number;
  ground(): Promise<SiteGroundParts>;
  /** Epoch ms. */
  now(): number;
}

/** Where those who come out of an exit go. */
export interface ExitWay {
  readonly exit: string;
  readonly persons: number;
  readonly choice: ShelterChoice;
  readonly shelter: Shelter | null;
  readonly way: GroundWay | null;
}

/** The ways out of a building, and where to. */
export interface EvacuationNow extends RoutesNow {
  readonly record: BuildingRecord;
  readonly ways: WalkableBuilding;
  /** When it was looked at, epoch ms. */
  readonly at: number;
  readonly persons: ReadonlyMap<string, number>;
  readonly exits: readonly ExitWay[];
}

/** A building as it was: what obstructed its ways, and who is taken to be in it. */
export interface PastWays {
  readonly record: BuildingRecord;
  readonly ways: WalkableBuilding;
  readonly obstructions: readonly Obstruction[];
  readonly persons: ReadonlyMap<string, number>;
}

/** The ways of all buildings of a site, kept current by what the twin publishes. */
export class SiteRoutes {
  readonly #sources: RouteSources;
  readonly #byBuilding = new Map<string, BuildingRoutes>();
  #ground: Promise<SiteGround> | null = null;
  readonly #outside = new Map<string, GroundWay | null>();

  constructor(sources: RouteSources) {
    this.#sources = sources;
  }

  /** Something was published: buildings asked about before, with news of fires or doors, are looked at, so that hysteresis counts from now. */
  async note({ events, alarms }: Published): Promise<void> {
    for (const { event } of events) {
      if (event.kind === 'layer.changed' && (event.layer === null || groundLayers.includes(event.layer)))
        this.#forgetGround();
      if (event.kind === 'site.changed') this.#forgetGround();
    }
    const touched = new Set(alarms.flatMap(({ facility, building }) => (FIRE.has(facility) ? (building ?? []) : [])));
    for (const code of touched) {
      const found = this.#byBuilding.has(code) ? await this.#find(code) : null;
      // A plan takes tens of milliseconds of the thread that publishes: it waits until somebody asks.
      found?.routes.observe(this.#sources.state(), found.building, this.#sources.catalogue, this.#sources.now());
    }
  }

  /** A building's ways out now; null where it has no walkable model. */
  async of(code: string): Promise<EvacuationNow | null> {
    const own = await this.#look(code);
    if (!own) return null;
    const others = await this.#evacuating(code);
    const ground = await this.ground();
    for (const one of [own, ...others]) await this.#findWays(ground, one);
    const groups = [own, ...others].flatMap((one) =>
      exitGroups(one, (from, to) => this.#way(ground, one, from, to), ground),
    );
    const choices = assignShelters(groups, ground.shelters);
    const exits = Array.from(own.through, ([exit, persons]): ExitWay => {
      const choice = choices.get(`${code} ${exit}`)!;
      const shelter = ground.shelters.find(({ id }) => id === choice.shelter) ?? null;
      const way = shelter && this.#way(ground, own, exit, shelter.id);
      return { exit, persons, choice, shelter, way };
    });
    return { ...own, exits };
  }

  /** A building in a state of the past (`at` is epoch ms), for what is tried on it: nothing of it is kept. Null where it has no walkable model. */
  async past(code: string, state: TwinState, at: number): Promise<PastWays | null> {
    const found = await this.#walkable(code);
    if (!found) return null;
    const { record, building } = found;
    const { obstructions } = readObstructions(state, building, this.#sources.catalogue, at);
    return { record, ways: building.ways, obstructions, persons: this.#personsIn(code, building.ways) };
  }

  /** The site's ground, its shelters and its gates. */
  ground(): Promise<SiteGround> {
    this.#ground ??= this.#sources.ground().then((parts) => new SiteGround(parts));
    return this.#ground;
  }

  /** The other buildings in which something burns: their people need room too. */
  async #evacuating(but: string): Promise<EvacuationNow[]> {
    const burning = new Set<string>();
    for (const { facility, building, active, falseAlarm } of this.#sources.state().alarms.values())
      if (facility === 'fire-alarm' && building !== null && building !== but && active && !falseAlarm)
        burning.add(building);
    const looked: EvacuationNow[] = [];
    for (const code of burning) {
      const one = await this.#look(code);
      if (one?.burns) looked.push(one);
      // A plan takes milliseconds, those of a whole estate take tenths of a second: what is sensed comes between.
      await othersFirst();
    }
    return looked;
  }

  async #look(code: string): Promise<EvacuationNow | null> {
    const found = await this.#find(code);
    if (!found) return null;
    const { record, routes, building } = found;
    const persons = this.#personsIn(code, building.ways);
    const at = this.#sources.now();
    const looked = routes.look(this.#sources.state(), building, persons, this.#sources.catalogue, at);
    return { ...looked, record, ways: building.ways, at, persons, exits: [] };
  }

  /** A building with its walkable model; null where it has none. */
  async #find(code: string): Promise<{ record: BuildingRecord; routes: BuildingRoutes; building: BuildingNow } | null> {
    const found = await this.#walkable(code);
    if (!found) return null;
    const routes = this.#byBuilding.get(code) ?? new BuildingRoutes();
    this.#byBuilding.set(code, routes);
    return { ...found, routes };
  }

  async #walkable(code: string): Promise<{ record: BuildingRecord; building: BuildingNow } | null> {
    const record = this.#sources.building(code);
    const ways = record ? await this.#sources.files.of(code) : null;
    if (!record || !ways) return null;
    const devices = [...this.#sources.devices()].filter(({ building }) => building === code);
    return { record, building: { code, placement: record.placement, ways, devices } };
  }

  #personsIn(code: string, { network }: WalkableBuilding): Map<string, number> {
    const persons = new Map<string, number>();
    for (const house of this.#sources.houses()) {
      if (house.building !== code || house.ifcSpaceGuid === null || !network.spaces.has(house.ifcSpaceGuid)) continue;
      persons.set(house.ifcSpaceGuid, this.#sources.residents(house.code) || ASSUMED_PERSONS);
    }
    return persons;
  }

  /** Finds a building's ways over the ground that are not known yet, one at a time: what is sensed comes between. */
  async #findWays(ground: SiteGround, one: EvacuationNow): Promise<void> {
    for (const exit of one.through.keys()) {
      for (const { id } of ground.shelters) {
        if (this.#outside.has(keyOf(one, exit, id))) continue;
        this.#way(ground, one, exit, id);
        await othersFirst();
      }
    }
  }

  #way(ground: SiteGround, one: EvacuationNow, exit: string, shelter: string): GroundWay | null {
    const { record, ways } = one;
    const key = keyOf(one, exit, shelter);
    const known = this.#outside.get(key);
    if (known !== undefined) return known;
    const portal = ways.network.portals.get(exit);
    const goal = ground.shelters.find(({ id }) => id === shelter);
    const from = portal && ground.ofBuilding(record.placement, portal.at);
    const way = from && goal ? ground.ground.way(from, goal.middle) : null;
    this.#outside.set(key, way);
    return way;
  }

  #forgetGround(): void {
    this.#ground = null;
    this.#outside.clear();
  }
}

const keyOf = ({ record }: EvacuationNow, exit: string, shelter: string) => `${record.code}\n${exit}\n${shelter}`;

function exitGroups(
  { record, through }: EvacuationNow,
  wayTo: (exit: string, shelter: string) => GroundWay | null,
  { shelters }: SiteGround,
) {
  return Array.from(through, ([exit, persons]) => ({
    id: `${record.code} ${exit}`,
    persons,
    distanceM: new Map(
      shelters.flatMap(({ id }) => {
        const way = wayTo(exit, id);
        return way ? [[id, way.lengthM] as const] : [];
      }),
    ),
  }));
}
