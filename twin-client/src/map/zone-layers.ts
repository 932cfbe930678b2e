import type { Layer } from '@deck.gl/core';
import { PathLayer, PolygonLayer } from '@deck.gl/layers';
import type { ZoneRecord } from 'twin-core';
import type { LonLat } from '../state/ground-plan.ts';
import type { ZoneCondition } from '../state/marker.ts';
import type { Palette } from '../state/palette.ts';
import type { SiteView } from '../state/site-view.ts';
import { type Rgba, rgba } from './color.ts';
import { boundsOf, distanceToLine, isWithin, toPlane } from './plane.ts';

/** A zone as the map holds it. */
interface DrawnZone {
  readonly code: string;
  readonly fence: boolean;
  readonly line: readonly LonLat[];
  readonly area: boolean;
  condition: ZoneCondition;
}

const NORMAL: ZoneCondition = { state: 'normal', priority: null, acknowledged: true };
/** How near to a fence's line a pointer means it, CSS pixels. */
const REACH_PX = 7;
/** Stroke of a fence by its state, CSS pixels. */
const WIDTH_PX = { normal: 1.5, offline: 2.5, fault: 5, alarm: 6 } as const;

function drawnZone({ code, kind, geometry }: ZoneRecord): DrawnZone {
  const area = geometry.type === 'Polygon';
  const line = area ? (geometry.coordinates[0] ?? []) : geometry.coordinates;
  return { code, fence: kind === 'fence', line, area, condition: NORMAL };
}

/** Whether a zone asks for attention. */
function isAlerted({ state }: ZoneCondition): boolean {
  return state === 'alarm' || state === 'fault';
}

/** Fences as lines in the color of their condition, wide in alarm; areas appear only while they are alerted. */
export class ZoneLayers {
  readonly #palette: Palette;
  #zones: ReadonlyMap<string, DrawnZone> = new Map();
  #version = 0;

  constructor(site: SiteView, palette: Palette) {
    this.#palette = palette;
    this.setZones(site.zones);
  }

  /** Draws other zones than before; those that stay keep their condition. */
  setZones(zones: readonly ZoneRecord[]): void {
    const before = this.#zones;
    this.#zones = new Map(
      zones.map((zone) => [zone.code, { ...drawnZone(zone), condition: before.get(zone.code)?.condition ?? NORMAL }]),
    );
    this.#version += 1;
  }

  /** Whether a zone is waiting for a person and so flashes. */
  get flashing(): boolean {
    return [...this.#zones.values()].some(({ condition }) => isAlerted(condition) && !condition.acknowledged);
  }

  /** Changes one zone; false where the code is unknown. */
  set(code: string, condition: ZoneCondition): boolean {
    const zone = this.#zones.get(code);
    if (!zone) return false;
    zone.condition = condition;
    this.#version += 1;
    return true;
  }

  /** The box around a zone in degrees, or null for an unknown one. */
  bounds(code: string): ReturnType<typeof boundsOf> | null {
    const zone = this.#zones.get(code);
    return zone ? boundsOf(zone.line) : null;
  }

  /** The zone at a place: a fence near its line, an alerted area within it. */
  at(place: LonLat, zoom: number): string | null {
    const point = toPlane(place, zoom);
    for (const { code, fence, area, line, condition } of this.#zones.values()) {
      if (fence) {
        const px = distanceToLine(
          point,
          line.map((vertex) => toPlane(vertex, zoom)),
        );
        if (px <= REACH_PX) return code;
      } else if (area && isAlerted(condition) && isWithin(place, line)) return code;
    }
    return null;
  }

  #colorOf({ condition: { state, priority } }: DrawnZone): string {
    if (state === 'normal') return this.#palette.ground.boundary;
    if (state === 'offline' || priority === null) return this.#palette.state[state];
    return this.#palette.priority[priority];
  }

  #stroke(zone: DrawnZone, lit: boolean): Rgba {
    const { state, acknowledged } = zone.condition;
    const shown = state === 'normal' ? 0.55 : acknowledged || lit ? 1 : 0.25;
    return rgba(this.#colorOf(zone), shown);
  }

  /** The layers from the lowest up. `lit` is the bright half of a flash. */
  layers(lit: boolean): Layer[] {
    const zones = [...this.#zones.values()];
    const areas = zones.filter(({ fence, area, condition }) => !fence && area && isAlerted(condition));
    const rank = ({ condition }: DrawnZone) => WIDTH_PX[condition.state];
    const lines = [...zones.filter(({ fence }) => fence), ...areas].sort((a, b) => rank(a) - rank(b));
    return [
      new PolygonLayer<DrawnZone>({
        id: 'zone-areas',
        data: areas,
        stroked: false,
        getPolygon: ({ line }) => line as LonLat[],
        getFillColor: (zone) => rgba(this.#colorOf(zone), 0.16),
      }),
      new PathLayer<DrawnZone>({
        id: 'zone-lines',
        data: lines,
        getPath: ({ line }) => line as LonLat[],
        getColor: (zone) => this.#stroke(zone, lit),
        getWidth: ({ fence, condition }) => (fence ? WIDTH_PX[condition.state] : 2),
        widthUnits: 'pixels',
        capRounded: true,
        jointRounded: true,
        updateTriggers: { getColor: [this.#version, lit], getWidth: this.#version },
      }),
    ];
  }
}
