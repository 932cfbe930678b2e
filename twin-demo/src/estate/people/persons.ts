import type { HouseRecord, PersonRecord } from 'twin-core';
import { seededRandom } from '../random.ts';
import { nameOf } from './names.ts';

const EMPTY_HOMES = 0.07;
const FLOATING = 0.22;

/** No such number exists: mobile numbers of the country begin with 13 to 19. */
function fictitiousPhone(serial: number): string {
  return `100${String(serial).padStart(8, '0')}`;
}

/** Invented residents: none to four a home. */
export function residents(houses: readonly HouseRecord[]): PersonRecord[] {
  let serial = 0;
  return houses.flatMap((house) => {
    const random = seededRandom(`residents ${house.code}`);
    if (random() < EMPTY_HOMES) return [];
    const count = 1 + Math.floor(random() * 2.2) + (house.areaM2 > 100 ? 1 : 0);
    const residentKind = random() < FLOATING ? 'floating' : 'permanent';
    return Array.from({ length: count }, (_, index): PersonRecord => {
      serial += 1;
      const sex = random() < 0.5 === (index % 2 === 0) ? 'male' : 'female';
      return {
        code: `R${String(serial).padStart(5, '0')}`,
        name: nameOf(random, sex),
        sex,
        phone: index < 2 ? fictitiousPhone(serial) : null,
        residentKind,
        house: house.code,
      };
    });
  });
}

const STAFF = 36;

/** Invented staff of the property company and its contractors, S001 to S036. */
export function staff(): PersonRecord[] {
  const random = seededRandom('staff');
  return Array.from({ length: STAFF }, (_, index): PersonRecord => {
    const sex = random() < 0.65 ? 'male' : 'female';
    return {
      code: `S${String(index + 1).padStart(3, '0')}`,
      name: nameOf(random, sex),
      sex,
      phone: fictitiousPhone(90000 + index),
      residentKind: 'staff',
      house: null,
    };
  });
}
