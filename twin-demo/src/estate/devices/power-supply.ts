import type { Vec2 } from '../../ifc/shape.ts';
import { codeOf, type EstateBuilding } from '../estate-buildings.ts';
import { powerNetwork } from '../networks/power.ts';

/** A low-voltage cabinet at a box substation: the main one, or that of a feeder, which hangs below it. */
export interface SubstationCabinet {
  readonly code: string;
  readonly name: string;
  readonly at: Vec2;
  readonly parent: string | null;
}

const network = powerNetwork();
/** Feeders are called DX-<substation>-<number>, their switches DK-…, services DR-<building>. */
const FEEDER = /^D[XK]-(\d+)-(\d+)$/;

/** Metres between a point and a line. */
function distance([x, y]: Vec2, line: readonly Vec2[]): number {
  return Math.min(
    ...line.slice(1).map(([bx, by], index) => {
      const [ax, ay] = line[index]!;
      const [dx, dy] = [bx - ax, by - ay];
      const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot(x - ax - t * dx, y - ay - t * dy);
    }),
  );
}

/** The cabinets of the four box substations, main ones first. */
export function substationCabinets(): SubstationCabinet[] {
  const mains = network.points
    .filter(({ kind }) => kind === 'transformer')
    .map(({ code, name, at }): SubstationCabinet => {
      const number = code.slice(3);
      return { code: `PD-T${number}`, name: `${name}低压总柜`, at: [at[0] + 1.2, at[1]], parent: null };
    });
  const feeders = network.points.flatMap(({ code, name, at }): SubstationCabinet[] => {
    const [, substation, number] = FEEDER.exec(code) ?? [];
    if (!substation || !number) return [];
    return [
      {
        code: `PD-${substation}-${number}`,
        name: `${(name ?? '').replace('开关', '')}柜`,
        at,
        parent: `PD-T${substation}`,
      },
    ];
  });
  return [...mains, ...feeders];
}

/** Code of the feeder's cabinet that a place is fed from: the feeder whose cable runs nearest. */
export function feederAt(at: Vec2): string {
  const feeders = network.lines.filter(({ code }) => FEEDER.test(code));
  const nearest = feeders.reduce((best, line) => (distance(at, line.line) < distance(at, best.line) ? line : best));
  const [, substation, number] = FEEDER.exec(nearest.code)!;
  return `PD-${substation}-${number}`;
}

/** Code of the feeder's cabinet that a building is fed from, as its service cable runs. */
export function feederOf(building: EstateBuilding): string {
  const code = codeOf(building);
  const service = network.lines.find((line) => line.code === `DR-${code}` || line.code === `DR-${code}-1`);
  return feederAt(service?.line[0] ?? building.at);
}
