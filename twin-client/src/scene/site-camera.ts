import {
  Cartesian3,
  Cartographic,
  Math as CesiumMath,
  EasingFunction,
  PerspectiveFrustum,
  type Scene,
} from '@cesium/engine';
import { type GeoPoint, geoToLocal, type LocalPoint, localToGeo, type Placement } from 'twin-core';
import type { Sight } from './sight.ts';
import type { Viewpoint } from './viewpoint.ts';

const FLIGHT_S = 1.1;
/** How far from the estate's centre the camera may go, metres. */
const FARTHEST_M = 3500;
const NEAREST_M = 3;
/** Farther than this there is nothing to see on the way: the camera is there at once, metres. */
const FARTHEST_FLIGHT_M = 20_000;
/** One key press moves by this share of the height over ground, and turns by this angle. */
const KEY_SHARE = 0.08;
const KEY_TURN = 0.06;
/** Field of view over the wider side of the picture, radians: Cesium's own, and the most that one plane shows without tearing its edges apart. */
const FIELD_OF_VIEW = Math.PI / 3;
const MOST_VIEW = (110 * Math.PI) / 180;

/** An earth-centred point of a local one. */
export function toCartesian(frame: Placement, point: LocalPoint): Cartesian3 {
  const { longitude, latitude, height } = localToGeo(frame, point);
  return Cartesian3.fromDegrees(longitude, latitude, height);
}

/** A local point of an earth-centred one [x, y, z] in metres. */
export function toLocal(frame: Placement, [x, y, z]: readonly [number, number, number]): LocalPoint {
  const { longitude, latitude, height } = Cartographic.fromCartesian(new Cartesian3(x, y, z));
  return geoToLocal(frame, {
    longitude: CesiumMath.toDegrees(longitude),
    latitude: CesiumMath.toDegrees(latitude),
    height,
  });
}

const asTuple = ({ x, y, z }: Cartesian3): readonly [number, number, number] => [x, y, z];

/** A place that the camera stays within reach of. */
interface Anchor {
  readonly at: Cartesian3;
  readonly reachM: number;
}

/** The scene's camera in metres of the site frame: sights, keys and limits. */
export class SiteCamera {
  readonly #scene: Scene;
  readonly #frame: Placement;
  /** Places that the camera may stay near, and how near, metres: the site, where buildings stand abroad, and what was flown to last. */
  readonly #home: Anchor;
  #abroad: readonly Anchor[] = [];
  #visited: Anchor | null = null;
  readonly #element: HTMLElement;

