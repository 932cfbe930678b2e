import { Cartesian2, Cartesian3, Cartographic, Math as CesiumMath, Matrix4, type Scene } from '@cesium/engine';
import type { AreaKind, AreaRing } from '../../state/area/area-controls.ts';
import type { AreaPicture } from '../../state/area/area-picture.ts';
import type { LonLat } from '../../state/ground-plan.ts';
import { projectRing } from './project-ring.ts';

/** An area's line lies this high over the ground, metres. */
const OVER_GROUND_M = 0.3;

/** The scene as a picture to draw areas in: on its terrain. */
export class SceneAreaPicture implements AreaPicture {
  readonly element: HTMLElement;
  readonly #scene: Scene;
  readonly #groundM: number;

  /** `groundM`: height above the ellipsoid of the ground where terrain is not loaded yet, metres. */
  constructor(scene: Scene, element: HTMLElement, groundM: number) {
    this.#scene = scene;
    this.element = element;
    this.#groundM = groundM;
  }

  placeAt(x: number, y: number): LonLat | null {
    const { camera, globe } = this.#scene;
    const ray = camera.getPickRay(new Cartesian2(x, y));
    const met = ray && globe.pick(ray, this.#scene);
    const place = met && Cartographic.fromCartesian(met);
    return place ? [CesiumMath.toDegrees(place.longitude), CesiumMath.toDegrees(place.latitude)] : null;
  }

  pointOf(place: LonLat): readonly [x: number, y: number] | null {
    return this.project([place], null)[0] ?? null;
  }

  bearing(): number {
    return this.#scene.camera.heading;
  }

  hold(kind: AreaKind | null): void {
    this.#scene.screenSpaceCameraController.enableRotate = kind === null || kind === 'polygon';
  }

  project(ring: AreaRing, height: number | null): [x: number, y: number][] {
    const { camera, canvas } = this.#scene;
    const places = new Float64Array(ring.length * 3);
    const place = new Cartesian3();
    ring.forEach(([longitude, latitude], i) => {
      Cartesian3.fromDegrees(longitude, latitude, height ?? this.#groundAt(longitude, latitude), undefined, place);
      places.set([place.x, place.y, place.z], i * 3);
    });
    const matrix = Matrix4.multiply(camera.frustum.projectionMatrix, camera.viewMatrix, new Matrix4());
    return projectRing(places, Matrix4.toArray(matrix), canvas.clientWidth, canvas.clientHeight);
  }

  #groundAt(longitude: number, latitude: number): number {
    const height = this.#scene.globe.getHeight(Cartographic.fromDegrees(longitude, latitude));
    return (height ?? this.#groundM) + OVER_GROUND_M;
  }
}
