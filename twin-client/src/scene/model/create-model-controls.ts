import type { Cartesian3 } from '@cesium/engine';
import type { ScreenPlace } from '../../state/marker.ts';
import type { BuildingLayer } from '../building-layer.ts';
import type { ModelControls } from './model-controls.ts';

/** What the controls ask of the scene around the buildings. */
export interface ModelSurroundings {
  /** The picture is about to change. */
  onChange(): void;
  /** Another building stands, or one stands elsewhere. */
  onBuildings(): void;
  placeOnPage(position: Cartesian3): ScreenPlace;
}

/** The controls over a layer of buildings. */
export function createModelControls(
  layer: BuildingLayer,
  { onChange, onBuildings, placeOnPage }: ModelSurroundings,
): ModelControls {
  const listeners = new Set<() => void>();
  const tellLift = () => {
    for (const listener of listeners) listener();
  };
  // What is told again changes nothing, and must not ask for a frame.
  const told = new Map<string, string>();
  const changed = (what: string, value: unknown): boolean => {
    const text = JSON.stringify(value);
    if (told.get(what) === text) return false;
    told.set(what, text);
    return true;
  };
  const set = (changes: () => void) => {
    changes();
    onBuildings();
    onChange();
    tellLift();
  };
  return {
    setLook(building, look) {
      if (!changed('look', [building, look])) return;
      layer.setLook(building, look);
      onChange();
      tellLift();
    },
    highlight(highlight) {
      if (!changed('highlight', highlight)) return;
      layer.highlight(highlight);
      onChange();
    },
    setBuilding: (view) => set(() => layer.set(view)),
    removeBuilding: (code) => set(() => layer.remove(code)),
    liftOf: (building, storey) => layer.liftOf(building, storey),
    onLift(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    locate(building, point, storey) {
      const position = layer.placeOf(building, point, storey);
      return position && placeOnPage(position);
    },
    count: () => layer.count(),
  };
}
