import type { HouseRecord, OccupancyRecord, OwnerRecord, PersonRecord } from 'twin-core';
import { pick, seededRandom } from '../random.ts';
import { nameOf } from './names.ts';

const FORMER = 0.35;
const ETHNICITIES = [...Array<string>(18).fill('汉族'), '回族', '满族'];
const NATIVE_PLACES = [
  '山西太原',
  '山西晋中',
  '山西大同',
  '山西吕梁',
  '山西临汾',
  '河北石家庄',
  '河南郑州',
  '陕西西安',
];
/** The estate was handed over in this year. */
const FIRST_YEAR = 2019;

const two = (value: number) => String(value).padStart(2, '0');

function day(random: () => number, fromYear: number, years: number): string {
  const year = fromYear + Math.floor(random() * years);
  return `${year}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`;
}

/** No such number exists: those of the country begin with the code of a province, 11 to 82. */
function fictitiousId(house: string, name: string): string {
  const random = seededRandom(`certificate ${house} ${name}`);
  return `000000${day(random, 1948, 55).replaceAll('-', '')}${String(Math.floor(random() * 10_000)).padStart(4, '0')}`;
}

/** Invented owners: everybody who lives in a home for good owns it, the others rent it. */
export function owners(houses: readonly HouseRecord[], persons: readonly PersonRecord[]): OwnerRecord[] {
  const living = byHouse(persons);
  return houses.map((house): OwnerRecord => {
    const random = seededRandom(`owner ${house.code}`);
    const [resident] = living.get(house.code) ?? [];
    const sex = random() < 0.5 ? ('male' as const) : ('female' as const);
    const owner = resident?.residentKind === 'permanent' ? resident : { name: nameOf(random, sex), sex };
    return {
      house: house.code,
      name: owner.name,
      sex: owner.sex,
      certificateKind: 'residentId',
      certificateNumber: fictitiousId(house.code, owner.name),
    };
  });
}

function byHouse(persons: readonly PersonRecord[]): ReadonlyMap<string, readonly PersonRecord[]> {
  const living = new Map<string, PersonRecord[]>();
  for (const person of persons) {
    if (person.house !== null) living.set(person.house, [...(living.get(person.house) ?? []), person]);
  }
  return living;
}

/** Invented history of every home: who lived there before, then who lives there now. */
export function occupancies(houses: readonly HouseRecord[], persons: readonly PersonRecord[]): OccupancyRecord[] {
  let serial = 0;
  const living = byHouse(persons);
  return houses.flatMap((house) => {
    const random = seededRandom(`tenure ${house.code}`);
    const stay = (who: Pick<OccupancyRecord, 'name' | 'sex'>, movedInAt: string, movedOutAt: string | null) => {
      serial += 1;
      return {
        code: `O${String(serial).padStart(5, '0')}`,
        house: house.code,
        ...who,
        nationality: '中国',
        ethnicity: pick(random, ETHNICITIES),
        nativePlace: pick(random, NATIVE_PLACES),
        certificateKind: 'residentId' as const,
        certificateNumber: fictitiousId(house.code, who.name),
        movedInAt,
        movedOutAt,
      };
    };
    const former = random() < FORMER;
    const sex = random() < 0.5 ? ('male' as const) : ('female' as const);
    const before = former
      ? [stay({ name: nameOf(random, sex), sex }, day(random, FIRST_YEAR, 2), day(random, FIRST_YEAR + 2, 2))]
      : [];
    const movedIn = day(random, former ? FIRST_YEAR + 4 : FIRST_YEAR, former ? 2 : 4);
    const now = (living.get(house.code) ?? []).map(({ name, sex }) => stay({ name, sex }, movedIn, null));
    return [...before, ...now];
  });
}
