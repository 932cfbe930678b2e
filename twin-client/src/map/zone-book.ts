import type { ZoneRecord } from 'twin-core';
import type { LonLat } from '../state/ground-plan.ts';
import type { ZoneCondition } from '../state/marker.ts';
import type { Palette } from '../state/palette.ts';
import type { SiteView } from '../state/site-view.ts';
import { type Rgba, rgba } from './color.ts';
import { type Bounds, boundsOf, distanceToLine, isWithin, toPlane } from './plane.ts';

/** A zone as the map holds it. */
export interface DrawnZone {
  readonly code: string;
  readonly name: string;
  readonly fence: boolean;
  readonly line: readonly LonLat[];
  /** A closed ring, not a line. */
  readonly area: boolean;
  /** Where its number stands. */
  readonly middle: LonLat;
  readonly condition: ZoneCondition;
}

const NORMAL: ZoneCondition = { state: 'normal', priority: null, acknowledged: true };
/** How near to a fence's line a pointer means it, CSS pixels. */
const REACH_PX = 7;
/** Stroke of a fence by its state, CSS pixels. */
const WIDTH_PX = { normal: 1.5, offline: 2.5, fault: 5, alarm: 6 } as const;
const AREA_WIDTH_PX = 2;
/** What the dark half of a flash leaves of a color. */
const DIMMED = 0.25;

function drawnZone({ code, name, kind, geometry }: ZoneRecord): DrawnZone {
  const area = geometry.type === 'Polygon';
  const line = area ? (geometry.coordinates[0] ?? []) : geometry.coordinates;
  const middle = area ? middleOfBox(line) : middleOfLine(line);
  return { code, name, fence: kind === 'fence', line, area, middle, condition: NORMAL };
}

function middleOfBox(ring: readonly LonLat[]): LonLat {
  const [[west, south], [east, north]] = boundsOf(ring);
  return [(west + east) / 2, (south + north) / 2];
}

/** The point half way along a line: zones are short, so that degrees may stand for metres. */
function middleOfLine(line: readonly LonLat[]): LonLat {
  const lengths = line.slice(1).map(([x, y], i) => Math.hypot(x - line[i]![0], y - line[i]![1]));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [i, length] of lengths.entries()) {
    if (length > 0 && left <= length) {
      const [a, b, share] = [line[i]!, line[i + 1]!, left / length];
      return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    }
    left -= length;
  }
  return line[0] ?? [0, 0];
}

/** Whether a zone asks for attention. */
export function isAlerted({ condition: { state } }: DrawnZone): boolean {
  return state === 'alarm' || state === 'fault';
}

/** The zones of the site with their conditions: which are drawn, in which color, and which waits for a person. */
export class ZoneBook {
  readonly #palette: Palette;
  #zones = new Map<string, DrawnZone>();
  #selected: string | null = null;
  /** Grows with every change. */
  version = 0;

  constructor(site: SiteView, palette: Palette) {
    this.#palette = palette;
    this.replace(site.zones);
  }

  /** Draws other zones than before; those that stay keep their condition. */
  replace(zones: readonly ZoneRecord[]): void {
    const before = this.#zones;
    this.#zones = new Map(
      zones.map((zone) => [zone.code, { ...drawnZone(zone), condition: before.get(zone.code)?.condition ?? NORMAL }]),
    );
    this.version += 1;
  }

  /** Whether a zone is waiting for a person and so flashes. */
  get flashing(): boolean {
    for (const zone of this.#zones.values()) if (isAlerted(zone) && !zone.condition.acknowledged) return true;
    return false;
  }

  /** Changes one zone; false where the code is unknown. */
  set(code: string, condition: ZoneCondition): boolean {
    const zone = this.#zones.get(code);
    if (!zone) return false;
    this.#zones.set(code, { ...zone, condition });
    this.version += 1;
    return true;
  }

  select(code: string | null): void {
    this.#selected = code;
    this.version += 1;
  }

  get selected(): DrawnZone | null {
    return (this.#selected !== null && this.#zones.get(this.#selected)) || null;
  }

  /** The box around a zone in degrees, or null for an unknown one. */
  bounds(code: string): Bounds | null {
    const zone = this.#zones.get(code);
    return zone ? boundsOf(zone.line) : null;
  }

  get fences(): DrawnZone[] {
    return [...this.#zones.values()].filter(({ fence }) => fence);
  }

  /** Areas that are filled: alerted ones, and the selected one. */
  get areas(): DrawnZone[] {
    return [...this.#zones.values()].filter(
      (zone) => !zone.fence && zone.area && (isAlerted(zone) || zone === this.selected),
    );
  }

  /** What is drawn as a line, the most important last: fences, and the edges of the areas. */
  get lines(): DrawnZone[] {
    const rank = ({ condition }: DrawnZone) => WIDTH_PX[condition.state];
    return [...this.fences, ...this.areas].sort((a, b) => rank(a) - rank(b));
  }

  /** The zone at a place: a fence near its line, a drawn area within it. */
  at(place: LonLat, zoom: number): string | null {
    const point = toPlane(place, zoom);
    for (const { code, line } of this.fences) {
      const vertices = line.map((vertex) => toPlane(vertex, zoom));
      if (distanceToLine(point, vertices) <= REACH_PX) return code;
    }
    return this.areas.find(({ line }) => isWithin(place, line))?.code ?? null;
  }

  colorOf(zone: DrawnZone): string {
    const { state, priority } = zone.condition;
    if (state === 'normal') return zone === this.selected ? this.#palette.selection : this.#palette.ground.boundary;
    if (state === 'offline' || priority === null) return this.#palette.state[state];
    return this.#palette.priority[priority];
  }

  /** `lit` is the bright half of a flash. */
  strokeOf(zone: DrawnZone, lit: boolean): Rgba {
    const { state, acknowledged } = zone.condition;
    const shown = state === 'normal' && zone !== this.selected ? 0.55 : acknowledged || lit ? 1 : DIMMED;
    return rgba(this.colorOf(zone), shown);
  }

  fillOf(zone: DrawnZone): Rgba {
    return rgba(this.colorOf(zone), 0.16);
  }

  /** CSS pixels. */
  widthOf({ fence, condition, code }: DrawnZone): number {
    const width = fence ? WIDTH_PX[condition.state] : AREA_WIDTH_PX;
    return code === this.#selected ? Math.max(width, 3.5) : width;
  }
}