  constructor(scene: Scene, frame: Placement, element: HTMLElement) {
    this.#scene = scene;
    this.#frame = frame;
    this.#element = element;
    this.#home = { at: toCartesian(frame, [0, 0, 0]), reachM: FARTHEST_M };
    const control = scene.screenSpaceCameraController;
    control.minimumZoomDistance = NEAREST_M;
    control.maximumZoomDistance = FARTHEST_M;
    control.enableCollisionDetection = true;
    control.minimumCollisionTerrainHeight = FARTHEST_M;
    control.inertiaSpin = 0.6;
    control.inertiaTranslate = 0.6;
    control.inertiaZoom = 0.5;
    element.addEventListener('keydown', this.#onKey);
  }

  /** Where the camera stands, metres of the site frame. */
  get place(): LocalPoint {
    const { longitude, latitude, height } = this.#scene.camera.positionCartographic;
    const degrees = 180 / Math.PI;
    const point: GeoPoint = { longitude: longitude * degrees, latitude: latitude * degrees, height };
    return geoToLocal(this.#frame, point);
  }

  /** Where it stands and how it looks. */
  get viewpoint(): Viewpoint {
    const { positionWC, directionWC, upWC, frustum } = this.#scene.camera;
    return {
      at: asTuple(positionWC),
      direction: asTuple(directionWC),
      up: asTuple(upWC),
      fieldOfView: frustum instanceof PerspectiveFrustum ? (frustum.fov ?? FIELD_OF_VIEW) : FIELD_OF_VIEW,
    };
  }

  /** Stands there at once. */
  stand({ at, direction, up, fieldOfView }: Viewpoint): void {
    const { camera } = this.#scene;
    camera.cancelFlight();
    if (camera.frustum instanceof PerspectiveFrustum) camera.frustum.fov = fieldOfView;
    const destination = new Cartesian3(...at);
    // Whoever stood there had flown there.
    this.#visited = { at: destination, reachM: FARTHEST_M };
    camera.setView({
      destination,
      orientation: { direction: new Cartesian3(...direction), up: new Cartesian3(...up) },
    });
    this.#scene.requestRender();
  }

  /** Moves to a sight: at once, or in a short flight unless the viewer asked for less motion. */
  show(sight: Sight, flight: boolean): void {
    const frame = sight.frame ?? this.#frame;
    const destination = toCartesian(frame, sight.from);
    const target = toCartesian(frame, sight.to);
    // A whole city is looked at from farther than the estate.
    this.#visited = { at: target, reachM: Math.max(FARTHEST_M, Cartesian3.distance(destination, target) * 1.5) };
    const far = Cartesian3.distance(destination, this.#scene.camera.positionWC) > FARTHEST_FLIGHT_M;
    const direction = Cartesian3.normalize(
      Cartesian3.subtract(target, destination, new Cartesian3()),
      new Cartesian3(),
    );
    const up = Cartesian3.normalize(destination, new Cartesian3());
    const right = Cartesian3.normalize(Cartesian3.cross(direction, up, new Cartesian3()), new Cartesian3());
    const orientation = { direction, up: Cartesian3.cross(right, direction, new Cartesian3()) };
    this.#scene.camera.cancelFlight();
    const { frustum } = this.#scene.camera;
    if (frustum instanceof PerspectiveFrustum)
      frustum.fov =
        sight.angleDeg === undefined ? FIELD_OF_VIEW : Math.min(MOST_VIEW, (sight.angleDeg * Math.PI) / 180);
    if (flight && !far && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#scene.camera.flyTo({
        destination,
        orientation,
        duration: FLIGHT_S,
        easingFunction: EasingFunction.QUADRATIC_IN_OUT,
      });
    } else this.#scene.camera.setView({ destination, orientation });
    this.#scene.requestRender();
  }

  /** Places besides the site that the camera may stay near: where buildings stand abroad. */
  setAbroad(places: readonly GeoPoint[]): void {
    this.#abroad = places.map((place) => ({
      at: toCartesian({ ...place, headingDeg: 0 }, [0, 0, 0]),
      reachM: FARTHEST_M,
    }));
  }

  /** Called before each frame: a camera that left the surroundings of everything there is to see is brought back to their edge. */
  keepNear(): void {
    const { camera } = this.#scene;
    let nearest = this.#home;
    let beyondM = Cartesian3.distance(camera.positionWC, nearest.at) - nearest.reachM;
    for (let i = -1; i < this.#abroad.length && beyondM > 0; i++) {
      const anchor = i < 0 ? this.#visited : this.#abroad[i]!;
      if (!anchor) continue;
      const otherM = Cartesian3.distance(camera.positionWC, anchor.at) - anchor.reachM;
      if (otherM < beyondM) [nearest, beyondM] = [anchor, otherM];
    }
    if (beyondM <= 0) return;
    const offset = Cartesian3.subtract(camera.positionWC, nearest.at, new Cartesian3());
    Cartesian3.multiplyByScalar(offset, nearest.reachM / (nearest.reachM + beyondM), offset);
    Cartesian3.add(nearest.at, offset, camera.position);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { camera } = this.#scene;
    const step = Math.max(2, this.place[2] * KEY_SHARE);
    switch (event.key) {
      case 'ArrowLeft':
        camera.move(camera.right, -step);
        break;
      case 'ArrowRight':
        camera.move(camera.right, step);
        break;
      case 'ArrowUp':
        this.#glide(step);
        break;
      case 'ArrowDown':
        this.#glide(-step);
        break;
      case '+':
      case '=':
        camera.move(camera.direction, step);
        break;
      case '-':
        camera.move(camera.direction, -step);
        break;
      case 'q':
      case 'e':
        camera.look(camera.positionWC, event.key === 'q' ? KEY_TURN : -KEY_TURN);
        break;
      default:
        return;
    }
    event.preventDefault();
    this.#scene.requestRender();
  };

  /** Moves over the ground in the direction looked at, keeping the height. */
  #glide(stepM: number): void {
    const { camera } = this.#scene;
    const up = Cartesian3.normalize(camera.positionWC, new Cartesian3());
    const across = Cartesian3.cross(up, camera.right, new Cartesian3());
    camera.move(Cartesian3.normalize(across, across), stepM);
  }

  destroy(): void {
    this.#element.removeEventListener('keydown', this.#onKey);
  }
}
