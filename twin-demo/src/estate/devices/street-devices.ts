import type { Vec2 } from '../../ifc/shape.ts';
import { fireGrounds } from '../ground/access.ts';
import { fireLanes } from '../ground/roads.ts';
import { sewageNetwork } from '../networks/sewage.ts';
import { courseOf, lineBeside, pointAt, STREETS } from '../networks/streets.ts';
import { waterNetwork } from '../networks/water.ts';
import { facilityOf } from './indoor-place.ts';
import { middle, type OutdoorDevice, two } from './plan.ts';
import { feederAt } from './power-supply.ts';

/** Lamps stand this far apart on the north or east verge, metres from each other and from the middle of the road. */
const LAMP_M = 40;
const VERGE_M = 4.8;
/** Every third manhole of the sewers has a cover that reports. */
const COVER_EVERY = 3;
/** Every second hydrant in the open has a gauge. */
const GAUGE_EVERY = 2;

const outdoor = (kind: string, device: Omit<OutdoorDevice, 'kind' | 'facility' | 'links'>): OutdoorDevice => ({
  ...device,
  kind,
  facility: facilityOf(kind),
  links: [],
});

/** Lighting circuits, at the feeder cabinet that each hangs from, by quarter of the estate. */
const CIRCUITS: readonly (readonly [code: string, word: string, at: Vec2, x: -1 | 1, y: -1 | 1])[] = [
  ['LG-1', '西南区', [-113, -121], -1, -1],
  ['LG-2', '东南区', [113, -121], 1, -1],
  ['LG-3', '西北区', [-141, 78], -1, 1],
  ['LG-4', '东北区', [141, 78], 1, 1],
];

/** Street lamps along every road and the circuits that switch them (clauses 6.4.2-5, 5.7.3-3). */
export function streetLamps(): OutdoorDevice[] {
  const circuits = CIRCUITS.map(([code, word, at]) =>
    outdoor('lamp-group', {
      code,
      name: `${word}照明回路`,
      installPosition: `${word}照明控制箱`,
      parent: feederAt(at),
      at,
      heightM: 1.4,
    }),
  );
  let number = 0;
  const lamps = STREETS.flatMap((street) => {
    const line = lineBeside(street, VERGE_M);
    const { lengthM } = courseOf(line);
    const count = Math.floor(lengthM / LAMP_M);
    return Array.from({ length: count }, (_, index) => {
      const at = pointAt(line, ((index + 0.5) * lengthM) / count);
      const [circuit] = CIRCUITS.find(([, , , x, y]) => at[0] * x >= 0 && (at[1] - 2) * y >= 0) ?? CIRCUITS[0]!;
      number += 1;
      return outdoor('street-lamp', {
        code: `SL-${String(number).padStart(3, '0')}`,
        name: `${street.name}${index + 1}号路灯`,
        installPosition: `${street.name}绿化带`,
        parent: circuit,
        at,
        heightM: 5.5,
      });
    });
  });
  return [...circuits, ...lamps];
}

/** Covers over the sewers' manholes. */
export function manholeCovers(): OutdoorDevice[] {
  return sewageNetwork()
    .points.filter(({ kind }) => kind === 'manhole')
    .filter((_, index) => index % COVER_EVERY === 0)
    .map(({ code, at }) =>
      outdoor('manhole-cover', {
        code: `MH-${code.slice(3)}`,
        name: `${code}污水检查井盖`,
        installPosition: `${code}检查井`,
        at,
        heightM: 0.02,
      }),
    );
}

/** Gauges at hydrants in the open. */
export function outdoorHydrants(): OutdoorDevice[] {
  return waterNetwork()
    .points.filter(({ kind }) => kind === 'hydrant')
    .filter((_, index) => index % GAUGE_EVERY === 0)
    .map(({ code, name, at }) =>
      outdoor('hydrant', {
        code: `HY-O${code.slice(4)}`,
        name: name ?? code,
        installPosition: `${name ?? code}立管`,
        at,
        heightM: 0.6,
      }),
    );
}

/** What watches that fire lanes and the standing grounds of ladder trucks are free (clause 7.2.8-1). */
export function fireLaneSensors(): OutdoorDevice[] {
  const lanes = fireLanes().map(({ code, name, ring }, index) =>
    outdoor('fire-lane-sensor', {
      code: `FL-${two(index + 1)}`,
      name: `${name}占用检测`,
      installPosition: `${name}立杆`,
      zone: code,
      at: middle(ring),
      heightM: 4,
    }),
  );
  const grounds = fireGrounds().map(({ number, name, ring }) =>
    outdoor('fire-lane-sensor', {
      code: `FL-G${number}`,
      name: `${name}占用检测`,
      installPosition: `${name}立杆`,
      zone: `ZG-${number}`,
      at: middle(ring),
      heightM: 4,
    }),
  );
  return [...lanes, ...grounds];
}

const LOW_POINTS: readonly (readonly [code: string, name: string, at: Vec2])[] = [
  ['EN-FLD-01', '南门下凹处积水监测点', [3, -141]],
  ['EN-FLD-02', '地下车库坡道口积水监测点', [41.5, 20]],
  ['EN-FLD-03', '环路西南角积水监测点', [-150, -128]],
];

/** Gauges where water gathers (clause 5.8.5-3). */
export function floodGauges(): OutdoorDevice[] {
  return LOW_POINTS.map(([code, name, at]) =>
    outdoor('flood-level', { code, name, installPosition: name.replace('积水监测点', ''), at, heightM: 0.3 }),
  );
}
