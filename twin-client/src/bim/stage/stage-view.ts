import type { OrthographicCamera, PerspectiveCamera } from 'three';

/** A way to look at the building: its camera and the hand that moves it. */
export interface StageView {
  readonly camera: PerspectiveCamera | OrthographicCamera;
  /** Takes the pointer, or gives it away to another view. */
  setActive(active: boolean): void;
  /** The stage's size in CSS pixels, both above 0. */
  resize(width: number, height: number): void;
  dispose(): void;
}
