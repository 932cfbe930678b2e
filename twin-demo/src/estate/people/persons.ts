import type { HouseRecord, PersonRecord } from 'twin-core';
import { pick, seededRandom } from '../random.ts';

const SURNAMES = [...'王李张刘陈杨赵郭武任贾梁白郝韩冯田段申乔薛温秦牛阎侯董宋高马'];
const MALE = [...'伟强军磊勇杰涛斌鹏浩宇辉刚毅鑫旭晨阳博文海波志明建国'];
const FEMALE = [...'芳娜敏静丽艳霞燕玲婷雪梅琳洁萍欣怡佳慧颖蓉莉云晓倩兰'];
const EMPTY_HOMES = 0.07;
const FLOATING = 0.22;

/** An invented name of two or three characters. */
function nameOf(random: () => number, sex: 'male' | 'female'): string {
  const given = sex === 'male' ? MALE : FEMALE;
  const first = pick(random, given);
  return (
    pick(random, SURNAMES) +
    first +
    (random() < 0.6
      ? pick(
          random,
          given.filter((letter) => letter !== first),
        )
      : '')
  );
}

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
