import type { Position } from 'twin-core';
import { holds, pointIn, signedArea } from './ring-measures.ts';
import { type OpenRing, splitRing } from './split-ring.ts';

/** Told of what was mended or left out. */
export type Note = (kind: string) => void;

/** Square degrees below which a surface is none: a hundred square centimetres. */
const NO_AREA = 1e-12;

const isSame = (a: readonly number[], b: readonly number[]) => a[0] === b[0] && a[1] === b[1];

/** A ring with its last corner not repeated; a missing closing corner is noted. */
function opened(ring: OpenRing, note: Note): OpenRing {
  if (ring.length > 1 && isSame(ring[0]!, ring.at(-1)!)) return ring.slice(0, -1);
  if (ring.length > 2) note('ring not closed: closed');
  return ring;
}

function turned(ring: OpenRing, counterclockwise: boolean): OpenRing {
  return signedArea(ring) > 0 === counterclockwise ? ring : [...ring].reverse();
}

const closed = (ring: OpenRing) => [...ring, ring[0]!] as Position[];

/** The simple parts of rings with an area, larger ones first. */
function partsOf(rings: readonly OpenRing[], note: Note): OpenRing[] {
  const parts: OpenRing[] = [];
  for (const ring of rings) {
    const split = splitRing(opened(ring, note));
    if (!split) {
      note('ring that crosses itself all over: left out');
      continue;
    }
    if (split.length > 1) note('ring that crosses or touches itself: taken apart');
    const withArea = split.filter((part) => Math.abs(signedArea(part)) > NO_AREA);
    if (withArea.length === 0) note('ring without an area: left out');
    parts.push(...withArea);
  }
  return parts;
}

/** Outer rings with their holes. */
interface Surface {
  readonly ring: OpenRing;
  readonly holes: OpenRing[];
}

/** The parts of one outer ring: loops that run against it and lie in it are holes, those beside it surfaces of their own. */
function surfacesOf(ring: OpenRing, note: Note): Surface[] {
  const parts = partsOf([ring], note).sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)));
  const surfaces: Surface[] = [];
  for (const part of parts) {
    const around = parts.length === 1 ? undefined : surfaces.find((surface) => holds(surface.ring, ...pointIn(part)));
    if (!around) surfaces.push({ ring: part, holes: [] });
    else if (signedArea(part) > 0 !== signedArea(around.ring) > 0) around.holes.push(part);
  }
  return surfaces;
}

/**
 * Polygons by RFC 7946 from polygons as they come: rings closed and simple, outer ones counter-clockwise, each hole in the ring that
 * holds it. `polygons` are lists of rings of WGS 84 degrees, the outer ring first.
 */
export function tidyPolygons(
  polygons: readonly (readonly OpenRing[])[],
  note: Note,
  noteTurned: boolean,
): Position[][][] {
  const surfaces: Surface[] = [];
  const holes: OpenRing[] = [];
  for (const [outer, ...inner] of polygons) {
    if (!outer || outer.length === 0) continue;
    const found = surfacesOf(outer, note);
    if (noteTurned && found.some(({ ring }) => signedArea(ring) < 0))
      note('ring that runs the wrong way round: turned');
    surfaces.push(...found);
    holes.push(...partsOf(inner, note));
  }
  for (const hole of holes) {
    const around = surfaces.find(({ ring }) => holds(ring, ...pointIn(hole)));
    if (around) around.holes.push(hole);
    else note('hole outside of its surface: left out');
  }
  return surfaces.map(({ ring, holes: own }) => [
    closed(turned(ring, true)),
    ...own.map((hole) => closed(turned(hole, false))),
  ]);
}
