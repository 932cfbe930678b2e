import { Cartesian3, EasingFunction } from '@cesium/engine';
import { geoToLocal, localToGeo } from 'twin-core';

const FLIGHT_S = 1.1;
/** How far from the estate's centre the camera may go, metres. */
const FARTHEST_M = 3500;
const NEAREST_M = 3;
/** One key press moves by this share of the height over ground, and turns by this angle. */
const KEY_SHARE = 0.08;
const KEY_TURN = 0.06;
/** An earth-centred point of a local one. */
export function toCartesian(frame, point) {
  const { longitude, latitude, height } = localToGeo(frame, point);
  return Cartesian3.fromDegrees(longitude, latitude, height);
}
/** The scene's camera in metres of the site frame: sights, keys and limits. */
export class SiteCamera {
  #scene;
  #frame;
  #centre;
  #element;
  constructor(scene, frame, element) {
    this.#scene = scene;
    this.#frame = frame;
    this.#element = element;
    this.#centre = toCartesian(frame, [0, 0, 0]);
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
  get place() {
    const { longitude, latitude, height } = this.#scene.camera.positionCartographic;
    const degrees = 180 / Math.PI;
    const point = { longitude: longitude * degrees, latitude: latitude * degrees, height };
    return geoToLocal(this.#frame, point);
  }
  /** Moves to a sight: at once, or in a short flight unless the viewer asked for less motion. */
  show(sight, flight) {
    const destination = toCartesian(this.#frame, sight.from);
    const target = toCartesian(this.#frame, sight.to);
    const direction = Cartesian3.normalize(
      Cartesian3.subtract(target, destination, new Cartesian3()),
      new Cartesian3(),
    );
    const up = Cartesian3.normalize(destination, new Cartesian3());
    const right = Cartesian3.normalize(Cartesian3.cross(direction, up, new Cartesian3()), new Cartesian3());
    const orientation = { direction, up: Cartesian3.cross(right, direction, new Cartesian3()) };
    this.#scene.camera.cancelFlight();
    if (flight && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#scene.camera.flyTo({
        destination,
        orientation,
        duration: FLIGHT_S,
        easingFunction: EasingFunction.QUADRATIC_IN_OUT,
      });
    } else this.#scene.camera.setView({ destination, orientation });
    this.#scene.requestRender();
  }
  /** Called before each frame: a camera that left the estate's surroundings is brought back to their edge. */
  keepNear() {
    const { camera } = this.#scene;
    const offset = Cartesian3.subtract(camera.positionWC, this.#centre, new Cartesian3());
    const distance = Cartesian3.magnitude(offset);
    if (distance <= FARTHEST_M) return;
    Cartesian3.multiplyByScalar(offset, FARTHEST_M / distance, offset);
    Cartesian3.add(this.#centre, offset, camera.position);
  }
  #onKey = (event) => {
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
  #glide(stepM) {
    const { camera } = this.#scene;
    const up = Cartesian3.normalize(camera.positionWC, new Cartesian3());
    const across = Cartesian3.cross(up, camera.right, new Cartesian3());
    camera.move(Cartesian3.normalize(across, across), stepM);
  }
  destroy() {
    this.#element.removeEventListener('keydown', this.#onKey);
  }
}
