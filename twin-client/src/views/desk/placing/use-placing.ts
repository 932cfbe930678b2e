import { useCallback, useEffect, useRef, useState } from 'react';
import { type BuildingOutline, geoToLocal, type LocalPoint, type Placement } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import type { PlacingControls } from '../../../scene/placing/placing-controls.ts';
import type { BuildingView } from '../../../state/site-view.ts';
import { useRoom } from '../desk.ts';

/** A model that is being placed. */
export interface Placing {
  /** Where it is shown. */
  readonly placement: Placement;
  /** Where it stood when placing began. */
  readonly from: Placement;
  /** Null while the 3D scene is not shown. */
  readonly controls: PlacingControls | null;
  move(placement: Placement): void;
  /** It stands there now: ending leaves it. */
  keep(placement: Placement): void;
}

type Box = NonNullable<BuildingOutline['box']>;

/** More corners than this are no help in a click. */
const MOST_CORNERS = 400;

/** What a click on the model snaps to: the corners of its plan at foot and roof, and of its box. */
function cornersOf({ footprint, placement }: BuildingView, { min, max }: Box): LocalPoint[] {
  const plan = footprint.slice(0, MOST_CORNERS / 2).map(([longitude, latitude]) => {
    const [x, y] = geoToLocal(placement, { longitude, latitude, height: placement.height });
    return [x, y] as const;
  });
  const box = [min[0], max[0]].flatMap((x) => [min[1], max[1]].map((y) => [x, y] as const));
  return [...plan, ...box].flatMap(([x, y]) =>
    [Math.min(Math.max(0, min[2]), max[2]), max[2]].map((z) => [x, y, z] as const),
  );
}

/** Puts handles on a building's model while the component stands, and takes it back where it was unless it was kept. */
export function usePlacing(building: BuildingView, box: Box | null): Placing {
  const format = useFormat();
  const controls = useRoom()?.site?.placing ?? null;
  // What stands when placing begins counts, also when the registry changes meanwhile.
  const [begun] = useState(building);
  const [placement, setPlacement] = useState(begun.placement);
  const latest = useRef(placement);
  const home = useRef(begun.placement);
  const show = useCallback((next: Placement) => {
    latest.current = next;
    setPlacement(next);
  }, []);
  useEffect(() => {
    if (!controls || !box) return;
    const names = {
      move: format.text('placing.handle.move'),
      turn: format.text('placing.handle.turn'),
      height: format.text('placing.handle.height'),
    };
    const placed = { code: begun.code, placement: latest.current, box, corners: cornersOf(begun, box) };
    controls.begin(placed, names, { onMove: show });
    controls.move(latest.current);
    return () => controls.end(home.current);
  }, [controls, begun, box, format, show]);
  const move = useCallback(
    (next: Placement) => {
      show(next);
      controls?.move(next);
    },
    [controls, show],
  );
  const keep = useCallback((next: Placement) => {
    home.current = next;
  }, []);
  return { placement, from: begun.placement, controls, move, keep };
}
