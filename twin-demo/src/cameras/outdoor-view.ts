import { geoToLocal, type LocalPoint, type Placement, type SiteFile } from 'twin-core';
import { seededRandom } from '../estate/random.ts';
import { mixed, type Stroke, shaded } from './paint.ts';
import type { Pixel, View } from './view.ts';

/** A feature of the ground plan (models/ground.geojson). */
export interface PlanFeature {
  readonly properties: {
    readonly layer: string;
    readonly heightM?: number;
    readonly widthM?: number;
    readonly kind?: string;
  };
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

type LonLat = readonly [longitude: number, latitude: number];

const HAZE = '#c3ccd4';
const SKY = ['#8fb2d6', '#a6c2dd', '#bccfe0', '#cfd9e1'];
const LAND = '#8b9276';
/** What lies over what, with its color by day. */
const GROUND: Readonly<Record<string, string>> = {
  green: '#6f8a4e',
  road: '#6c7076',
  path: '#a39c8e',
  plaza: '#b0a594',
  fireLane: '#7b7d80',
  parking: '#74787c',
  court: '#9a6f58',
  water: '#5f8296',
};
const WALLS = ['#c9b9a2', '#bfae9b', '#cfc4b4', '#b7a796'];
const GLASS = ['#5d7285', '#6d8294', '#4f6375', '#7c8f9c'];
const CROWNS = ['#4f6b34', '#5c773c', '#466030', '#657f45'];
/** Where the light comes from, level part. */
const SUN = [-0.55, -0.83] as const;
const HAZE_M = 420;
const FARTHEST_M = 700;
const WINDOW_M = { every: 3.3, width: 1.7, height: 1.5, sill: 0.95 };
const WINDOWS_SEEN_M = 160;
const PANEL_M = 3;
/** Installers hang no camera before a wall or into a crown: what the plan has so near is a canopy over it or was cut back, metres. */
const CLEAR_M = 3.5;
/** A gatehouse is driven under: its roof hides nothing behind it. */
const CLEAR_OF_GATES_M = 14;
const GATE_M = 8;
const CLEAR_OF_TREES_M = 7;

interface Standing {
  readonly distance: number;
  readonly strokes: readonly Stroke[];
}

/** The estate by day as a camera in the open sees it: its ground plan, buildings, fence and trees, from the far to the near. */
export function outdoorView(view: View, site: SiteFile, features: readonly PlanFeature[]): Stroke[] {
  const standing = [
    ...site.buildings.flatMap((building) => {
      const base = building.placement.height - site.frame.height;
      const color = WALLS[Number.parseInt(building.code.slice(1), 10) % WALLS.length] ?? WALLS[0]!;
      const ring = ringOf(site.frame, building.footprint);
      return prism(view, {
        code: building.code,
        ring,
        base,
        heightM: building.heightM,
        storeys: building.storeyCount,
        color,
      });
    }),
    ...features.flatMap((feature) => stands(view, site.frame, feature)),
  ].sort((a, b) => b.distance - a.distance);
  return [
    ...backdrop(view),
    ...Object.keys(GROUND).flatMap((layer) => groundOf(view, site.frame, features, layer)),
    ...standing.flatMap(({ strokes }) => strokes),
  ];
}

const hazed = (color: string, distance: number) => mixed(color, HAZE, 1 - Math.exp(-distance / HAZE_M));
const at = ([x, y]: readonly [number, number], z: number): LocalPoint => [x, y, z];

function ringOf(frame: Placement, ring: readonly LonLat[]): [number, number][] {
  return ring.map(([longitude, latitude]) => {
    const [x, y] = geoToLocal(frame, { longitude, latitude, height: frame.height });
    return [x, y];
  });
}

function backdrop({ width, height, horizon }: View): Stroke[] {
  const strip = (from: number, to: number, color: string): Stroke => ({
    area: [
      [
        [0, from],
        [width, from],
        [width, to],
        [0, to],
      ],
    ],
    color,
  });
  const top = Math.min(0, horizon - height);
  return [
    ...SKY.map((color, i) => strip(top + ((horizon - top) * i) / SKY.length, horizon + 1, color)),
    strip(horizon, Math.max(height, horizon), mixed(LAND, HAZE, 0.35)),
    strip(horizon + height * 0.06, Math.max(height, horizon), LAND),
  ];
}

function groundOf(view: View, frame: Placement, features: readonly PlanFeature[], layer: string): Stroke[] {
  return features.flatMap(({ properties, geometry }): Stroke[] => {
    if (properties.layer !== layer || geometry.type !== 'Polygon') return [];
    const rings = (geometry.coordinates as LonLat[][]).map((ring) => ringOf(frame, ring).map((point) => at(point, 0)));
    const nearest = Math.min(...(rings[0] ?? []).map((point) => view.distance(point)));
    const area = rings.map((ring) => view.polygon(ring)).filter((pixels) => pixels !== null);
    if (area.length === 0 || nearest > FARTHEST_M) return [];
    const color = hazed(GROUND[layer]!, nearest * 0.6);
    const stalls: Stroke[] =
      layer === 'parking' && nearest < 60
        ? area.map((line) => ({ line: [...line, line[0]!], color: '#c9ccce', widthPx: 0.8 }))
        : [];
    return [{ area, color }, ...stalls];
  });
}

interface Prism {
  readonly code: string;
  readonly ring: readonly (readonly [number, number])[];
  readonly base: number;
  readonly heightM: number;
  readonly storeys: number;
  readonly color: string;
}

/** The walls of a building that face the camera, each with its windows. */
function prism(view: View, { code, ring, base, heightM, storeys, color }: Prism): Standing[] {
  const gap = Math.min(...ring.map((from, i) => gapTo(view, from, ring[(i + 1) % ring.length]!)));
  if (gap < (heightM < GATE_M ? CLEAR_OF_GATES_M : CLEAR_M)) return [];
  const turn = Math.sign(
    ring.reduce((sum, [x, y], i) => {
      const [nx, ny] = ring[(i + 1) % ring.length]!;
      return sum + x * ny - nx * y;
    }, 0),
  );
  return ring.flatMap((from, i): Standing[] => {
    const to = ring[(i + 1) % ring.length]!;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (length < 0.2) return [];
    const normal = [(turn * (to[1] - from[1])) / length, (-turn * (to[0] - from[0])) / length] as const;
    if (normal[0] * (view.at[0] - from[0]) + normal[1] * (view.at[1] - from[1]) <= 0) return [];
    const distance = view.distance([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
    if (distance > FARTHEST_M) return [];
    const wall = view.polygon([at(from, base), at(to, base), at(to, base + heightM), at(from, base + heightM)]);
    if (!wall) return [];
    const light = 0.66 + 0.38 * Math.max(0, normal[0] * SUN[0] + normal[1] * SUN[1]);
    const tone = hazed(shaded(color, light), distance);
    const windows =
      distance < WINDOWS_SEEN_M
        ? windowsOf(view, { code: `${code} ${i}`, from, to, length, base, heightM, storeys, light })
        : [];
    return [{ distance, strokes: [{ area: [wall], color: tone }, ...windows] }];
  });
}

/** From the camera to a wall, level, metres. */
function gapTo(view: View, from: readonly [number, number], to: readonly [number, number]): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const share = ((view.at[0] - from[0]) * dx + (view.at[1] - from[1]) * dy) / Math.max(1e-6, dx * dx + dy * dy);
  const within = Math.max(0, Math.min(1, share));
  return view.distance([from[0] + dx * within, from[1] + dy * within]);
}

interface Facade {
  readonly code: string;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly length: number;
  readonly base: number;
  readonly heightM: number;
  readonly storeys: number;
  readonly light: number;
}

function windowsOf(view: View, { code, from, to, length, base, heightM, storeys, light }: Facade): Stroke[] {
  const columns = Math.floor(length / WINDOW_M.every);
  const storeyM = heightM / Math.max(1, storeys);
  if (columns === 0 || storeyM < 2) return [];
  const random = seededRandom(`windows ${code}`);
  const along = (share: number) => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share] as const;
  const strokes: Stroke[] = [];
  for (let storey = 0; storey < storeys; storey += 1) {
    const sill = base + storey * storeyM + WINDOW_M.sill;
    const slab = view.polygon([at(from, sill - 0.95), at(to, sill - 0.95), at(to, sill - 0.8), at(from, sill - 0.8)]);
    const middle = view.distance([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
    if (slab) strokes.push({ area: [slab], color: hazed(shaded('#8f8574', light), middle) });
    for (let column = 0; column < columns; column += 1) {
      const share = (column + 0.5) / columns;
      const half = WINDOW_M.width / 2 / length;
      const [left, right] = [along(share - half), along(share + half)];
      const glass = view.polygon([
        at(left, sill),
        at(right, sill),
        at(right, sill + WINDOW_M.height),
        at(left, sill + WINDOW_M.height),
      ]);
      const color = GLASS[Math.floor(random() * GLASS.length)]!;
      if (glass)
        strokes.push({ area: [glass], color: hazed(shaded(color, 0.7 + 0.5 * light), view.distance([...left])) });
    }
  }
  return strokes;
}

function stands(view: View, frame: Placement, { properties, geometry }: PlanFeature): Standing[] {
  const { layer, heightM = 5, widthM = 3.5, kind } = properties;
  if (layer === 'outside' && kind === 'building' && geometry.type === 'Polygon') {
    const [ring = []] = geometry.coordinates as LonLat[][];
    return prism(view, { code: 'outside', ring: ringOf(frame, ring), base: 0, heightM, storeys: 0, color: '#a9a59c' });
  }
  if (geometry.type === 'Point')
    return layer === 'tree' ? tree(view, frame, geometry.coordinates as LonLat, heightM, widthM) : [];
  if (geometry.type === 'LineString' && layer === 'wall')
    return fence(view, ringOf(frame, geometry.coordinates as LonLat[]), heightM);
  return [];
}

function tree(view: View, frame: Placement, place: LonLat, heightM: number, widthM: number): Standing[] {
  const [spot] = ringOf(frame, [place]) as [[number, number]];
  const distance = view.distance(spot);
  const [foot, middle] = [view.project(at(spot, 0)), view.project(at(spot, heightM * 0.66))];
  const scale = view.scaleAt(at(spot, heightM * 0.66));
  if (distance > 260 || distance < CLEAR_OF_TREES_M || !foot || !middle || scale === 0) return [];
  if (middle[0] < -200 || middle[0] > view.width + 200) return [];
  const random = seededRandom(`tree ${place.join()}`);
  const color = hazed(CROWNS[Math.floor(random() * CROWNS.length)]!, distance);
  const crown = (dx: number, dy: number, share: number, tone: number): Stroke => ({
    middle: [middle[0] + dx * widthM * scale, middle[1] + dy * heightM * scale],
    radii: [widthM * 0.5 * share * scale, heightM * 0.34 * share * scale],
    color: shaded(color, tone),
  });
  const trunk: Stroke = {
    line: [foot, middle],
    color: hazed('#5b4a3a', distance),
    widthPx: Math.max(0.7, 0.22 * scale),
  };
  const shade: Stroke = {
    middle: foot,
    radii: [widthM * 0.45 * scale, widthM * 0.1 * scale],
    color: hazed('#55633f', distance),
  };
  return [
    {
      distance,
      strokes: [shade, trunk, crown(0, 0, 1, 0.86), crown(-0.12, -0.06, 0.8, 1), crown(0.15, -0.1, 0.55, 1.12)],
    },
  ];
}

/** A fence of bars over a low wall, panel by panel, so that it stands rightly among the trees. */
function fence(view: View, line: readonly (readonly [number, number])[], heightM: number): Standing[] {
  return line.slice(1).flatMap((to, i) => {
    const from = line[i]!;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const panels = Math.max(1, Math.round(length / PANEL_M));
    const along = (share: number) =>
      [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share] as const;
    return Array.from({ length: panels }, (_, panel): Standing | null => {
      const [a, b] = [along(panel / panels), along((panel + 1) / panels)];
      const distance = view.distance([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
      const foot = view.polygon([at(a, 0), at(b, 0), at(b, 0.55), at(a, 0.55)]);
      if (!foot || distance > 220) return null;
      const bars =
        distance < 70 ? Array.from({ length: 8 }, (_unused, bar) => along((panel + (bar + 0.5) / 8) / panels)) : [];
      const segment = (
        p: readonly [number, number],
        q: readonly [number, number],
        z: number,
        top: number,
        widthM: number,
      ): Stroke[] => {
        const pixels = [view.project(at(p, z)), view.project(at(q, top))];
        return pixels.every((pixel): pixel is Pixel => pixel !== null)
          ? [
              {
                line: pixels as Pixel[],
                color: hazed('#3c434b', distance),
                widthPx: Math.max(0.5, widthM * view.scaleAt(at(p, z))),
              },
            ]
          : [];
      };
      const strokes = [
        { area: [foot], color: hazed('#a08c78', distance) },
        ...bars.flatMap((bar) => segment(bar, bar, 0.55, heightM - 0.1, 0.03)),
        ...segment(a, b, heightM - 0.15, heightM - 0.15, 0.05),
        ...segment(a, b, 0.75, 0.75, 0.05),
        ...segment(a, a, 0, heightM, 0.14),
      ];
      return { distance, strokes };
    }).filter((panel) => panel !== null);
  });
}
